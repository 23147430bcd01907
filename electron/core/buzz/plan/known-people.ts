import type { Problem } from '../../../contract/advice/problem';
import { callableId, type Person, personKey } from '../../../contract/model/person';
import type { Directory } from '../../directory/directory';
import type { Setback } from '../record/setback';
import { doubtOf, preflightOf, sharedNames } from './preflight-of';
import type { ResolvedPerson } from './resolved-draft';

/** What is at hand of people: nobody is asked. */
export interface PeopleWorld {
  directory: Directory;
  /** Who could not be reached the last time. */
  setbacks: readonly Setback[];
}

/** People with what is known of them beforehand. `missed`: why e-mails and mobiles could not be looked up, if so. */
export const knownPeople = (
  people: readonly Person[],
  missed: Problem | null,
  { directory, setbacks }: PeopleWorld,
): ResolvedPerson[] => {
  const shared = sharedNames(people, directory);
  const last = new Map(setbacks.map((setback) => [setback.personKey, setback]));
  const firstReading = directory.firstReading();
  return people.map((person) => {
    const callable = callableId(person);
    const key = personKey(person);
    const status = directory.about(person)?.status;
    return {
      key,
      name: person.name,
      idType: callable?.idType ?? null,
      id: callable?.id ?? null,
      preflight: preflightOf(person, missed, { status, namesakes: shared.has(person.name), firstReading }),
      doubt: doubtOf(status, last.get(key)),
    };
  });
};
