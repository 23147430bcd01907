import { longestChatName, longestDepartmentName } from '../../../contract/limits';
import type { Chat } from '../../../contract/model/chat';
import type { Recipient } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';
import { personKey } from '../../../contract/rules/person-key';
import type { KnownDepartment } from '../people/department-tree';
import type { KnownPerson } from '../people/directory-record';
import { asPerson } from '../people/directory-record';

/** The groups, people, chats and departments that a search looks through. */
export interface SearchSources {
  groups: readonly Group[];
  people: readonly KnownPerson[];
  chats: readonly Chat[];
  departments?: readonly KnownDepartment[];
}

/** A group, person, chat or department as the search sees it. */
export interface Candidate {
  /** The recipient's key, as in drafts and among recent recipients. */
  key: string;
  /** Group, person, chat or department: the order among equal matches. */
  kind: 0 | 1 | 2 | 3;
  label: string;
  /** English name and nickname. */
  others: readonly string[];
  /** Names of departments, from the outermost to the innermost. */
  departments: readonly string[];
  email: string;
  /** Number of people in a group, chat or department; null for a person, and for a chat that does not tell. */
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

export const departmentCandidate = ({ id, name, above, people }: KnownDepartment): Candidate => ({
  key: id,
  kind: 3,
  label: name,
  others: [],
  // Its own name is its label: those above tell two of one name apart.
  departments: above,
  email: '',
  members: people,
});

export const toGroup = (group: Group): Recipient => ({ kind: 'group', groupId: group.id });
export const toPerson = (person: KnownPerson): Recipient => ({ kind: 'person', person: asPerson(person) });
export const toChat = (chat: Chat): Recipient => ({
  kind: 'chat',
  chatId: chat.chatId,
  name: chat.name.slice(0, longestChatName),
});

export const toDepartment = ({ id, name }: KnownDepartment): Recipient => ({
  kind: 'department',
  departmentId: id,
  name: name.slice(0, longestDepartmentName),
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
