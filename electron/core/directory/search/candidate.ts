import { longestChatName } from '../../../contract/limits';
import type { Chat } from '../../../contract/model/chat';
import type { Recipient } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';
import { personKey } from '../../../contract/rules/person-key';
import type { KnownPerson } from '../people/directory-record';
import { asPerson } from '../people/directory-record';

/** The groups, people and chats that a search looks through. */
export interface SearchSources {
  groups: readonly Group[];
  people: readonly KnownPerson[];
  chats: readonly Chat[];
}

/** A group, person or chat as the search sees it. */
export interface Candidate {
  /** The recipient's key, as in drafts and among recent recipients. */
  key: string;
  /** Group, person or chat: the order among equal matches. */
  kind: 0 | 1 | 2;
  label: string;
  /** English name and nickname. */
  others: readonly string[];
  /** Names of departments, from the outermost to the innermost. */
  departments: readonly string[];
  email: string;
  /** Number of people in a group or chat; null for a person, and for a chat that does not tell. */
  members: number | null;
}

export const groupCandidate = (group: Group): Candidate => ({
  key: group.id,
  kind: 0,
  label: group.name,
  others: [],
  departments: [],
  email: '',
  members: group.members.length,
});

export const personCandidate = (person: KnownPerson): Candidate => ({
  key: personKey(person),
  kind: 1,
  label: person.name,
  others: [person.enName, person.nickname].flatMap((other) => (other && other !== person.name ? other : [])),
  departments: person.departments ?? (person.department ? [person.department] : []),
  email: person.email ?? '',
  members: null,
});

export const chatCandidate = (chat: Chat): Candidate => ({
  key: chat.chatId,
  kind: 2,
  label: chat.name,
  others: [],
  departments: [],
  email: '',
  members: chat.memberCount,
});

export const toGroup = (group: Group): Recipient => ({ kind: 'group', groupId: group.id });
export const toPerson = (person: KnownPerson): Recipient => ({ kind: 'person', person: asPerson(person) });
export const toChat = (chat: Chat): Recipient => ({
  kind: 'chat',
  chatId: chat.chatId,
  name: chat.name.slice(0, longestChatName),
});

/** Members of saved groups whom the directory does not know, once each. */
export const strangersIn = (groups: readonly Group[], isKnown: (key: string) => boolean): Person[] => {
  const strangers = new Map<string, Person>();
  for (const group of groups) {
    for (const member of group.members) {
      const key = personKey(member);
      if (!isKnown(key) && !strangers.has(key)) strangers.set(key, member);
    }
  }
  return [...strangers.values()];
};
