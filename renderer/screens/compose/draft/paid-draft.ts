import type { Draft } from '../../../../electron/contract/model/draft';
import type { Ladder, LadderStep } from '../../../../electron/contract/model/ladder';
import type { Plan } from '../../../../electron/contract/model/plan';
import { isPaid } from '../../../../electron/contract/rules/consent';

const climbsToPaid = (ladder: { steps: readonly LadderStep[] } | null) =>
  ladder?.steps.some((step) => isPaid(step.channel)) ?? false;

/** The ladder that a draft names; null when it has none or it was deleted. */
export const ladderOf = (draft: Draft, ladders: readonly Ladder[]): Ladder | null =>
  ladders.find((ladder) => ladder.id === draft.ladder) ?? null;

/** True for SMS, phone and any draft whose ladder holds one of them (计费). Such a draft needs the paid gesture. */
export const isPaidDraft = (draft: Draft, ladders: readonly Ladder[]): boolean =>
  isPaid(draft.channel) || climbsToPaid(ladderOf(draft, ladders));

/** `isPaidDraft` for a plan, which carries its own copy of the ladder. */
export const isPaidPlan = (plan: Plan): boolean => isPaid(plan.channel) || climbsToPaid(plan.ladder);

/**
 * True when both plans call the same people over the same channel and may escalate to the same cost, so that a confirmation of
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
