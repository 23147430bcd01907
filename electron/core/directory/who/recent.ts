import type { Recipient } from '../../../contract/model/draft';
import { recipientKey } from '../../../contract/rules/person-key';
import type { RecentRecipient } from '../../ports/store';

/** Most recipients that count as recent. */
const most = 100;

/** The recent recipients after a buzz: its own first, in their order. */
export const recentAfter = (
  before: readonly RecentRecipient[],
  to: readonly Recipient[],
  now: number,
): readonly RecentRecipient[] => {
  const keys = [...new Set(to.map(recipientKey))];
  return [...keys.map((key) => ({ key, at: now })), ...before.filter(({ key }) => !keys.includes(key))].slice(0, most);
};
