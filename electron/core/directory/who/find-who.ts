import type { Recipient } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';
import { nameKey, tidied } from '../../../contract/plain-text';
import type { KnownDepartment } from '../people/department-tree';
import { toDepartment } from '../search/candidate';
import { search } from '../search/search';
import { byName as inList } from './by-name';
import { isNameOnly } from './find-imported';
import { onceEach } from './once-each';
import { readLine } from './read-line';

/** The groups, people and departments that a `<who>` can mean. */
export interface WhoSources {
  groups: readonly Group[];
  people: readonly Person[];
  departments?: readonly KnownDepartment[];
}

/**
 * Result of reading a `<who>` of the command line. A name has to be exact and lead to one group or person; each candidate
 * can be given instead. A department is meant only where that is said (`department:`), since it is many people. An id, e-mail or mobile is taken as it is: whether it leads to a person turns out when it is
 * called.
 */
export type FoundWho =
  | { kind: 'found'; recipient: Recipient }
  | { kind: 'unknown'; among: 'all' | 'groups' | 'people' | 'departments'; name: string; candidates: readonly string[] }
  | { kind: 'ambiguous'; name: string; candidates: readonly string[] };

const toGroup = (group: Group): Recipient => ({ kind: 'group', groupId: group.id });
const toPerson = (person: Person): Recipient => ({ kind: 'person', person });

/** `ou_… (李娜, 客服部)`: a `<who>` to give instead, and what tells two people of one name apart. */
const asCandidate = (person: Person): string => {
  const aside = [person.name, person.department, person.email].filter(Boolean).join(', ');
  const id = person.openId ?? person.unionId ?? (person.userId ? `user:${person.userId}` : person.email);
  return id === undefined ? `person:${person.name}` : `${id} (${aside})`;
};

const mostOffered = 8;

/** The closest names, by the search that the windows use. */
const alike = (name: string, sources: WhoSources): string[] =>
  search(name, { ...sources, chats: [] })
    .slice(0, mostOffered)
    .map(({ recipient, label }) => `${recipient.kind}:${label}`);

const byName = (name: string, sources: WhoSources, among: 'all' | 'groups' | 'people'): FoundWho => {
  const groups = among === 'people' ? [] : inList(sources.groups).called(name);
  const people = among === 'groups' ? [] : inList(sources.people).called(name);
  const [group] = groups;
  const [person] = people;
  if (groups.length + people.length > 1) {
    // Two groups of one name cannot be told apart here, but the person learns that there are two.
    const candidates = [...groups.map((each) => `group:${each.name}`), ...people.map(asCandidate)];
    return { kind: 'ambiguous', name, candidates };
  }
  if (group) return { kind: 'found', recipient: toGroup(group) };
  if (person) return { kind: 'found', recipient: toPerson(person) };
  const narrowed = {
    groups: among === 'people' ? [] : sources.groups,
    people: among === 'groups' ? [] : sources.people,
    ...(among === 'all' ? { departments: sources.departments } : {}),
  };
  const offered =
    among === 'groups' && alike(name, narrowed).length === 0
      ? sources.groups.slice(0, mostOffered).map((each) => `group:${each.name}`)
      : alike(name, narrowed);
  return { kind: 'unknown', among, name, candidates: offered };
};

const pathOf = ({ above, name }: KnownDepartment): string => [...above, name].join('/');

/** A department by its name, or by its path where several have that name. */
const departmentBy = (written: string, departments: readonly KnownDepartment[]): FoundWho => {
  const isCalled = (name: string) => nameKey(name) === nameKey(written);
  const byPath = departments.filter((each) => isCalled(pathOf(each)));
  const called = byPath.length > 0 ? byPath : departments.filter(({ name }) => isCalled(name));
  const [only] = called;
  if (only && called.length === 1) return { kind: 'found', recipient: toDepartment(only) };
  if (only) {
    const candidates = called.map((each) => `department:${pathOf(each)}`);
    return { kind: 'ambiguous', name: written, candidates };
  }
  const candidates = alike(written, { groups: [], people: [], departments });
  return { kind: 'unknown', among: 'departments', name: written, candidates };
};

/**
 * Collects the groups and people that can be meant by name: people whom the bot sees and members of saved groups (`members`,
 * as far as they were found), once each. A member who is known by name only is left out.
 */
export const whoSourcesOf = (
  groups: readonly Group[],
  people: readonly Person[],
  members: readonly Person[] = groups.flatMap((group) => group.members),
): WhoSources => ({
  groups,
  people: onceEach([...people, ...members]).filter((person) => !isNameOnly(person)),
});

/** Reads one `<who>`. */
export const findWho = (who: string, sources: WhoSources): FoundWho => {
  const written = tidied(who);
  const [, among, name = ''] = /^(group|person|department)[:：]\s*(.*)$/su.exec(written) ?? [];
  if (among === 'department') return departmentBy(name, sources.departments ?? []);
  if (among !== undefined) return byName(name, sources, among === 'group' ? 'groups' : 'people');
  const { person, problem } = readLine(written);
  const isWritten =
    problem !== null || person.openId || person.unionId || person.userId || person.email || person.mobile;
  // A group's name may look like a mobile or an id; the name comes first.
  if (isWritten && inList(sources.groups).called(written).length === 0) {
    return { kind: 'found', recipient: toPerson(person) };
  }
  return byName(written, sources, 'all');
};

/** Tells whether people have to be listed to read this `<who>`: every list costs an API call. */
export const needsPeople = (who: string, groups: readonly Group[]): boolean => {
  const found = findWho(who, { groups, people: [] });
  if (/^\s*group[:：]/u.test(who)) return false;
  return found.kind !== 'found' || found.recipient.kind === 'group';
};
