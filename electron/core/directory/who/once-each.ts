import type { Person } from '../../../contract/model/person';
import { nameKey } from '../../../contract/plain-text';
import { personKey } from '../../../contract/rules/person-key';

/** Keys by which a person is the same as another: all ids, or what was written, in the form in which it is compared. */
const marksOf = (person: Person): string[] => {
  const ids = [person.openId, person.unionId, person.userId && `user:${person.userId}`];
  const key = personKey(person);
  return [key === `name:${person.name}` ? `name:${nameKey(person.name)}` : key, ...ids.flatMap((id) => id ?? [])];
};

/** Finds the entry of a list (as `onceEach` made it) that stands for a person; -1: there is none. */
export const entryFinder = (people: readonly Person[]): ((person: Person) => number) => {
  const places = new Map(people.flatMap((person, place) => marksOf(person).map((mark) => [mark, place] as const)));
  return (person) => marksOf(person).flatMap((mark) => places.get(mark) ?? [])[0] ?? -1;
};

/**
 * Removes duplicates from a list of people, keeping its order. Two entries are one person as soon as they share an id
 * (`ou_…` in a chat, `on_…` in a saved group), so that no phone rings twice for one buzz.
 */
export const onceEach = (people: readonly Person[]): Person[] => {
  const places = new Map<string, number>();
  const once: (Person | null)[] = [];
  for (const person of people) {
    const met = [...new Set(marksOf(person).flatMap((mark) => places.get(mark) ?? []))].sort((a, b) => a - b);
    const place = met[0] ?? once.length;
    // The first entry wins; later ones only add the fields it lacks.
    const merged: Person = Object.assign({}, person, ...met.map((at) => once[at]).reverse());
    for (const at of met) once[at] = null;
    once[place] = merged;
    for (const mark of marksOf(merged)) places.set(mark, place);
  }
  return once.flatMap((person) => person ?? []);
};
