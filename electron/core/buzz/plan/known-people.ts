import { type Problem, problem } from '../../../contract/advice/problem';
import { withoutDirection } from '../../../contract/direction';
import type { Person } from '../../../contract/model/person';
import type { PlannedPerson } from '../../../contract/model/plan';
import { callableId, personKey } from '../../../contract/rules/person-key';
import type { Directory } from '../../directory/directory';
import type { KnownPerson, PersonStatus } from '../../directory/people/directory-record';
import { byName } from '../../directory/who/by-name';
import type { FoundOpenIds } from '../../directory/who/find-open-ids';
import { readLine } from '../../directory/who/read-line';
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
 * @param lookUp what came of looking up their e-mails and mobiles; null: they were not
 */
export const knownPeople = (
  people: readonly Person[],
  lookUp: Pick<FoundOpenIds, 'disagreeing' | 'problem'> | null,
  { directory, setbacks }: PeopleDeps,
): ResolvedPerson[] => {
  const named = byName(directory.knownPeople().people);
  const last = new Map(setbacks.map((setback) => [setback.personKey, setback]));
  const firstReading = directory.firstReading();
  return people.map((written) => {
    const person = directory.named(written);
    const callable = callableId(person);
    const key = personKey(person);
    const status = directory.knownPerson(person)?.status;
    const about = {
      status,
      namesakes: !callable && named.called(person.name).length > 1,
      firstReading,
      missed: lookUp?.problem ?? null,
      disagreement: lookUp?.disagreeing.get(key) ?? null,
    };
    return {
      key,
      // Saved before names were tidied: on a board, in a notification or a terminal it has other words beside it.
      name: withoutDirection(person.name),
      department: tellApart(person, named.called(person.name)),
      idType: callable?.idType ?? null,
      id: callable?.id ?? null,
      preflight: preflightOf(person, about),
      doubt: doubtOf(status, last.get(key)) ?? otherOwner(person, directory),
    };
  });
};

/** What tells a person from others of the same name: the department, or the e-mail of two in one department; null: no other is called so. */
const tellApart = (person: Person, called: readonly KnownPerson[]): string | null => {
  const id = callableId(person)?.id;
  const own = called.find((each) => id !== undefined && [each.openId, each.unionId, each.userId].includes(id as never));
  const others = called.filter((each) => each !== own);
  if (id === undefined || others.length === 0) return null;
  const department = own?.department ?? person.department;
  const email = own?.email ?? person.email;
  return (
    (others.some((other) => other.department === department) ? (email ?? department) : (department ?? email)) ?? null
  );
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
  /** Why e-mails and mobiles could not be looked up. */
  missed: Problem | null;
  /** Two of their ids and addresses lead to two people. */
  disagreement: Problem | null;
}

/** The reason for a second thought before a person is called; null: there is none. */
const doubtOf = (status: PersonStatus | undefined, setback: Setback | undefined): Problem | null => {
  if (status === 'frozen') return problem('person-frozen');
  if (status === 'unjoined') return problem('person-unjoined');
  return setback ? lastTime(setback) : null;
};

/** The doubt about a person whose e-mail belongs to another, as far as the directory knows. Their id counts; null: there is none. */
const otherOwner = ({ name, openId, email }: Person, directory: Directory): Problem | null => {
  const owner = openId && email ? directory.knownPerson({ name, email }) : undefined;
  if (!openId || !email || !owner?.openId || owner.openId === openId) return null;
  const first = directory.named({ name: openId, openId }).name;
  return problem('person-disagrees', { name, one: openId, first, two: email, second: owner.name });
};

/** The reason, known beforehand, that keeps a person from being called; null: there is none. */
const preflightOf = (person: Person, known: KnownAbout): Preflight | null => {
  if (known.status === 'resigned')
    return { outcome: 'unreachable', problem: feishuSays(feishuCode.resigned, 'resigned') };
  // One of two people is meant: calling either would be a guess.
  if (known.disagreement) return { outcome: 'unreachable', problem: known.disagreement };
  if (callableId(person)) return null;
  // Their id could not be looked up: the others are buzzed all the same.
  if (known.missed && (person.email || person.mobile)) return { outcome: 'unreachable', problem: known.missed };
  const byName = () => {
    if (known.namesakes) return problem('person-ambiguous', { name: person.name });
    return known.firstReading ? problem('contacts-being-read') : problem('person-unresolved', { name: person.name });
  };
  const reason = readLine(person.name).problem ?? byName();
  return { outcome: 'unreachable', problem: reason };
};
