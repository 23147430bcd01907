import type { Board } from '../../../electron/contract/model/board';
import { type Standing, standingOf } from '../shared/standing';

/** People who came to the same standing since the last snapshot: one sentence for the live region. */
export interface News {
  standing: Exclude<Standing, 'pending'>;
  names: readonly string[];
}

/**
 * What changed between two snapshots of the same board, grouped by standing, so that fifty reads at once are one
 * announcement and not fifty. The first snapshot (`before` null) is no news: the list itself is there to be read.
 */
export const newsBetween = (before: Board | null, after: Board): readonly News[] => {
  if (before === null || before.id !== after.id) return [];
  const known = new Map(before.people.map((person) => [person.key, standingOf(person)]));
  const byStanding = new Map<Exclude<Standing, 'pending'>, string[]>();
  for (const person of after.people) {
    const now = standingOf(person);
    if (now === 'pending' || known.get(person.key) === now) continue;
    byStanding.set(now, [...(byStanding.get(now) ?? []), person.name]);
  }
  return [...byStanding].map(([standing, names]) => ({ standing, names }));
};
