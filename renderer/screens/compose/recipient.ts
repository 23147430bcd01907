import type { Recipient } from '../../../electron/contract/draft';
import { personKey } from '../../../electron/contract/person-key';

/** The same for the same group, chat or person, however it got into the draft. */
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

/** Adds recipients at the end, each only once. */
export const addRecipients = (to: readonly Recipient[], more: readonly Recipient[]): Recipient[] => {
  const all = new Map(to.map((each) => [recipientKey(each), each]));
  for (const each of more) if (!all.has(recipientKey(each))) all.set(recipientKey(each), each);
  return [...all.values()];
};
