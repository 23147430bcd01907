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
  /** null: as Settings have it. */
  tellOthers: boolean | null;
  /** One person after another, each for `turnMinutes`. */
  inTurn: boolean;
  turnMinutes: string;
  climbs: Ladder['climbs'];
}

export interface StepForm {
  /** Key of the row, because steps come and go. */
  key: number;
  afterMinutes: string;
  channel: Channel;
  /** What else the step is: a reminder, or one that calls a backup group. */
  more: Pick<LadderStep, 'reminder' | 'backup'>;
}

/** `nameOf`: the name that tells what a ladder does; one of that name goes on telling it when it changes. */
export const formOfLadder = (ladder: Ladder | null, nameOf?: (ladder: Ladder) => string): LadderForm => ({
  id: ladder?.id ?? null,
  name: ladder?.name ?? '',
  named: ladder !== null && ladder.name !== nameOf?.(ladder),
  steps: stepForms(ladder?.steps ?? [{ afterMinutes: 5, channel: 'app' }]),
  times: ladder?.repeat.times ?? 0,
  everyMinutes: String(ladder?.repeat.everyMinutes ?? 10),
  graceMinutes: String(ladder?.graceMinutes ?? 10),
  withoutReceipts: ladder?.withoutReceipts ?? 'hold-paid',
  until: ladder?.until ?? null,
  enough: ladder?.enough ?? 'everyone',
  tellOthers: ladder?.tellOthers ?? null,
  inTurn: ladder != null && ladder.inTurn !== null,
  turnMinutes: String(ladder?.inTurn?.minutes ?? 5),
  climbs: ladder?.climbs ?? 'here',
});

/** What the ladder waits for: as chosen, else for answers where it rings phones, as reading alone helps no one there. */
export const untilOf = ({ until, steps, inTurn }: Pick<LadderForm, 'until' | 'steps' | 'inTurn'>): Ladder['until'] => {
  // Turns go on until one has it.
  if (inTurn) return 'acknowledged';
  return until ?? (steps.some(({ channel }) => channel === 'phone') ? 'acknowledged' : 'read');
};

const callsBackup = ({ more }: StepForm): boolean => more.backup !== undefined;

/** The rows in the order in which they happen: in turn, a backup is called after all the others. */
export const inOrder = (steps: readonly StepForm[], inTurn: boolean): readonly StepForm[] =>
  inTurn ? [...steps.filter((step) => !callsBackup(step)), ...steps.filter(callsBackup)] : steps;

/** Steps as rows of the form. */
export const stepForms = (steps: Ladder['steps']): readonly StepForm[] =>
  steps.map(({ afterMinutes, channel, ...more }, key) => ({ key, afterMinutes: String(afterMinutes), channel, more }));

/** The steps of a form whose minutes are numbers. */
const readableSteps = (steps: readonly StepForm[]): Ladder['steps'] =>
  steps.flatMap(({ afterMinutes, channel, more }) => {
    const minutes = readNumber(afterMinutes, ladderLimits.afterMinutes, false);
    return minutes === null ? [] : [{ ...more, afterMinutes: minutes, channel }];
  });

/** The steps of the form whose minutes are numbers, and its turns, as far as they can be read. */
export const policyOf = ({ steps, inTurn, turnMinutes }: LadderForm): Pick<Ladder, 'steps' | 'inTurn'> => {
  const minutes = readNumber(turnMinutes, ladderLimits.turnMinutes, false);
  return { steps: readableSteps(inOrder(steps, inTurn)), inTurn: inTurn && minutes !== null ? { minutes } : null };
};

/** What choosing a preset changes in the form. */
export const formOfPreset = ({ steps, inTurn }: Pick<Ladder, 'steps' | 'inTurn'>): Partial<LadderForm> => ({
  steps: stepForms(steps),
  times: 0,
  inTurn: inTurn !== null,
  ...(inTurn ? { turnMinutes: String(inTurn.minutes) } : {}),
});

/** Step to add after the last one: five minutes later (in turn one, as a turn is short), by the next louder channel. */
export const nextStep = (steps: readonly StepForm[], inTurn: boolean): StepForm => {
  const last = steps.filter((step) => !inTurn || !callsBackup(step)).at(-1);
  const minutes = Number(last?.afterMinutes) || 0;
  return {
    key: Math.max(-1, ...steps.map((step) => step.key)) + 1,
    afterMinutes: String(Math.min(minutes + (inTurn ? 1 : 5), ladderLimits.afterMinutes.max)),
    channel: last?.channel === 'app' ? 'sms' : 'phone',
    more: {},
  };
};

/** Validation errors by field. */
interface LadderProblems {
  name?: 'ladder-name-needed' | 'ladder-name-taken';
  steps?: 'ladder-minutes' | 'ladder-rise' | 'ladder-none' | 'ladder-beyond-turn';
  turnMinutes?: true;
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
  const rows = inOrder(form.steps, form.inTurn);
  const own = form.inTurn ? rows.filter((step) => !callsBackup(step)).length : rows.length;
  const turnMinutes = readNumber(form.turnMinutes, ladderLimits.turnMinutes, false);
  const minutes = rows.map((step) => readNumber(step.afterMinutes, ladderLimits.afterMinutes, false));
  const everyMinutes = readNumber(form.everyMinutes, ladderLimits.everyMinutes, false);
  const graceMinutes = readNumber(form.graceMinutes, ladderLimits.graceMinutes, false);
  const problems: LadderProblems = {
    ...(name === '' ? { name: 'ladder-name-needed' as const } : {}),
    ...(others.some((other) => other.id !== form.id && other.name === name)
      ? { name: 'ladder-name-taken' as const }
      : {}),
    ...(rows.length === 0 && !form.inTurn ? { steps: 'ladder-none' as const } : {}),
    ...(form.inTurn && minutes.slice(0, own).some((value) => (value ?? 0) >= (turnMinutes ?? Number.POSITIVE_INFINITY))
      ? { steps: 'ladder-beyond-turn' as const }
      : {}),
    // The minutes of a backup count from the end of the last turn.
    ...(minutes.some((value, index) => index > 0 && index !== own && (value ?? 0) <= (minutes[index - 1] ?? 0))
      ? { steps: 'ladder-rise' as const }
      : {}),
    ...(minutes.includes(null) ? { steps: 'ladder-minutes' as const } : {}),
    ...(form.inTurn && turnMinutes === null ? { turnMinutes: true as const } : {}),
    ...(everyMinutes === null && form.times > 0 && !form.inTurn ? { everyMinutes: true as const } : {}),
    ...(graceMinutes === null ? { graceMinutes: true as const } : {}),
  };
  if (Object.keys(problems).length > 0 || graceMinutes === null) return { ok: false, problems };
  const steps = rows.map(({ channel, more }, index) => ({ ...more, channel, afterMinutes: minutes[index] ?? 0 }));
  const { id, times, withoutReceipts, tellOthers, climbs } = form;
  const inTurn = form.inTurn && turnMinutes !== null ? { minutes: turnMinutes } : null;
  const until = untilOf(form);
  // One who has read it has not taken it.
  const enough = inTurn ? 'one' : until === 'read' ? 'everyone' : form.enough;
  const repeat = { times, everyMinutes: everyMinutes ?? 10 };
  const tells = tellOthers === null || enough === 'everyone' ? {} : { tellOthers };
  const ends = { withoutReceipts, until, enough, inTurn, climbs, ...tells };
  return { ok: true, ladder: { id: id ?? newId(), name, steps, repeat, graceMinutes, ...ends } };
};
