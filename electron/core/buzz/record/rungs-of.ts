import type { Ladder, LadderStep } from '../../../contract/model/ladder';

/** Every rung of a policy in its order: its steps, then the last one again as often as it repeats. There is an end. */
export const rungsOf = ({ steps, repeat }: Pick<Ladder, 'steps' | 'repeat'>): readonly LadderStep[] => {
  const last = steps[steps.length - 1];
  if (!last) return [];
  const again = Array.from({ length: repeat.times }, (_, index) => ({
    ...last,
    afterMinutes: last.afterMinutes + (index + 1) * repeat.everyMinutes,
  }));
  return [...steps, ...again];
};
