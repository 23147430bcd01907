import type { Recipient } from '../model/draft';
import type { Person, UserIdType } from '../model/person';

/** The id to call Feishu with, open_id first; null while the person is unresolved. */
export const callableId = (person: Person): { idType: UserIdType; id: string } | null => {
  if (person.openId) return { idType: 'open_id', id: person.openId };
  if (person.unionId) return { idType: 'union_id', id: person.unionId };
  if (person.userId) return { idType: 'user_id', id: person.userId };
  return null;
};

/** A stable key of a person: the best id there is, otherwise the e-mail, mobile or name as written. */
export const personKey = (person: Person): string =>
  person.openId ??
  person.unionId ??
  (person.userId ? `user:${person.userId}` : (person.email ?? person.mobile ?? `name:${person.name}`));

/** A stable key of a recipient, the same however it got into a draft. The search uses it as well. */
export const recipientKey = (recipient: Recipient): string => {
  switch (recipient.kind) {
    case 'group':
      return recipient.groupId;
    case 'chat':
      return recipient.chatId;
    case 'department':
      return recipient.departmentId;
    case 'person':
      return personKey(recipient.person);
  }
};
