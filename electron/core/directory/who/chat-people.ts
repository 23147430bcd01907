import type { ChatDifference } from '../../../contract/model/group';
import type { Person, UserIdType } from '../../../contract/model/person';
import { callableId } from '../../../contract/rules/person-key';

const idsOf = (person: Person) => [person.openId, person.unionId, person.userId].flatMap((id) => id ?? []);

/**
 * Compares a group with the people of its linked chat. A member without any id is in neither list: it is unknown whether
 * they are in the chat.
 */
export const chatDifference = (members: readonly Person[], chat: readonly Person[]): ChatDifference => {
  const inChat = new Set<string>(chat.flatMap(idsOf));
  const inGroup = new Set<string>(members.flatMap(idsOf));
  return {
    missing: chat.filter((person) => idsOf(person).every((id) => !inGroup.has(id))),
    extra: members.filter((person) => callableId(person) && idsOf(person).every((id) => !inChat.has(id))),
  };
};

/** People by name, without names that two of them share. */
const byName = (people: readonly Person[]): ReadonlyMap<string, Person> => {
  const once = new Map<string, Person>();
  const twice = new Set<string>();
  for (const person of people) {
    if (once.has(person.name)) twice.add(person.name);
    once.set(person.name, person);
  }
  for (const name of twice) once.delete(name);
  return once;
};

/** Kinds of ids by which a chat has to be listed to find these people in it; open ids always. */
export const kindsOf = (members: readonly Person[]): readonly UserIdType[] => [
  ...new Set<UserIdType>(['open_id', ...members.flatMap((person) => callableId(person)?.idType ?? [])]),
];

/**
 * Merges lists of one chat's people, each by another kind of id: Feishu lists one kind at a time and does not tell who
 * is the same (feishu-api 4.7). People are matched by names that are unique in the chat.
 */
export const peopleOfChat = (lists: readonly (readonly Person[])[]): readonly Person[] =>
  lists.reduce((people, list) => {
    const known = byName(people);
    const named = byName(list);
    return people.map((person) => (known.has(person.name) ? { ...named.get(person.name), ...person } : person));
  });
