import { ladderLimits } from '../../../../electron/contract/limits';
import type { Channel } from '../../../../electron/contract/model/channel';
import type { LadderId } from '../../../../electron/contract/model/ids';
import type { Ladder, LadderStep } from '../../../../electron/contract/model/ladder';
import { tidied } from '../../../../electron/contract/plain-text';
import { readNumber } from '../controls/number-setting';

/** Content of the ladder editor, with numbers as text. `id` null: a new ladder. */
export interface LadderForm {
  id: LadderId | null;
  name: string;
  /** The person has written the name; until then it tells what the steps do. */
  named: boolean;
  steps: readonly StepForm[];
  times: number;
  everyMinutes: string;
  graceMinutes: string;
  withoutReceipts: Ladder['withoutReceipts'];
  /** null: by itself, answers where a step calls by phone. */
  until: Ladder['until'] | null;
  enough: Ladder['enough'];
  inTurn: Ladder['inTurn'];
}

export interface StepForm {
  /** Key of the row, because steps come and go. */
  key: number;
  afterMinutes: string;
  channel: Channel;
  /** What else the step is: a reminder, or one that calls a backup group. */
  more: Pick<LadderStep, 'reminder' | 'backup'>;
}

export const formOfLadder = (ladder: Ladder | null): LadderForm => ({
  id: ladder?.id ?? null,
  name: ladder?.name ?? '',
  named: ladder !== null,
  steps: stepForms(ladder?.steps ?? [{ afterMinutes: 5, channel: 'app' }]),
  times: ladder?.repeat.times ?? 0,
  everyMinutes: String(ladder?.repeat.everyMinutes ?? 10),
  graceMinutes: String(ladder?.graceMinutes ?? 10),
  withoutReceipts: ladder?.withoutReceipts ?? 'hold-paid',
  until: ladder?.until ?? null,
  enough: ladder?.enough ?? 'everyone',
  inTurn: ladder?.inTurn ?? null,
});

/** What the ladder waits for: as chosen, else for answers where it rings phones, as reading alone helps no one there. */
export const untilOf = ({ until, steps }: Pick<LadderForm, 'until' | 'steps'>): Ladder['until'] =>
  until ?? (steps.some(({ channel }) => channel === 'phone') ? 'acknowledged' : 'read');

/** Steps as rows of the form. */
export const stepForms = (steps: Ladder['steps']): readonly StepForm[] =>
  steps.map(({ afterMinutes, channel, ...more }, key) => ({ key, afterMinutes: String(afterMinutes), channel, more }));

/** The steps of a form whose minutes are numbers. */
export const readableSteps = (steps: readonly StepForm[]): Ladder['steps'] =>
  steps.flatMap(({ afterMinutes, channel, more }) => {
    const minutes = readNumber(afterMinutes, ladderLimits.afterMinutes, false);
    return minutes === null ? [] : [{ ...more, afterMinutes: minutes, channel }];
  });

/** Step to add after the last one: five minutes later, by the next louder channel. */
export const nextStep = (steps: readonly StepForm[]): StepForm => {
  const last = steps.at(-1);
  const minutes = Number(last?.afterMinutes) || 0;
  return {
    key: Math.max(-1, ...steps.map((step) => step.key)) + 1,
    afterMinutes: String(Math.min(minutes + 5, ladderLimits.afterMinutes.max)),
    channel: last?.channel === 'app' ? 'sms' : 'phone',
    more: {},
  };
};

/** Validation errors by field. */
interface LadderProblems {
  name?: 'ladder-name-needed' | 'ladder-name-taken';
  steps?: 'ladder-minutes' | 'ladder-rise';
  everyMinutes?: true;
  graceMinutes?: true;
}

/** Reads the form as a ladder, or finds its mistakes. Two ladders of one name could not be told apart. */
export const readLadder = (
  form: LadderForm,
  others: readonly Ladder[],
  newId: () => LadderId,
): { ok: true; ladder: Ladder } | { ok: false; problems: LadderProblems } => {
  const name = tidied(form.name);
  const minutes = form.steps.map((step) => readNumber(step.afterMinutes, ladderLimits.afterMinutes, false));
  const everyMinutes = readNumber(form.everyMinutes, ladderLimits.everyMinutes, false);
  const graceMinutes = readNumber(form.graceMinutes, ladderLimits.graceMinutes, false);
  const problems: LadderProblems = {
    ...(name === '' ? { name: 'ladder-name-needed' as const } : {}),
    ...(others.some((other) => other.id !== form.id && other.name === name)
      ? { name: 'ladder-name-taken' as const }
      : {}),
    ...(minutes.some((value, index) => index > 0 && (value ?? 0) <= (minutes[index - 1] ?? 0))
      ? { steps: 'ladder-rise' as const }
      : {}),
    ...(minutes.includes(null) ? { steps: 'ladder-minutes' as const } : {}),
    ...(everyMinutes === null && form.times > 0 ? { everyMinutes: true as const } : {}),
    ...(graceMinutes === null ? { graceMinutes: true as const } : {}),
  };
  if (Object.keys(problems).length > 0 || graceMinutes === null) return { ok: false, problems };
  const steps = form.steps.map(({ channel, more }, index) => ({ ...more, channel, afterMinutes: minutes[index] ?? 0 }));
  const { id, times, withoutReceipts, inTurn } = form;
  const until = untilOf(form);
  // One who has read it has not taken it.
  const enough = until === 'read' ? 'everyone' : form.enough;
  const repeat = { times, everyMinutes: everyMinutes ?? 10 };
  const ends = { withoutReceipts, until, enough, inTurn };
  return { ok: true, ladder: { id: id ?? newId(), name, steps, repeat, graceMinutes, ...ends } };
};
