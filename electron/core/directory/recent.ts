import type { Recipient } from '../../contract/draft';
import { personKey } from '../../contract/person';
import type { Recent } from '../store';

/** Who was not buzzed again among so many others is no longer recent. */
const most = 100;

/** The same for the same group, chat or person, as the search knows them. */
const keyOf = (recipient: Recipient): string => {
  switch (recipient.kind) {
    case 'group':
      return recipient.groupId;
    case 'chat':
      return recipient.chatId;
    case 'person':
      return personKey(recipient.person);
  }
};

/** What is recent once these have been buzzed: they first, in the order they were chosen in. */
export const recentAfter = (before: readonly Recent[], to: readonly Recipient[], now: number): readonly Recent[] => {
  const keys = [...new Set(to.map(keyOf))];
  return [...keys.map((key) => ({ key, at: now })), ...before.filter(({ key }) => !keys.includes(key))].slice(0, most);
};
