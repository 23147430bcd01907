import type { ChatDifference } from '../../../contract/model/groups-file';
import { callableId, type Person } from '../../../contract/model/person';

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
