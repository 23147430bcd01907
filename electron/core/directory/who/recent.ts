import type { Recipient } from '../../../contract/model/draft';
import { recipientKey } from '../../../contract/rules/person-key';
import type { Recent } from '../../ports/store';

/** Who was not buzzed again among so many others is no longer recent. */
const most = 100;

/** What is recent once these have been buzzed: they first, in the order they were chosen in. */
export const recentAfter = (before: readonly Recent[], to: readonly Recipient[], now: number): readonly Recent[] => {
  const keys = [...new Set(to.map(recipientKey))];
  return [...keys.map((key) => ({ key, at: now })), ...before.filter(({ key }) => !keys.includes(key))].slice(0, most);
};
