/** One push of an event to a connection. */
export interface Attempt {
  /** World time (ms). */
  readonly at: number;
  /** Number of the connection; `other`: a listener that only practice knows took it; null: there was none. */
  readonly line: number | 'other' | null;
  /** `exact`: the answer is the frame of the push with `biz_rt` and a payload, as feishu-api 6.2 has it. */
  answer: { code: number | null; afterMs: number; exact: boolean } | null;
}

/** An event or a click under way to the app. */
export interface Delivery {
  /** `message_id` of its frames. */
  readonly id: string;
  readonly type: string;
  readonly kind: 'event' | 'card';
  readonly body: Uint8Array;
  readonly attempts: Attempt[];
  state: 'waiting' | 'taken' | 'given-up';
}

/** Time in which an answer counts (ms). */
const answerMs = 3_000;

/** Times of the pushes after the first, counted from it (ms): 15 s, 5 min, 1 h, 6 h (feishu-api 6.1). */
const againMs = [15_000, 300_000, 3_600_000, 21_600_000];

/** Time (ms) of the next push; null when it waits for none. A click is pushed once, however it ends. */
export const nextPushAt = ({ attempts, kind, state }: Delivery): number | null => {
  const [first] = attempts;
  const wait = againMs[attempts.length - 1];
  return state !== 'waiting' || !first || wait === undefined || kind === 'card' ? null : first.at + wait;
};

/** Takes an answer: one that is late, or says other than 200, leaves the delivery as it is. */
export const settle = (delivery: Delivery, attempt: Attempt, answer: NonNullable<Attempt['answer']>): void => {
  attempt.answer ??= answer;
  if (answer.code === 200 && answer.afterMs <= answerMs) delivery.state = 'taken';
};

/** Gives up what was pushed for the last time, and not answered in time. */
export const giveUp = (delivery: Delivery, now: number): void => {
  const last = delivery.attempts.at(-1);
  if (delivery.state === 'waiting' && nextPushAt(delivery) === null && last && now > last.at + answerMs) {
    delivery.state = 'given-up';
  }
};
