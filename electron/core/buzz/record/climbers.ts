import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import { isLouder } from '../../../contract/rules/board-standing';
import { isPaid } from '../../../contract/rules/consent';
import { ofChannel } from '../../../contract/rules/known-to-fail';
import { absenceOf } from '../outside/outside-record';
import { acknowledgedAt } from './answer-record';
import { type BuzzRecord, lastStep, type RecordPerson, type RecordStep } from './buzz-record';
import { isRung } from './ladder-record';

/** Tells whether a person has acknowledged, also if they took it back since: nothing is armed anew. */
export const hasAcknowledged = ({ answers }: RecordPerson): boolean => acknowledgedAt(answers) !== null;

/** Key of the person whose answer was the first, where one is enough; null: all have to answer, or none did. */
export const takenBy = (record: BuzzRecord): string | null => {
  if (record.confirmed.ask?.enough !== 'one') return null;
  let first: { key: string; at: number } | null = null;
  for (const { key, answers } of record.people.values()) {
    const at = acknowledgedAt(answers);
    if (at !== null && (first === null || at < first.at)) first = { key, at };
  }
  return first?.key ?? null;
};

/** The reason for which nothing reaches a person any more, as Feishu told by itself; null: none is known of. */
export const absenceFrom = (record: BuzzRecord, person: RecordPerson): Problem | null => {
  const message = person.message === null ? undefined : record.messages.get(person.message);
  if (message?.recalledElsewhere) return problem('outside-recalled');
  return absenceOf(record.outside, person.key, record.confirmed.mode !== 'direct');
};

/** The answer for which no more calls are made to a person: their own, or the first one where one is enough; null: none. */
const answerOf = (record: BuzzRecord, person: RecordPerson): Problem | null => {
  if (hasAcknowledged(person)) return problem('answered-meanwhile');
  return takenBy(record) !== null ? problem('taken-meanwhile') : null;
};

/** The reason for which a buzz makes no more calls to a person: an answer, or that nothing reaches them; null: none. */
export const answeredReason = (record: BuzzRecord, person: RecordPerson): Problem | null =>
  answerOf(record, person) ?? absenceFrom(record, person);

/** Tells whether reading is enough for the ladder of a buzz. */
const isReadEnough = ({ ladder }: BuzzRecord): boolean => ladder?.policy.until !== 'acknowledged';

/** The reason for which a ladder no longer waits for a person; null: it does. */
export const doneReason = (record: BuzzRecord, person: RecordPerson): Problem | null =>
  answerOf(record, person) ??
  (isReadEnough(record) && person.readAt !== null ? problem('read-meanwhile') : absenceFrom(record, person));

/** Tells for each person whether a ladder would wait for them, could it still reach them. */
const wanted = (record: BuzzRecord): ((person: RecordPerson) => boolean) => {
  const taken = takenBy(record) !== null;
  const byReading = isReadEnough(record);
  return (person) => !taken && !hasAcknowledged(person) && !(byReading && person.readAt !== null);
};

/**
 * Tells for each person whether a ladder still waits for them: no answer has ended it, nor reading if that is enough, and
 * nothing is known for which no call can reach them.
 */
export const waitedFor = (record: BuzzRecord): ((person: RecordPerson) => boolean) => {
  const isWanted = wanted(record);
  return (person) => isWanted(person) && absenceFrom(record, person) === null;
};

/** The change outside of this program without which a ladder would still wait for someone; null: there is none. */
export const endedOutside = (record: BuzzRecord): Problem | null => {
  const isWanted = wanted(record);
  for (const person of record.people.values()) {
    const absence = isWanted(person) && person.preflight === null ? absenceFrom(record, person) : null;
    if (absence) return absence;
  }
  return null;
};

/** Tells whether a call over `channel` may still reach a person after this last step of theirs. */
const leavesHope = ({ via, outcome, problem }: RecordStep, channel: Channel): boolean => {
  switch (outcome) {
    case 'accepted':
    case 'not-called':
      return true;
    case 'quota':
      return !isPaid(channel);
    case 'refused':
      return via !== channel && problem !== null && ofChannel.has(problem.advice);
    case 'pending':
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
    case 'unknown':
      return false;
  }
};

/** Tells whether a louder call than one over `channel` went out to a person beside the ladder, whose own order is its author's. */
const wasCalledLouder = (record: BuzzRecord, person: RecordPerson, channel: Channel): boolean =>
  [...person.steps].some(
    ([step, { via, outcome }]) => outcome === 'accepted' && isLouder(via, channel) && !isRung(record, step),
  );

/** The people a rung over `channel` could call, whatever went out to them before. */
const callableOver = (record: BuzzRecord, channel: Channel): readonly RecordPerson[] => {
  const isWaitedFor = waitedFor(record);
  return [...record.people.values()].filter((person) => {
    if (!isWaitedFor(person) || person.id === null || person.preflight !== null) return false;
    const message = person.message === null ? undefined : record.messages.get(person.message);
    return message?.status === 'sent' && leavesHope(lastStep(person), channel);
  });
};

/**
 * The people a rung calls: they have the message, are waited for (`waitedFor`), and the last attempt did not show them to be out of
 * reach. Never `not-in-chat`, `unreachable`, `too-many-unread`, `unknown`: a louder call mends none of them, and an
 * `unknown` one may just have rung. `refused` only over another channel, when Feishu refused the channel.
 * `not-called` (expired, over a ceiling) speaks against no next rung. A person who was called louder by hand meanwhile is
 * left to that call.
 */
export const climbersOf = (record: BuzzRecord, channel: Channel): readonly RecordPerson[] =>
  callableOver(record, channel).filter((person) => !wasCalledLouder(record, person, channel));

/** Tells whether a rung over `channel` has no one to call only because all of them were called louder meanwhile. */
export const wereCalledLouder = (record: BuzzRecord, channel: Channel): boolean => {
  const callable = callableOver(record, channel);
  return callable.length > 0 && callable.every((person) => wasCalledLouder(record, person, channel));
};

/** The reason to climb no more paid rungs: the company's SMS and phone quota is used up; null: it is not. */
export const paidEnd = (record: BuzzRecord): Problem | null => {
  for (const person of record.people.values()) {
    for (const { via, outcome, problem } of person.steps.values()) {
      if (outcome === 'quota' && isPaid(via)) return problem;
    }
  }
  return null;
};

/** Tells whether one of these rungs could still call a person, now or once a call under way has its answer. */
export const someoneLeft = (record: BuzzRecord, channels: readonly Channel[]): boolean => {
  const isWaitedFor = waitedFor(record);
  const people = [...record.people.values()];
  return (
    people.some((person) => lastStep(person).outcome === 'pending' && isWaitedFor(person)) ||
    channels.some((channel) => climbersOf(record, channel).length > 0)
  );
};

/** Tells whether a reminder stands, or is about to, for a person who is still waited for. */
export const remindsAnyone = (record: BuzzRecord): boolean => {
  const isWaitedFor = waitedFor(record);
  return [...record.reminders.of].some(([key, { state }]) => {
    const person = record.people.get(key);
    return person !== undefined && isWaitedFor(person) && state !== 'over';
  });
};
