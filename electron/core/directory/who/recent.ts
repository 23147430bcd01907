import type { Recipient } from '../../../contract/model/draft';
import { recipientKey } from '../../../contract/rules/person-key';
import type { RecentRecipient } from '../../ports/store';

/** Most recipients that count as recent. */
const most = 100;

/** More people than this, named one by one, are a list that was pasted rather than people who are often called. */
const fewPeople = 5;

/** Number of recent recipients that keep their place before the people of such a list. */
const nearest = 20;

/**
 * The recent recipients after a buzz: its own first, in their order. The people of a long list all become recent, behind the
 * nearest ones: one such buzz must not hide everyone who is called day by day.
 */
export const recentAfter = (
  before: readonly RecentRecipient[],
  to: readonly Recipient[],
  now: number,
): readonly RecentRecipient[] => {
  const people = to.filter(({ kind }) => kind === 'person');
  const bulk = people.length > fewPeople;
  const asRecent = (some: readonly Recipient[]) =>
    [...new Set(some.map(recipientKey))].map((key): RecentRecipient => ({ key, at: now }));
  const first = asRecent(bulk ? to.filter(({ kind }) => kind !== 'person') : to);
  const firstKeys = new Set(first.map(({ key }) => key));
  const near = [...first, ...before.filter(({ key }) => !firstKeys.has(key))];
  const listed = bulk ? asRecent(people) : [];
  const all = [...near.slice(0, nearest), ...listed, ...near.slice(nearest)];
  const seen = new Set<string>();
  return all.filter(({ key }) => !seen.has(key) && seen.add(key)).slice(0, most);
};
