import type { Plan } from '../../../../electron/contract/model/plan';

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
