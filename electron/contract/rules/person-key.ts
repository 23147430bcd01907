import type { Recipient } from '../model/draft';
import type { Person, UserIdType } from '../model/person';

/** The id Feishu is called with for this person, open_id first; null while the person is unresolved. */
export const callableId = (person: Person): { idType: UserIdType; id: string } | null => {
  if (person.openId) return { idType: 'open_id', id: person.openId };
  if (person.unionId) return { idType: 'union_id', id: person.unionId };
  if (person.userId) return { idType: 'user_id', id: person.userId };
  return null;
};

/** A stable key for lists and for merging the same person met twice: the best id there is, else what was written. */
export const personKey = (person: Person): string =>
  person.openId ??
  person.unionId ??
  (person.userId ? `user:${person.userId}` : (person.email ?? person.mobile ?? `name:${person.name}`));

/** The same for the same group, chat or person, however it got into a draft; the search knows them by it, too. */
export const recipientKey = (recipient: Recipient): string => {
  switch (recipient.kind) {
    case 'group':
      return recipient.groupId;
    case 'chat':
      return recipient.chatId;
    case 'person':
      return personKey(recipient.person);
  }
};
