import { nothingOutside } from '../outside/outside-record';
import { openPictures } from '../pictures/picture-record';
import { noReminders } from '../reminders/reminder-record';
import { noAnswers } from './answer-record';
import { applyEntry, type BuzzRecord, type RecordMessage, type RecordPerson } from './buzz-record';
import type { Confirmed, Entry } from './entry';
import { openLadder } from './ladder-record';
import { openRoom } from './room-record';

/** The record of a buzz that has just been confirmed. */
export const openRecord = (confirmed: Confirmed): BuzzRecord => {
  const messageOf = new Map(confirmed.messages.flatMap((message) => message.people.map((key) => [key, message.ref])));
  const people = confirmed.people.map((person): [string, RecordPerson] => [
    person.key,
    {
      ...person,
      message: messageOf.get(person.key) ?? null,
      readAt: null,
      answers: noAnswers(),
      steps: new Map([
        [
          0,
          {
            via: confirmed.channel,
            outcome: person.preflight?.outcome ?? 'pending',
            problem: person.preflight?.problem ?? null,
            at: confirmed.at,
            lost: false,
          },
        ],
      ]),
    },
  ]);
  // A message that is there already is buzzed as it is.
  const there = confirmed.about?.kind === 'message' ? confirmed.about : null;
  const messages = confirmed.messages.map((message): [string, RecordMessage] => [
    message.ref,
    {
      ...message,
      status: there ? 'sent' : 'pending',
      messageId: there?.messageId ?? null,
      chatId: there?.chatId ?? null,
      firstSendingAt: null,
      sentAt: null,
      readersAskedAt: null,
      answersAskedAt: null,
      bubbles: 'none',
      bubblesProblem: null,
      lost: false,
      recalledElsewhere: false,
    },
  ]);
  return {
    confirmed,
    people: new Map(people),
    messages: new Map(messages),
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
    ladder: confirmed.ladder ? openLadder(confirmed.ladder, confirmed.at) : null,
    undo: new Map(confirmed.undoUntil ? [[0, confirmed.undoUntil]] : []),
    undone: new Set(),
    notes: new Map(),
    outside: nothingOutside(),
    pictures: openPictures(confirmed.pictures ?? []),
    reminders: noReminders(),
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
