import { type Problem, problem } from '../../../contract/advice/problem';
import type { Person } from '../../../contract/model/person';
import type { PlannedPerson } from '../../../contract/model/plan';
import { callableId, personKey } from '../../../contract/rules/person-key';
import type { Directory } from '../../directory/directory';
import type { PersonStatus } from '../../directory/people/directory-record';
import { readLine } from '../../directory/who/read-lines';
import { feishuCode } from '../../feishu/codes';
import { lastTime, type Setback } from '../record/setback';
import type { ResolvedPerson } from './resolved-draft';

/** The facts about people that are at hand without asking Feishu. */
export interface PeopleDeps {
  directory: Directory;
  /** The last failure to reach each person. */
  setbacks: readonly Setback[];
}

/**
 * People with what is known of them beforehand.
 *
 * @param missed the reason if e-mails and mobiles could not be looked up
 */
export const knownPeople = (
  people: readonly Person[],
  missed: Problem | null,
  { directory, setbacks }: PeopleDeps,
): ResolvedPerson[] => {
  const shared = sharedNames(people, directory);
  const last = new Map(setbacks.map((setback) => [setback.personKey, setback]));
  const firstReading = directory.firstReading();
  return people.map((person) => {
    const callable = callableId(person);
    const key = personKey(person);
    const status = directory.knownPerson(person)?.status;
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

/** The refusal that Feishu would answer with, known without asking it. */
export const feishuSays = (code: number, advice: Problem['advice']): Problem => ({
  code,
  advice,
  params: {},
  logId: null,
});

type Preflight = NonNullable<PlannedPerson['preflight']>;

/** The facts that the directory has of a person, without reading more. */
interface KnownAbout {
  status: PersonStatus | undefined;
  /** Several people have this name, so it says of none who they are. */
  namesakes: boolean;
  /** The contacts are being read for the first time: the person may still turn up. */
  firstReading: boolean;
}

/** Names that several people have, among people who are known by name only. */
const sharedNames = (people: readonly Person[], directory: Directory): ReadonlySet<string> => {
  const names = new Map(people.filter((person) => !callableId(person)).map((person) => [person.name, 0]));
  if (names.size === 0) return new Set();
  for (const { name } of directory.knownPeople().people) {
    const met = names.get(name);
    if (met !== undefined) names.set(name, met + 1);
  }
  return new Set([...names].flatMap(([name, met]) => (met > 1 ? name : [])));
};

/** The reason for a second thought before a person is called; null: there is none. */
const doubtOf = (status: PersonStatus | undefined, setback: Setback | undefined): Problem | null => {
  if (status === 'frozen') return problem('person-frozen');
  if (status === 'unjoined') return problem('person-unjoined');
  return setback ? lastTime(setback) : null;
};

/** The reason, known beforehand, that keeps a person from being called; null: there is none. */
const preflightOf = (person: Person, missed: Problem | null, known: KnownAbout): Preflight | null => {
  if (known.status === 'resigned')
    return { outcome: 'unreachable', problem: feishuSays(feishuCode.resigned, 'resigned') };
  if (callableId(person)) return null;
  // Their id could not be looked up: the others are buzzed all the same.
  if (missed && (person.email || person.mobile)) return { outcome: 'unreachable', problem: missed };
  const byName = () => {
    if (known.namesakes) return problem('person-ambiguous', { name: person.name });
    return known.firstReading ? problem('contacts-being-read') : problem('person-unresolved', { name: person.name });
  };
  const reason = readLine(person.name).problem ?? byName();
  return { outcome: 'unreachable', problem: reason };
};
