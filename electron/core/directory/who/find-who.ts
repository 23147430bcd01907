import type { Recipient } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';
import { personKey } from '../../../contract/rules/person-key';
import { search } from '../search/search';
import { onceEach } from './once-each';
import { readLine } from './read-line';

export interface KnownWho {
  groups: readonly Group[];
  people: readonly Person[];
}

/**
 * Whom a `<who>` of the command line means. Names must be exact and lead to one group or person; the
 * candidates are written so that each can be given instead. An id, e-mail or mobile is taken as it is: whether it leads
 * to anybody is an outcome, found later.
 */
export type FoundWho =
  | { kind: 'found'; recipient: Recipient }
  | { kind: 'unknown'; among: 'all' | 'groups' | 'people'; name: string; candidates: readonly string[] }
  | { kind: 'ambiguous'; name: string; candidates: readonly string[] };

const toGroup = (group: Group): Recipient => ({ kind: 'group', groupId: group.id });
const toPerson = (person: Person): Recipient => ({ kind: 'person', person });

/** `ou_… (李娜, 客服部)`: what to give instead, and what tells two people of one name apart. */
const asCandidate = (person: Person): string => {
  const aside = [person.name, person.department, person.email].filter(Boolean).join(', ');
  const id = person.openId ?? person.unionId ?? (person.userId ? `user:${person.userId}` : person.email);
  return id === undefined ? `person:${person.name}` : `${id} (${aside})`;
};

const mostOffered = 8;

/** What sounds alike: the closest names, by the search that the windows use. */
const alike = (name: string, known: KnownWho): string[] =>
  search(name, { ...known, chats: [] })
    .slice(0, mostOffered)
    .map(({ recipient, label }) => `${recipient.kind === 'group' ? 'group' : 'person'}:${label}`);

const same = (written: string, name: string) => written.normalize('NFC') === name.normalize('NFC');

const byName = (name: string, known: KnownWho, among: 'all' | 'groups' | 'people'): FoundWho => {
  const groups = among === 'people' ? [] : known.groups.filter((group) => same(group.name, name));
  const people = among === 'groups' ? [] : known.people.filter((person) => same(person.name, name));
  const [group] = groups;
  const [person] = people;
  if (groups.length + people.length > 1) {
    // Two groups of one name cannot be told apart here; that there are two is still worth saying.
    const candidates = [...groups.map((each) => `group:${each.name}`), ...people.map(asCandidate)];
    return { kind: 'ambiguous', name, candidates };
  }
  if (group) return { kind: 'found', recipient: toGroup(group) };
  if (person) return { kind: 'found', recipient: toPerson(person) };
  const narrowed = {
    groups: among === 'people' ? [] : known.groups,
    people: among === 'groups' ? [] : known.people,
  };
  const offered =
    among === 'groups' && alike(name, narrowed).length === 0
      ? known.groups.slice(0, mostOffered).map((each) => `group:${each.name}`)
      : alike(name, narrowed);
  return { kind: 'unknown', among, name, candidates: offered };
};

/**
 * Everybody who can be meant by name: whom the bot sees, and whoever is in a saved group (`members`, as far as they were
 * found); once each. Somebody of whom only a name was saved is nobody yet.
 */
export const whoIsKnown = (
  groups: readonly Group[],
  people: readonly Person[],
  members: readonly Person[] = groups.flatMap((group) => group.members),
): KnownWho => ({
  groups,
  people: onceEach([...people, ...members]).filter((person) => personKey(person) !== `name:${person.name}`),
});

/** Reads one `<who>`. */
export const findWho = (who: string, known: KnownWho): FoundWho => {
  const written = who.trim();
  if (written.startsWith('group:')) return byName(written.slice('group:'.length).trim(), known, 'groups');
  if (written.startsWith('person:')) return byName(written.slice('person:'.length).trim(), known, 'people');
  const { person, problem } = readLine(written);
  const says = problem !== null || person.openId || person.unionId || person.userId || person.email || person.mobile;
  // A group may be called like a mobile number or an id; what it is called comes first.
  if (says && !known.groups.some((group) => same(group.name, written))) {
    return { kind: 'found', recipient: toPerson(person) };
  }
  return byName(written, known, 'all');
};

/** Whether people have to be listed to understand this `<who>`: every list is an API call that counts. */
export const needsPeople = (who: string, groups: readonly Group[]): boolean => {
  const found = findWho(who, { groups, people: [] });
  if (who.trim().startsWith('group:')) return false;
  return found.kind !== 'found' || found.recipient.kind === 'group';
};
