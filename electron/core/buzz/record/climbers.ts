import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import { isLouder } from '../../../contract/rules/board-standing';
import { isPaid } from '../../../contract/rules/consent';
import { ofChannel } from '../../../contract/rules/known-to-fail';
import type { Rung } from '../../../contract/rules/rungs';
import { absenceOf } from '../outside/outside-record';
import { hasReminders } from '../reminders/reminder-record';
import { acknowledgedAt } from './answer-record';
import {
  type BuzzRecord,
  isDirect,
  lastStep,
  messageFor,
  type RecordMessage,
  type RecordPerson,
  type RecordStep,
} from './buzz-record';
import { isRung, turnKey } from './ladder-record';
import { hasOpenNote, type RecordNote } from './note-record';

/** Tells whether a person has acknowledged, also if they took it back since: nothing is armed anew. */
export const hasAcknowledged = ({ answers }: RecordPerson): boolean => acknowledgedAt(answers) !== null;

/** The note by which the others were told who took a buzz; undefined: there is none yet. */
const tellingOf = ({ notes }: BuzzRecord): RecordNote | undefined =>
  [...notes.values()].find(({ confirmed }) => confirmed.about === 'taken');

/** Key of the person whose answer was the first, or was told to the others; null: all have to answer, or none did. */
export const takenBy = (record: BuzzRecord): string | null => {
  if (record.confirmed.ask?.enough !== 'one') return null;
  const told = tellingOf(record)?.confirmed.taker;
  if (told !== undefined) return told;
  let first: { key: string; at: number } | null = null;
  for (const { key, answers } of record.people.values()) {
    const at = acknowledgedAt(answers);
    if (at !== null && (first === null || at < first.at)) first = { key, at };
  }
  return first?.key ?? null;
};

/** The messages under which the others are to be told who took a buzz: those that are for anyone but them. */
export const messagesToTell = (record: BuzzRecord, taker: string): readonly RecordMessage[] =>
  [...record.messages.values()].filter(
    ({ status, messageId, people }) => status === 'sent' && messageId !== null && people.some((key) => key !== taker),
  );

/** Key of the person who took a buzz, if the others are still to be told; null: they are not. */
export const takerToTell = (record: BuzzRecord): string | null => {
  if (!record.confirmed.ask?.quietReply || record.stopped || tellingOf(record)) return null;
  const taker = takenBy(record);
  return taker !== null && messagesToTell(record, taker).length > 0 ? taker : null;
};

/** The reason for which nothing reaches a person any more, as Feishu told by itself; null: none is known of. */
export const absenceFrom = (record: BuzzRecord, person: RecordPerson): Problem | null => {
  const message = messageFor(record, person);
  if (message?.recalledElsewhere) return problem('outside-recalled');
  return absenceOf(record.outside, person.key, message ? !isDirect(message) : record.confirmed.mode !== 'direct');
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

/** The reason for which a ladder no longer waits for a person, whatever becomes of others; null: it does. */
const ownReason = (record: BuzzRecord, person: RecordPerson): Problem | null =>
  answerOf(record, person) ?? (isReadEnough(record) && person.readAt !== null ? problem('read-meanwhile') : null);

/** Tells whether a backup is to be called: one of the people of the buzz itself is still waited for. */
const needsBackup = (record: BuzzRecord): boolean =>
  [...record.people.values()].some((person) => person.backup === null && ownReason(record, person) === null);

/** The reason for which a ladder no longer waits for a person; null: it does. */
export const doneReason = (record: BuzzRecord, person: RecordPerson): Problem | null =>
  ownReason(record, person) ??
  absenceFrom(record, person) ??
  (person.backup !== null && !needsBackup(record) ? problem('backup-not-needed') : null);

/** Tells for each person whether a ladder would wait for them, could it still reach them. */
const wanted = (record: BuzzRecord): ((person: RecordPerson) => boolean) => {
  const taken = takenBy(record) !== null;
  const byReading = isReadEnough(record);
  const isOpen = (person: RecordPerson) => !taken && !hasAcknowledged(person) && !(byReading && person.readAt !== null);
  let forBackup: boolean | null = null;
  const isBackupOpen = () => {
    forBackup ??= [...record.people.values()].some((person) => person.backup === null && isOpen(person));
    return forBackup;
  };
  return (person) => isOpen(person) && (person.backup === null || isBackupOpen());
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

/** The people whom a rung is for: those of the buzz, the one whose turn it is, or a backup. */
export const peopleOfRung = (record: BuzzRecord, { backup, turn }: Rung): readonly RecordPerson[] => {
  const find = (key: string | undefined) =>
    key === undefined ? [] : (record.people.get(key) ?? record.reserve.people.get(key) ?? []);
  if (backup !== undefined) {
    const group = record.confirmed.backups?.groups.find(({ id }) => id === backup);
    return (group?.people ?? []).flatMap(find);
  }
  if (turn !== null) return record.ladder ? [turnKey(record.ladder, turn)].flatMap(find) : [];
  return [...record.people.values()].filter((person) => person.backup === null);
};

/** True for a person who has heard nothing of the buzz so far, as a backup or because their turn is still to come. */
export const isFresh = ({ steps }: RecordPerson): boolean =>
  [...steps.values()].every(({ problem }) => problem?.advice === 'turn-waits');

/** The people a rung could call, whatever went out to them before. */
const callableOver = (record: BuzzRecord, rung: Rung): readonly RecordPerson[] => {
  const isWaitedFor = waitedFor(record);
  return peopleOfRung(record, rung).filter((person) => {
    if (!isWaitedFor(person) || person.id === null || person.preflight !== null) return false;
    const status = messageFor(record, person)?.status;
    // A chat is pinned for people who have the message.
    if (isFresh(person)) return !rung.reminder && (status === 'sent' || status === 'sending' || status === 'pending');
    return status === 'sent' && leavesHope(lastStep(person), rung.channel);
  });
};

/**
 * The people a rung calls: they have the message, are waited for (`waitedFor`), and the last attempt did not show them to be out of
 * reach. Never `not-in-chat`, `unreachable`, `too-many-unread`, `unknown`: a louder call mends none of them, and an
 * `unknown` one may just have rung. `refused` only over another channel, when Feishu refused the channel.
 * `not-called` (expired, over a ceiling) speaks against no next rung. A person who was called louder by hand meanwhile is
 * left to that call. One who has heard nothing so far gets the message first.
 */
export const climbersOf = (record: BuzzRecord, rung: Rung): readonly RecordPerson[] =>
  callableOver(record, rung).filter((person) => !wasCalledLouder(record, person, rung.channel));

/** Tells whether a rung has no one to call only because all of them were called louder meanwhile. */
export const wereCalledLouder = (record: BuzzRecord, rung: Rung): boolean => {
  const callable = callableOver(record, rung);
  return callable.length > 0 && callable.every((person) => wasCalledLouder(record, person, rung.channel));
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
export const someoneLeft = (record: BuzzRecord, rungs: readonly Rung[]): boolean => {
  const isWaitedFor = waitedFor(record);
  const people = [...record.people.values()];
  return (
    people.some((person) => lastStep(person).outcome === 'pending' && isWaitedFor(person)) ||
    rungs.some((rung) => climbersOf(record, rung).length > 0)
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

/** Tells whether nothing of a buzz is under way any more, and nothing begins by itself. */
const isOver = (record: BuzzRecord): boolean =>
  record.ladder?.ended !== false &&
  [...record.people.values()].every((person) => lastStep(person).outcome !== 'pending') &&
  !hasOpenNote(record.notes) &&
  takerToTell(record) === null &&
  !hasReminders(record.reminders);

/**
 * Tells whether a buzz is another program's: a relay has its ladder, or may have it, or (in the relay) it was given back. Then nothing
 * leaves for it from here. A buzz of which the relay has told the end is this program's again.
 */
export const isElsewhere = (record: BuzzRecord): boolean => {
  switch (record.handOver?.state) {
    case 'handing-over':
    case 'released':
      return true;
    case 'handed-over':
      return !isOver(record);
    default:
      return false;
  }
};

/** Tells whether what happens by itself after a buzz (ticks, telling the others) is for the relay to do, which climbed. */
export const isOfRelay = (record: BuzzRecord): boolean =>
  isElsewhere(record) || record.handOver?.state === 'handed-over';

/**
 * Tells whether a turn is over before its time: no call in it reached its person, and none of these rungs, those that are left, could.
 * A call that may have gone out leaves them their time.
 *
 * @param since time at which the turn began (ms since the epoch)
 */
export const isTurnOver = (record: BuzzRecord, turn: number, since: number, left: readonly Rung[]): boolean => {
  const person = record.ladder && record.people.get(turnKey(record.ladder, turn) ?? '');
  if (!person) return true;
  const reached = [...person.steps.values()].some(
    ({ at, outcome }) => at >= since && (outcome === 'pending' || outcome === 'accepted' || outcome === 'unknown'),
  );
  return !reached && !left.some((rung) => rung.turn === turn && climbersOf(record, rung).length > 0);
};
