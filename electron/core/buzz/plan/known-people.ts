import { type Problem, problem } from '../../../contract/advice/problem';
import type { Person } from '../../../contract/model/person';
import type { PlannedPerson } from '../../../contract/model/plan';
import { callableId, personKey } from '../../../contract/rules/person-key';
import type { Directory } from '../../directory/directory';
import type { PersonStatus } from '../../directory/people/known-person';
import { readLine } from '../../directory/who/read-line';
import { feishuCode } from '../../feishu/codes';
import { lastTime, type Setback } from '../record/setback';
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

/** What Feishu would say if it were asked, known without asking. */
export const feishuSays = (code: number, advice: Problem['advice']): Problem => ({
  code,
  advice,
  params: {},
  logId: null,
});

type Preflight = NonNullable<PlannedPerson['preflight']>;

/** What the directory says of somebody, without being asked for more. */
interface KnownAbout {
  status: PersonStatus | undefined;
  /** Nobody can be told by the name alone: several have it. */
  namesakes: boolean;
  /** Nor yet: whoever has it may be to come. */
  firstReading: boolean;
}

/** Names that several people have, of those that have to be told by their name. */
const sharedNames = (people: readonly Person[], directory: Directory): ReadonlySet<string> => {
  const names = new Map(people.filter((person) => !callableId(person)).map((person) => [person.name, 0]));
  if (names.size === 0) return new Set();
  for (const { name } of directory.known().people) {
    const met = names.get(name);
    if (met !== undefined) names.set(name, met + 1);
  }
  return new Set([...names].flatMap(([name, met]) => (met > 1 ? name : [])));
};

/** What deserves a thought before somebody is tried. */
const doubtOf = (status: PersonStatus | undefined, setback: Setback | undefined): Problem | null => {
  if (status === 'frozen') return problem('person-frozen');
  if (status === 'unjoined') return problem('person-unjoined');
  return setback ? lastTime(setback) : null;
};

/** What is known beforehand to keep somebody from being called; `missed`: why e-mails and mobiles could not be looked up. */
const preflightOf = (person: Person, missed: Problem | null, known: KnownAbout): Preflight | null => {
  if (known.status === 'resigned')
    return { outcome: 'unreachable', problem: feishuSays(feishuCode.resigned, 'resigned') };
  if (callableId(person)) return null;
  // Their id could not be asked for: the others are buzzed all the same.
  if (missed && (person.email || person.mobile)) return { outcome: 'unreachable', problem: missed };
  const byName = () => {
    if (known.namesakes) return problem('person-ambiguous', { name: person.name });
    return known.firstReading ? problem('contacts-being-read') : problem('person-unresolved', { name: person.name });
  };
  const reason = readLine(person.name).problem ?? byName();
  return { outcome: 'unreachable', problem: reason };
};
