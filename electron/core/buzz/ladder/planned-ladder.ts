import { isPaid } from '../../../contract/model/channel';
import type { Ladder } from '../../../contract/model/ladder';
import type { PlanCost, PlannedLadder } from '../../../contract/model/plan';
import { rungsOf } from '../record/rungs-of';
import type { Usage } from '../record/usage';

/** The ladder in a plan: what it does, and what it may cost at most, with everybody unread at every rung. */
export const plannedLadder = (policy: Ladder, people: number, usage: Usage): PlannedLadder => {
  const rungs = rungsOf(policy);
  const costs = (['sms', 'phone'] as const).flatMap((channel): PlanCost[] => {
    const calls = rungs.filter((rung) => rung.channel === channel).length * people;
    return rungs.some((rung) => rung.channel === channel)
      ? [{ channel, calls, leftThisMonth: usage.leftThisMonth[channel], limit: usage.limit[channel] }]
      : [];
  });
  return {
    name: policy.name,
    steps: policy.steps.map(({ afterMinutes, channel }) => ({ afterMinutes, channel })),
    repeat: policy.repeat,
    costs,
  };
};

/** Whether any rung of it costs the company money. */
export const isPaidLadder = (policy: Ladder | null): boolean =>
  policy?.steps.some(({ channel }) => isPaid(channel)) ?? false;
