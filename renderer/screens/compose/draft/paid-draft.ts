import type { Draft } from '../../../../electron/contract/model/draft';
import type { Ladder, LadderStep } from '../../../../electron/contract/model/ladder';
import type { Plan } from '../../../../electron/contract/model/plan';
import { isPaid } from '../../../../electron/contract/rules/consent';

const climbsToPaid = (ladder: { steps: readonly LadderStep[] } | null) =>
  ladder?.steps.some((step) => isPaid(step.channel)) ?? false;

/** The policy a draft names, if there still is one. */
export const ladderOf = (draft: Draft, ladders: readonly Ladder[]): Ladder | null =>
  ladders.find((ladder) => ladder.id === draft.ladder) ?? null;

/** 计费: SMS, phone, and any draft whose ladder holds one of them. They take the second gesture. */
export const isPaidDraft = (draft: Draft, ladders: readonly Ladder[]): boolean =>
  isPaid(draft.channel) || climbsToPaid(ladderOf(draft, ladders));

/** The same of what main has planned, with the policy it froze. */
export const isPaidPlan = (plan: Plan): boolean => isPaid(plan.channel) || climbsToPaid(plan.ladder);

/**
 * True when both plans ring the same phones over the same channel and may climb to the same cost: what was agreed to for
 * one holds for the other.
 */
export const sameCost = (seen: Plan | null, now: Plan): boolean => {
  if (!seen || seen.channel !== now.channel || seen.mode !== now.mode) return false;
  if (seen.counts.buzzes !== now.counts.buzzes || seen.cost?.calls !== now.cost?.calls) return false;
  if (JSON.stringify(seen.ladder) !== JSON.stringify(now.ladder)) return false;
  const called = (plan: Plan) =>
    plan.people
      .filter((person) => person.preflight === null)
      .map((person) => person.key)
      .sort()
      .join('\n');
  return called(seen) === called(now);
};
