import type { Problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import { isLouder } from '../../../contract/rules/board-standing';
import { isPaid } from '../../../contract/rules/consent';
import { ofChannel } from '../../../contract/rules/known-to-fail';
import { type BuzzRecord, lastStep, type RecordPerson, type RecordStep } from './buzz-record';
import { isRung } from './ladder-record';

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
const callableOver = (record: BuzzRecord, channel: Channel): readonly RecordPerson[] =>
  [...record.people.values()].filter((person) => {
    if (person.readAt !== null || person.id === null || person.preflight !== null) return false;
    const message = person.message === null ? undefined : record.messages.get(person.message);
    return message?.status === 'sent' && leavesHope(lastStep(person), channel);
  });

/**
 * The people a rung calls: they have the message, have not read it, and the last attempt did not show them to be out of
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
export const someoneLeft = (record: BuzzRecord, channels: readonly Channel[]): boolean =>
  [...record.people.values()].some((person) => person.readAt === null && lastStep(person).outcome === 'pending') ||
  channels.some((channel) => climbersOf(record, channel).length > 0);
