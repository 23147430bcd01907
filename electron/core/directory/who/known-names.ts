import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';
import { isAddress } from './read-line';

/** Names by id that are known from elsewhere than the contacts and chats; undefined: this source knows none. */
export type NameSource = (person: Person) => string | undefined;

/** `138****8000`, as a number is shown that is no longer kept. */
const maskedMobile = /^[+\d]*\*{4}\d{4}$/;

/** True for a person who goes by an id or address of theirs, because no name was written beside it. */
export const isNameless = ({ name, userId }: Person): boolean =>
  name === userId || isAddress(name) || maskedMobile.test(name);

/** Ids by which a person is the same in groups and in the ledger, the surest first. */
export const idKeysOf = ({ openId, unionId, userId }: Person): string[] => [
  ...(openId ? [openId] : []),
  ...(unionId ? [unionId] : []),
  ...(userId ? [`user:${userId}`] : []),
];

const indexes = new WeakMap<Group['members'], ReadonlyMap<string, string>>();

/** Names of a group's members by their ids, made once for each list of members. */
const namesOf = (members: Group['members']): ReadonlyMap<string, string> => {
  const made = indexes.get(members);
  if (made) return made;
  const named = members.filter((member) => !isNameless(member));
  const names = new Map(named.flatMap((member) => idKeysOf(member).map((key) => [key, member.name] as const)));
  indexes.set(members, names);
  return names;
};

/** The names that members of these saved groups have. */
export const namesInGroups =
  (groups: readonly Group[]): NameSource =>
  (person) => {
    const keys = idKeysOf(person);
    for (const { members } of groups)
      for (const key of keys) {
        const name = namesOf(members).get(key);
        if (name !== undefined) return name;
      }
    return undefined;
  };
