import { callableId, type Person } from '../../contract/person';
import { onceEach } from './once-each';

/** What finding people needs of the directory. */
export interface Finder {
  resolve(people: readonly Person[]): Promise<{ people: readonly Person[] }>;
  people(): Promise<{ people: readonly Person[] }>;
}

/**
 * The members of a group with those found who had no id yet: by e-mail or mobile, else by a name that only one person
 * has. Whoever is not found stays as written.
 */
export const findMembers = async (members: readonly Person[], finder: Finder): Promise<readonly Person[]> => {
  if (members.every((member) => callableId(member))) return members;
  const resolved = (await finder.resolve(members)).people;
  const nameOnly = resolved.some((member) => !callableId(member) && !member.email && !member.mobile);
  const known = nameOnly ? (await finder.people()).people : [];
  const wanted = new Set(resolved.map((member) => member.name));
  const byName = new Map<string, Person[]>();
  for (const person of known)
    if (wanted.has(person.name)) byName.set(person.name, [...(byName.get(person.name) ?? []), person]);
  const named = resolved.map((member) => {
    if (callableId(member) || member.email || member.mobile) return member;
    const [only, ...others] = byName.get(member.name) ?? [];
    return only && others.length === 0 ? { ...member, ...only } : member;
  });
  return onceEach(named);
};
