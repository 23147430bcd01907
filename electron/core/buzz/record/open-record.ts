import { problem } from '../../../contract/advice/problem';
import type { EntryMessage, EntryPerson } from '../entries/entry-people';
import { nothingOutside } from '../outside/outside-record';
import { openPictures } from '../pictures/picture-record';
import { noReminders } from '../reminders/reminder-record';
import { noAnswers } from './answer-record';
import { applyEntry, type BuzzRecord, type RecordMessage, type RecordPerson } from './buzz-record';
import type { Confirmed, Entry } from './entry';
import { openLadder } from './ladder-record';
import { openRoom } from './room-record';

const openPerson = (
  person: EntryPerson,
  { message, backup }: { message: string | undefined; backup: string | null },
): RecordPerson => ({
  ...person,
  message: message ?? null,
  backup,
  readAt: null,
  answers: noAnswers(),
  steps: new Map(),
});

const openMessage = (message: EntryMessage): RecordMessage => ({
  ...message,
  status: 'pending',
  messageId: null,
  chatId: null,
  firstSendingAt: null,
  sentAt: null,
  readersAskedAt: null,
  answersAskedAt: null,
  bubbles: 'none',
  bubblesProblem: null,
  lost: false,
  recalledElsewhere: false,
});

const openReserve = (backups: Confirmed['backups']): BuzzRecord['reserve'] => {
  const groupOf = (key: string) => backups?.groups.find(({ people }) => people.includes(key))?.name ?? '';
  const people = (backups?.people ?? []).map(({ message, ...person }): [string, RecordPerson] => [
    person.key,
    openPerson(person, { message: message ?? undefined, backup: groupOf(person.key) }),
  ]);
  const messages = (backups?.messages ?? []).map((message): [string, RecordMessage] => [
    message.ref,
    openMessage(message),
  ]);
  return { people: new Map(people), messages: new Map(messages) };
};

/** The record of a buzz that has just been confirmed. */
export const openRecord = (confirmed: Confirmed): BuzzRecord => {
  const { channel, at } = confirmed;
  const messageOf = new Map(confirmed.messages.flatMap((message) => message.people.map((key) => [key, message.ref])));
  const callable = confirmed.people.filter(({ preflight }) => preflight === null).map(({ key }) => key);
  const ladder = confirmed.ladder ? openLadder(confirmed.ladder, channel, callable, at) : null;
  const waits = new Set(ladder?.turns.slice(1));
  const people = confirmed.people.map((entry): [string, RecordPerson] => {
    const person = openPerson(entry, { message: messageOf.get(entry.key), backup: null });
    const known = waits.has(entry.key)
      ? ({ outcome: 'not-called', problem: problem('turn-waits') } as const)
      : (entry.preflight ?? ({ outcome: 'pending', problem: null } as const));
    person.steps.set(0, { via: channel, ...known, at, lost: false });
    return [entry.key, person];
  });
  // A message that is there already is buzzed as it is.
  const there = confirmed.about?.kind === 'message' ? confirmed.about : null;
  const messages = confirmed.messages.map((message): [string, RecordMessage] => [
    message.ref,
    {
      ...openMessage(message),
      ...(there ? { status: 'sent' as const, messageId: there.messageId, chatId: there.chatId } : {}),
    },
  ]);
  return {
    confirmed,
    people: new Map(people),
    messages: new Map(messages),
    reserve: openReserve(confirmed.backups),
    openCalls: new Map(),
    stepAt: [confirmed.at],
    sends: 0,
    bubbleCalls: 0,
    calls: 0,
    stopped: false,
    lastCallAt: null,
    receipts: { askedAt: null, problem: null },
    answers: { askedAt: null, problem: null },
    room: openRoom(confirmed.room),
    ladder,
    undo: new Map(confirmed.undoUntil ? [[0, confirmed.undoUntil]] : []),
    undone: new Set(),
    notes: new Map(),
    outside: nothingOutside(),
    pictures: openPictures(confirmed.pictures ?? []),
    reminders: noReminders(),
    handOver: null,
    ticks: new Map(),
    tickCalls: 0,
    uploads: 0,
    lastAt: confirmed.at,
  };
};

/** Folds a buzz's entries; null when they do not begin with `confirmed`. */
export const recordOf = (entries: readonly Entry[]): BuzzRecord | null => {
  const [first, ...rest] = entries;
  if (first?.kind !== 'confirmed') return null;
  const record = openRecord(first);
  for (const entry of rest) if (entry.kind !== 'confirmed') applyEntry(record, entry);
  return record;
};

/** Time since which Feishu knows a message of this buzz (ms since the epoch; infinite: it knows none). A restarted practice server has forgotten it. */
export const knownSince = ({ confirmed, messages }: BuzzRecord): number => {
  const there = [...messages.values()].filter((message) => message.messageId !== null);
  return there.reduce(
    (since, message) => Math.min(since, message.firstSendingAt ?? confirmed.at),
    Number.POSITIVE_INFINITY,
  );
};
