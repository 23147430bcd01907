import type { Channel } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { type BuzzRecord, pendingIn } from './buzz-record';

/** Time until which a step confirmed at `at` waits for a change of mind (ms since the epoch); null: it does not wait. */
export const undoUntil = (channel: Channel, at: number, undoMs: number): number | null =>
  isPaid(channel) && undoMs > 0 ? at + undoMs : null;

/** Steps whose paid calls can still be taken back at `now` (ms since the epoch): they wait, and none has been made. */
export const undoableSteps = (record: BuzzRecord, now: number): readonly number[] =>
  [...record.undo].flatMap(([step, until]) => (until > now && pendingIn(record, step).length > 0 ? [step] : []));

/** Time until which the board offers to take paid calls back (ms since the epoch); null: none wait. */
export const undoUntilOf = (record: BuzzRecord): number | null =>
  [...record.undo].reduce<number | null>(
    (latest, [step, until]) => (pendingIn(record, step).length > 0 ? Math.max(latest ?? until, until) : latest),
    null,
  );

/** Time at which a step was asked for (ms since the epoch): its calls are due from then on. */
export const dueAtOf = (record: BuzzRecord, step: number): number => record.stepAt[step] ?? record.confirmed.at;

/** Times after which a message, an in-app buzz, an SMS or a call no longer leaves, counted from when it is due (ms). */
export const expiryMs = { message: 10 * 60_000, app: 10 * 60_000, sms: 2 * 60_000, phone: 2 * 60_000 } as const;

/** Time for which Feishu recognizes a `uuid` and sends no second message, less five minutes for slow clocks (ms). */
export const uuidLifeMs = 55 * 60_000;

/**
 * Times until which the app goes on trying to send the messages of pending people, and to buzz them (ms since the epoch).
 * Null: none of them waits for that.
 */
export const triesUntil = (record: BuzzRecord): { message: number | null; buzz: number | null } => {
  const latest = (times: readonly number[]) => (times.length === 0 ? null : Math.max(...times));
  const steps = record.stepAt.flatMap((at, step) => {
    const people = pendingIn(record, step);
    const via = people[0]?.steps.get(step)?.via;
    return via ? [{ at, via, people }] : [];
  });
  const unsent = steps.filter(({ people }) =>
    people.some(({ message }) => record.messages.get(message ?? '')?.messageId === null),
  );
  return {
    message: latest(unsent.map(({ at }) => at + expiryMs.message)),
    buzz: latest(steps.map(({ at, via }) => at + expiryMs[via])),
  };
};

/**
 * Tells whether it is too late, at `now`, for a call that was due at `dueAt` (all ms). True as well if the wall clock was
 * set back by more than the limit: the time that has really passed is unknown then, and nothing may fire late.
 */
export const isLate = (now: number, dueAt: number, limit: number): boolean => Math.abs(now - dueAt) > limit;
