import { problem } from '../../../contract/advice/problem';
import type { ReadLine } from '../../../contract/model/directory';
import type { Person } from '../../../contract/model/person';
import { callableId, personKey } from '../../../contract/rules/person-key';
import { byName } from './by-name';
import type { FoundOpenIds } from './find-open-ids';
import { readLine } from './read-line';
import { linesOf } from './split-lines';

/** Look-ups for pasted lines: e-mails and mobiles by a call, names among the known people. */
interface ReadLinesDeps {
  resolve(
    people: readonly Person[],
  ): Promise<Pick<FoundOpenIds, 'disagreeing' | 'problem'> & { people: readonly Person[] }>;
  /** All known people. `firstReading`: a second person of the same name may still come. */
  people(): Promise<{ people: readonly Person[]; firstReading: boolean }>;
}

/** Reads pasted text, and finds its names among the people whom the bot can see. No line is dropped. */
export const readLines = async (text: string, world: ReadLinesDeps): Promise<readonly ReadLine[]> => {
  const readings = linesOf(text).map(readLine);
  if (readings.length === 0) return [];
  const resolved = await world.resolve(readings.map((reading) => reading.person));
  const { people, firstReading } = await world.people();
  const known = byName(people);

  return readings.map(({ line, person, problem: reason }, index): ReadLine => {
    if (reason) return { line, person, problem: reason };
    const found = resolved.people[index] ?? person;
    const disagreement = resolved.disagreeing.get(personKey(person));
    if (disagreement) return { line, person, problem: disagreement };
    if (callableId(found)) return { line, person: found, problem: null };
    if (person.email || person.mobile) {
      return { line, person, problem: resolved.problem ?? problem('person-unresolved', { name: line }) };
    }
    const [only, ...others] = known.called(person.name);
    if (others.length === 0 && firstReading) return { line, person, problem: problem('contacts-being-read') };
    if (only && others.length === 0) return { line, person: only, problem: null };
    const advice = only ? 'person-ambiguous' : 'person-unresolved';
    return { line, person, problem: problem(advice, { name: person.name }) };
  });
};
