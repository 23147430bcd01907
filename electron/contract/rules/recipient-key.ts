import type { Recipient } from '../model/draft';
import { personKey } from './person-key';

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
