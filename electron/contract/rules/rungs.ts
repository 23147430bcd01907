import type { Channel } from '../model/channel';
import type { Ladder, LadderStep } from '../model/ladder';
import type { PlannedRung } from '../model/plan';
import { isLouder } from './board-standing';
import { isPaid } from './consent';

/**
 * Every rung of a policy in its order: its steps, then the last one again as often as it repeats, unless that is a reminder,
 * which stands. There is an end.
 */
export const rungsOf = ({ steps, repeat }: Pick<Ladder, 'steps' | 'repeat'>): readonly LadderStep[] => {
  const last = steps[steps.length - 1];
  if (!last) return [];
  if (last.reminder) return steps;
  const again = Array.from({ length: repeat.times }, (_, index) => ({
    ...last,
    afterMinutes: last.afterMinutes + (index + 1) * repeat.everyMinutes,
  }));
  return [...steps, ...again];
};

/** The way in which a rung reaches people: its channel, or a reminder instead of a call. */
export type RungWay = Channel | 'reminder';

export const wayOf = ({ channel, reminder }: Pick<LadderStep, 'channel' | 'reminder'>): RungWay =>
  reminder ? 'reminder' : channel;

/**
 * Tells whether a rung is passed over because it is no escalation: it is quieter than the channel over which the buzz
 * itself went out, or rings that paid one again although a louder rung is still to come. A last rung that is as loud calls
 * again on purpose, and a second in-app buzz costs nothing.
 */
export const isPassedOver = (rungs: readonly LadderStep[], rung: number, sent: Channel): boolean => {
  const channel = rungs[rung]?.channel;
  if (channel === undefined) return false;
  if (isLouder(sent, channel)) return true;
  return channel === sent && isPaid(channel) && rungs.slice(rung).some((later) => isLouder(later.channel, channel));
};

/** The rungs of a policy for so many people to whom the buzz goes out over `sent`: one for each step, the last with its repetitions. */
export const plannedRungs = (
  policy: Pick<Ladder, 'steps' | 'repeat'>,
  sent: Channel,
  people: number,
): readonly PlannedRung[] => {
  const rungs = rungsOf(policy);
  const { steps, repeat } = policy;
  return steps.map((step, index): PlannedRung => {
    const own = index === steps.length - 1 && !step.reminder ? repeat : { ...repeat, times: 0 };
    const passed = isPassedOver(rungs, index, sent);
    const calls = passed ? 0 : people * (1 + own.times);
    return { ...step, backupGroup: null, repeat: own, calls, passed, problem: null };
  });
};
