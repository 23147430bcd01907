import { type Channel, isPaid } from '../../../contract/channel';
import type { Problem } from '../../../contract/problem';
import { type BuzzRecord, lastStep, type RecordPerson } from '../record';

/**
 * Whom a rung calls: those who have the message, have not read it, and whom the last attempt did not show to be out of
 * reach. Never `not-in-chat`, `unreachable`, `too-many-unread`, `unknown` or `refused`: calling louder mends none of
 * them, and an `unknown` call may just have rung. `not-called` (expired, over a ceiling) is nothing against the next.
 */
export const climbersOf = (record: BuzzRecord, channel: Channel): readonly RecordPerson[] =>
  [...record.people.values()].filter((person) => {
    if (person.readAt !== null || person.id === null || person.preflight !== null) return false;
    const message = person.message === null ? undefined : record.messages.get(person.message);
    if (message?.status !== 'sent') return false;
    const { outcome } = lastStep(person);
    return outcome === 'accepted' || outcome === 'not-called' || (outcome === 'quota' && !isPaid(channel));
  });

/** Why no paid rung is climbed any more: the company's SMS and phone quota is used up (design F9). */
export const paidEnd = (record: BuzzRecord): Problem | null => {
  for (const person of record.people.values()) {
    for (const { via, outcome, problem } of person.steps.values()) {
      if (outcome === 'quota' && isPaid(via)) return problem;
    }
  }
  return null;
};

/** Whether anybody could still be called by one of these rungs, now or once a call under way has its answer. */
export const someoneLeft = (record: BuzzRecord, channels: readonly Channel[]): boolean =>
  [...record.people.values()].some((person) => person.readAt === null && lastStep(person).outcome === 'pending') ||
  channels.some((channel) => climbersOf(record, channel).length > 0);
