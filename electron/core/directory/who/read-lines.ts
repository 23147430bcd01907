import { type Problem, problem } from '../../../contract/advice/problem';
import type { ReadLine } from '../../../contract/model/directory';
import type { Person } from '../../../contract/model/person';
import { callableId } from '../../../contract/rules/person-key';
import { linesOf, readLine } from './read-line';

/** Where pasted lines are looked up: e-mails and mobiles by a call, names among the people who are known. */
export interface LineWorld {
  resolve(people: readonly Person[]): Promise<{ people: readonly Person[]; problem: Problem | null }>;
  /** `firstReading`: somebody of the same name may be to come. */
  people(): Promise<{ people: readonly Person[]; firstReading: boolean }>;
}

/** Reads pasted text; nothing is dropped. Names are looked for among the people the bot can see. */
export const readLines = async (text: string, world: LineWorld): Promise<readonly ReadLine[]> => {
  const readings = linesOf(text).map(readLine);
  if (readings.length === 0) return [];
  const resolved = await world.resolve(readings.map((reading) => reading.person));
  const { people, firstReading } = await world.people();
  const byId = new Map(people.map((person) => [person.openId, person]));
  const byName = new Map<string, Person[]>();
  for (const person of people) {
    const namesakes = byName.get(person.name);
    if (namesakes) namesakes.push(person);
    else byName.set(person.name, [person]);
  }

  return readings.map(({ line, person, problem: reason }, index): ReadLine => {
    if (reason) return { line, person, problem: reason };
    const found = resolved.people[index] ?? person;
    if (callableId(found)) {
      const known = found.openId && byId.get(found.openId);
      return { line, person: found.name === line && known ? { ...found, name: known.name } : found, problem: null };
    }
    if (person.email || person.mobile) {
      return { line, person, problem: resolved.problem ?? problem('person-unresolved', { name: line }) };
    }
    const [only, ...others] = byName.get(person.name) ?? [];
    if (others.length === 0 && firstReading) return { line, person, problem: problem('contacts-being-read') };
    if (only && others.length === 0) return { line, person: only, problem: null };
    const advice = only ? 'person-ambiguous' : 'person-unresolved';
    return { line, person, problem: problem(advice, { name: person.name }) };
  });
};
