import type { Recipient } from '../../../contract/model/draft';
import { recipientKey } from '../../../contract/rules/person-key';
import type { RecentRecipient } from '../../ports/store';

/** Most recipients that count as recent. */
const most = 100;

/** More people than this, named one by one, are a list that was pasted rather than people who are often called. */
const fewPeople = 5;

/**
 * The recent recipients after a buzz: its own first, in their order. Of a buzz for many people only the first of them counts,
 * as otherwise one pasted list would hide everyone who is called day by day.
 */
export const recentAfter = (
  before: readonly RecentRecipient[],
  to: readonly Recipient[],
  now: number,
): readonly RecentRecipient[] => {
  const people = to.filter(({ kind }) => kind === 'person');
  const counted = people.length > fewPeople ? to.filter((each) => each.kind !== 'person' || each === people[0]) : to;
  const keys = [...new Set(counted.map(recipientKey))];
  return [...keys.map((key) => ({ key, at: now })), ...before.filter(({ key }) => !keys.includes(key))].slice(0, most);
};
