import type { Group } from '../../../contract/model/group';
import type { GroupId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { callableId } from '../../../contract/rules/person-key';
import { byName } from './by-name';
import { isNameless } from './known-names';
import { onceEach } from './once-each';

export interface FindImportedDeps {
  directory: Finder & { completed(): Promise<boolean> };
  groups: () => readonly Group[];
  keep: (groups: readonly Group[]) => void;
}

/**
 * Finds the people of groups that were imported, or saved before all people were known: by e-mail or mobile at once, by
 * name alone when the contacts have been read to the end. A found person replaces the imported one, unless the group was
 * changed meanwhile or is gone; others stay as written.
 */
export const findImported = async (ids: readonly GroupId[], deps: FindImportedDeps): Promise<void> => {
  const { directory, groups, keep } = deps;
  const theirs = () => groups().filter(({ id }) => ids.includes(id));
  const find = async () => {
    for (const { id, members } of theirs()) {
      const found = await findMembers(members, directory);
      const now = groups();
      if (found === members || now.every((group) => group.id !== id || group.members !== members)) continue;
      keep(now.map((group) => (group.id === id ? { ...group, members: [...found] } : group)));
    }
  };
  await find();
  const open = theirs().some(({ members }) => members.some(isNameOnly));
  if (open && (await directory.completed())) await find();
};

/** The part of the directory that finds people. */
export interface Finder {
  resolve(people: readonly Person[]): Promise<{ people: readonly Person[] }>;
  /** All known people; until they are complete, a name may have a second bearer. */
  listPeople(): Promise<{ people: readonly Person[]; complete: boolean }>;
}

/** Tells whether a person is known by name only. */
export const isNameOnly = (person: Person): boolean => !callableId(person) && !person.email && !person.mobile;

/**
 * Finds the members of a group who have no id yet: by e-mail or mobile, otherwise by a name that only one person of the
 * company has. Others stay as written. Returns the same list if no member was found.
 */
export const findMembers = async (members: readonly Person[], finder: Finder): Promise<readonly Person[]> => {
  if (members.every((member) => callableId(member) && !isNameless(member))) return members;
  const resolved = (await finder.resolve(members)).people;
  const known = resolved.some(isNameOnly) ? await finder.listPeople() : null;
  const named = resolved.map((member) => {
    if (!known?.complete || !isNameOnly(member)) return member;
    const [only, ...others] = byName(known.people).called(member.name);
    return only && others.length === 0 ? { ...member, ...only } : member;
  });
  return named.every((member, index) => member === members[index]) ? members : onceEach(named);
};
