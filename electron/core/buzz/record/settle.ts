import { type Problem, problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { adviceWhenLost } from '../../feishu/failure';
import { type BuzzRecord, mayBeThere, type OpenCall, type RecordPerson } from './buzz-record';
import { dueAtOf, expiryMs, isLate } from './deadlines';
import type { LaterEntry } from './entry';
import { openMessages, type RecordNote } from './note-record';

/** A call that was announced and never answered: it may have been made. `again`: it may be tried once more. */
const unanswered = ({ call, step, channel, people }: OpenCall, again: boolean, now: number): LaterEntry => ({
  kind: 'call-failed',
  at: now,
  call,
  step,
  channel,
  people: [...people],
  problem: problem(adviceWhenLost(isPaid(channel), 'lost-answer')),
  final: again ? null : 'unknown',
  lost: true,
});

/**
 * Settles a buzz that was cut off, after a restart: an announced SMS or call without an answer is `unknown` and stays so;
 * an in-app call may go once more; a step that was stopped or is past its expiry makes no call. Pure: answers with the
 * entries to write; people who are still `pending` afterwards are to be dispatched.
 */
export const settle = (record: BuzzRecord, now: number): LaterEntry[] => {
  const entries: LaterEntry[] = [];
  const inCall = new Set<string>();

  for (const open of record.openCalls.values()) {
    const { step, channel, people } = open;
    for (const key of people) inCall.add(`${step} ${key}`);
    const lostBefore = people.some((key) => record.people.get(key)?.steps.get(step)?.lost);
    const late = isLate(now, dueAtOf(record, step), expiryMs[channel]);
    entries.push(unanswered(open, !isPaid(channel) && !lostBefore && !late && !record.stopped, now));
  }

  for (const person of record.people.values()) {
    const message = person.message === null ? undefined : record.messages.get(person.message);
    for (const [step, { via }] of person.steps) {
      if (inCall.has(`${step} ${person.key}`)) continue;
      const limit = message?.messageId ? expiryMs[via] : expiryMs.message;
      if (!record.stopped && !isLate(now, dueAtOf(record, step), limit)) continue;
      const reason = problem(record.stopped ? 'stopped-before-call' : 'expired');
      entries.push(...giveUp(record, [person], step, { at: now, reason }));
    }
  }
  return [...entries, ...settleNotes(record, now)];
};

/** Ends the messages of notes that were stopped or are past their expiry; the others are still to be sent. */
const settleNotes = (record: BuzzRecord, now: number): LaterEntry[] =>
  [...record.notes.values()].flatMap((note) =>
    note.stopped || isLate(now, note.dueAt, expiryMs.message)
      ? endNote(note, { at: now, reason: problem(note.stopped ? 'stopped-before-call' : 'expired') })
      : [],
  );

/** Ends a note that cannot go on, with all that is still open of it. */
export const endNote = (note: RecordNote, { at, reason }: { at: number; reason: Problem }): LaterEntry[] =>
  openMessages(note).map(({ ref, status, lost }) => {
    const mayBeThere = lost || status === 'sending';
    const why = mayBeThere ? problem('lost-answer') : reason;
    return { kind: 'note-failed', at, note: note.confirmed.note, message: ref, problem: why, over: true, mayBeThere };
  });

/** Ends a step that cannot go on, with all that is still open of it. */
export const endStep = (
  record: BuzzRecord,
  step: number,
  end: { at: number; reason: ReturnType<typeof problem> },
): LaterEntry[] => {
  const open = [...record.openCalls.values()].filter((call) => call.step === step);
  const inCall = new Set(open.flatMap((call) => call.people));
  const others = [...record.people.values()].filter((person) => !inCall.has(person.key));
  return [...open.map((call) => unanswered(call, false, end.at)), ...giveUp(record, others, step, end)];
};

/**
 * Ends the SMS and calls that a restored ledger has for open: whether they were made is not known, and they are made no more.
 * Pure: answers with the entries to write.
 */
export const doubtPaid = (record: BuzzRecord, now: number): LaterEntry[] => {
  const open = [...record.openCalls.values()].filter(({ channel }) => isPaid(channel));
  const inCall = new Set(open.flatMap(({ step, people }) => people.map((key) => `${step} ${key}`)));
  const end = { at: now, reason: problem('database-restored'), unsure: true };
  return [
    ...open.map((call) => unanswered(call, false, now)),
    ...[...record.people.values()].flatMap((person) =>
      [...person.steps].flatMap(([step, { via }]) =>
        isPaid(via) && !inCall.has(`${step} ${person.key}`) ? giveUp(record, [person], step, end) : [],
      ),
    ),
  ];
};

/** When and why a step ends for a person. `unsure`: something may have gone out that the record does not have. */
interface StepEnd {
  at: number;
  reason: Problem;
  unsure?: boolean;
}

/** The end of one person's step without a call: `unknown` if something may have gone out, else `not-called`. */
const entryFor = (record: BuzzRecord, person: RecordPerson, step: number, end: StepEnd): LaterEntry | null => {
  const pending = person.steps.get(step);
  if (pending?.outcome !== 'pending') return null;
  const message = person.message === null ? undefined : record.messages.get(person.message);
  const unsent = message !== undefined && message.messageId === null;
  const lost = unsent ? mayBeThere(message) : pending.lost;
  const unsure = lost || end.unsure === true;
  const outcome: Outcome = unsure ? 'unknown' : 'not-called';
  const common = {
    at: end.at,
    step,
    channel: pending.via,
    people: [person.key],
    problem: lost ? problem('lost-answer') : end.reason,
  };
  return unsent
    ? { kind: 'send-failed', ...common, message: message.ref, final: outcome, mayBeThere: unsure }
    : { kind: 'passed-over', ...common, outcome };
};

/** Ends a step for these people without calling them. Pure: answers with the entries to write. */
export const giveUp = (record: BuzzRecord, people: readonly RecordPerson[], step: number, end: StepEnd): LaterEntry[] =>
  people.flatMap((person) => entryFor(record, person, step, end) ?? []);
