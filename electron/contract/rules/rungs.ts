import type { Channel } from '../model/channel';
import type { GroupId } from '../model/ids';
import type { Ladder, LadderStep } from '../model/ladder';
import type { PlannedBackup, PlannedRung } from '../model/plan';
import { isLouder } from './board-standing';
import { isPaid } from './consent';

type Policy = Pick<Ladder, 'steps' | 'repeat' | 'inTurn'>;

/** A rung of one buzz: a step of its policy at its minute, counted from the confirmation. */
export interface Rung extends LadderStep {
  /** Number of the turn in which it calls, from 0; null: it calls all who are waited for, or a backup. */
  turn: number | null;
  /** It begins that turn: its person hears of the buzz for the first time, over the channel of the buzz. */
  begins: boolean;
}

/** What a policy is carried out for: the channel of the buzz itself, and the number of people called. */
export interface Climb {
  sent: Channel;
  people: number;
}

/** Number of turns for so many people, all rounds together; none where all are called at once. */
export const turnsOf = ({ inTurn, repeat }: Policy, people: number): number =>
  inTurn ? people * (1 + repeat.times) : 0;

const isOwn = ({ backup }: LadderStep): boolean => backup === undefined;

/**
 * Every rung of a policy in its order. All at once: its steps, then the last one again as often as it repeats. In turn: the
 * steps of each turn, then those that call a backup. A reminder stands, so it is repeated in no round. There is an end.
 */
export const rungsOf = (policy: Policy, { sent, people }: Climb): readonly Rung[] => {
  const { steps, repeat, inTurn } = policy;
  const rung = (step: LadderStep, since: number, turn: number | null): Rung => ({
    ...step,
    afterMinutes: since + step.afterMinutes,
    turn,
    begins: false,
  });
  if (inTurn) {
    const own = steps.filter(isOwn);
    const turns = turnsOf(policy, people);
    return [
      ...Array.from({ length: turns }, (_, turn) => {
        const since = turn * inTurn.minutes;
        const first: Rung = { afterMinutes: since, channel: sent, turn, begins: true };
        // The first turn begins with the buzz itself.
        const steps = turn < people ? own : own.filter(({ reminder }) => !reminder);
        return [...(turn === 0 ? [] : [first]), ...steps.map((step) => rung(step, since, turn))];
      }).flat(),
      ...steps.filter((step) => !isOwn(step)).map((step) => rung(step, turns * inTurn.minutes, null)),
    ];
  }
  const last = steps[steps.length - 1];
  if (!last) return [];
  if (last.reminder) return steps.map((step) => rung(step, 0, null));
  const again = Array.from({ length: repeat.times }, (_, index) => rung(last, (index + 1) * repeat.everyMinutes, null));
  return [...steps.map((step) => rung(step, 0, null)), ...again];
};

/** The way in which a rung reaches people: its channel, or a reminder instead of a call. */
export type RungWay = Channel | 'reminder';

export const wayOf = ({ channel, reminder }: Pick<LadderStep, 'channel' | 'reminder'>): RungWay =>
  reminder ? 'reminder' : channel;

/** Tells whether two rungs call the same people: the same backup, in the same turn, or all who are waited for. */
export const callSame = (a: Rung, b: Rung): boolean => a.backup === b.backup && a.turn === b.turn;

/**
 * Tells whether a rung is passed over because it is no escalation: it is quieter than the channel over which the buzz
 * itself went out, or rings that paid one again although a louder rung is still to come. A last rung that is as loud calls
 * again on purpose, and a second in-app buzz costs nothing. To a backup, and to a person whose turn begins, nothing went out.
 */
export const isPassedOver = (rungs: readonly Rung[], index: number, sent: Channel): boolean => {
  const rung = rungs[index];
  if (!rung || rung.begins || !isOwn(rung)) return false;
  const { channel } = rung;
  if (isLouder(sent, channel)) return true;
  const louderLater = rungs.slice(index).some((later) => callSame(later, rung) && isLouder(later.channel, channel));
  return channel === sent && isPaid(channel) && louderLater;
};

/**
 * The rungs of a policy as a plan tells them: one for each step, the last with its repetitions.
 *
 * @param backupOf the people of a backup group, as far as the plan knows it
 */
export const plannedRungs = (
  policy: Policy,
  { sent, people }: Climb,
  backupOf: (id: GroupId) => PlannedBackup | null,
): readonly PlannedRung[] => {
  const { steps, repeat, inTurn } = policy;
  // One turn tells of all.
  const rungs = rungsOf({ ...policy, repeat: { ...repeat, times: inTurn ? 0 : repeat.times } }, { sent, people: 1 });
  return steps.map((step, index): PlannedRung => {
    const own = !inTurn && index === steps.length - 1 && !step.reminder ? repeat : { ...repeat, times: 0 };
    const passed = isPassedOver(rungs, index, sent);
    const backup = step.backup === undefined ? null : backupOf(step.backup);
    const called =
      step.backup === undefined
        ? inTurn && !step.reminder
          ? turnsOf(policy, people)
          : people
        : (backup?.people.filter(({ preflight }) => preflight === null).length ?? 0);
    const calls = passed ? 0 : called * (1 + own.times);
    return { ...step, backupGroup: backup, repeat: own, calls, passed, problem: backup?.problem ?? null };
  });
};

/** Paid calls that begin turns after the first: the buzz itself, called for each person at their time. */
export const turnCalls = (policy: Policy, people: number): number => Math.max(0, turnsOf(policy, people) - 1);
