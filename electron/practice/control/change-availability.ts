import type { World } from '../world/world';
import { findPerson } from './find-person';

/** Who may see the app and be written to by it: `everybody`, `nobody`, or a list of people. */
export const changeAvailability = (world: World, value: unknown): string | null => {
  if (value === 'everybody' || value === 'nobody') {
    for (const person of world.people) person.available = value === 'everybody';
    return null;
  }
  if (!Array.isArray(value)) return 'availability is everybody, nobody, or a list of people';
  const chosen = new Set<unknown>();
  for (const who of value) {
    const person = typeof who === 'string' ? findPerson(world, who) : undefined;
    if (!person) return `nobody, or more than one, answers to ${String(who)}`;
    chosen.add(person);
  }
  for (const person of world.people) person.available = chosen.has(person);
  return null;
};
