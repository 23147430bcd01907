import type { Channel } from './channel';

/** How long people took to read, of all whom Feishu accepted a call to (times in ms; null: no person has read). */
export interface ReadingTimes {
  /** People reached, once for each buzz. */
  people: number;
  /** How many of them have read. The others count in no time. */
  read: number;
  /** Half of the readers took no longer. */
  median: number | null;
  /** Nine tenths of the readers took no longer. */
  slow: number | null;
}

/** Times of one kind, by group and by channel. */
export interface TimesBy {
  /** From the confirmation of a buzz to one saved group alone; the groups with the most people first. */
  groups: readonly (ReadingTimes & { groupId: string; name: string })[];
  /** From the call that came before, the loudest of them. */
  channels: readonly (ReadingTimes & { channel: Channel })[];
}

/** Numbers of a workspace: this month's paid calls as counted here, and how long people took to read and to answer in the last days. */
export interface Figures extends TimesBy {
  paid: Readonly<Record<'sms' | 'phone', { used: number; limit: number }>>;
  /** Days that the times look back. */
  days: number;
  /** The same for those who were asked for an answer: `read` are the people who acknowledged. Empty where none were asked. */
  answers: TimesBy;
}
