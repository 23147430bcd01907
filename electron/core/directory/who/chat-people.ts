import type { ChatDifference } from '../../../contract/model/group';
import type { Person, UserIdType } from '../../../contract/model/person';
import { callableId } from '../../../contract/rules/person-key';

const idsOf = (person: Person) => [person.openId, person.unionId, person.userId].flatMap((id) => id ?? []);

/**
 * Compares a group with the people of its linked chat. Somebody without any id has not been found yet and is in neither
 * list: nobody can tell whether they are in the chat.
 */
export const chatDifference = (members: readonly Person[], chat: readonly Person[]): ChatDifference => {
  const inChat = new Set<string>(chat.flatMap(idsOf));
  const inGroup = new Set<string>(members.flatMap(idsOf));
  return {
    missing: chat.filter((person) => idsOf(person).every((id) => !inGroup.has(id))),
    extra: members.filter((person) => callableId(person) && idsOf(person).every((id) => !inChat.has(id))),
  };
};

/** People by name, but for names that two of them have. */
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

/** By which kinds of ids a chat has to be listed to find these people in it: open ids always. */
export const kindsOf = (members: readonly Person[]): readonly UserIdType[] => [
  ...new Set<UserIdType>(['open_id', ...members.flatMap((person) => callableId(person)?.idType ?? [])]),
];

/**
 * The people of a chat with every kind of id that it was listed by: Feishu lists them by one kind at a time
 * (feishu-api 4.7) and does not say who is the same. In one chat, whoever has a name of their own is.
 */
export const peopleOfChat = (lists: readonly (readonly Person[])[]): readonly Person[] =>
  lists.reduce((people, list) => {
    const known = byName(people);
    const named = byName(list);
    return people.map((person) => (known.has(person.name) ? { ...named.get(person.name), ...person } : person));
  });
