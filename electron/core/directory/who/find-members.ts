import { callableId, type Person } from '../../../contract/model/person';
import { onceEach } from './once-each';

/** What finding people needs of the directory. */
export interface Finder {
  resolve(people: readonly Person[]): Promise<{ people: readonly Person[] }>;
  /** Before they are complete, the only one of a name may be the wrong one. */
  people(): Promise<{ people: readonly Person[]; complete: boolean }>;
}

/** Somebody who can be told by nothing but the name. */
export const isNameOnly = (person: Person): boolean => !callableId(person) && !person.email && !person.mobile;

/**
 * The members of a group with those found who had no id yet: by e-mail or mobile, else by a name that only one person
 * of the whole company has. Whoever is not found stays as written; the same list when that is everybody.
 */
export const findMembers = async (members: readonly Person[], finder: Finder): Promise<readonly Person[]> => {
  if (members.every((member) => callableId(member))) return members;
  const resolved = (await finder.resolve(members)).people;
  const byName = new Map<string, Person[]>();
  if (resolved.some(isNameOnly)) {
    const { people, complete } = await finder.people();
    const wanted = new Set(resolved.map((member) => member.name));
    for (const person of complete ? people : [])
      if (wanted.has(person.name)) byName.set(person.name, [...(byName.get(person.name) ?? []), person]);
  }
  const named = resolved.map((member) => {
    if (!isNameOnly(member)) return member;
    const [only, ...others] = byName.get(member.name) ?? [];
    return only && others.length === 0 ? { ...member, ...only } : member;
  });
  return named.every((member, index) => member === members[index]) ? members : onceEach(named);
};
