import type { Problem } from '../../../contract/advice/problem';
import type { BoardNote } from '../../../contract/model/note';
import type { NoteEntry, NoteMessage } from './entry';

/** One message of a note, and what became of it. */
interface RecordNoteMessage extends NoteMessage {
  status: 'pending' | 'sending' | 'sent' | 'failed' | 'unknown';
  firstSendingAt: number | null;
  /** An attempt got no answer. Stays true after later attempts. */
  lost: boolean;
  problem: Problem | null;
}

/** A note as the fold of its entries. */
export interface RecordNote {
  confirmed: Extract<NoteEntry, { kind: 'note' }>;
  messages: Map<string, RecordNoteMessage>;
  /** Number of its newest step, and the time from which its open messages expire (ms since the epoch). */
  step: number;
  dueAt: number;
  /** The person stopped the buzz while it was on its way. */
  stopped: boolean;
}

const openNote = (confirmed: RecordNote['confirmed']): RecordNote => ({
  confirmed,
  messages: new Map(
    confirmed.messages.map((message) => [
      message.ref,
      { ...message, status: 'pending', firstSendingAt: null, lost: false, problem: null },
    ]),
  ),
  step: confirmed.step,
  dueAt: confirmed.at,
  stopped: false,
});

/** Messages of a note without an outcome. */
export const openMessages = (note: RecordNote): readonly RecordNoteMessage[] =>
  [...note.messages.values()].filter(({ status }) => status === 'pending' || status === 'sending');

export const hasOpenNote = (notes: ReadonlyMap<string, RecordNote>): boolean =>
  [...notes.values()].some((note) => openMessages(note).length > 0);

/** Opens messages that did not arrive once more. One that goes by another `uuid` is another message for Feishu. */
const openAgain = (note: RecordNote, { at, step, messages }: Extract<NoteEntry, { kind: 'note-again' }>): void => {
  Object.assign(note, { step, dueAt: at, stopped: false });
  for (const { ref, uuid } of messages) {
    const message = note.messages.get(ref);
    if (!message || message.status === 'sent') continue;
    const anew = message.uuid === uuid ? {} : { uuid, firstSendingAt: null, lost: false };
    Object.assign(message, { status: 'pending', problem: null, ...anew });
  }
};

/** Applies an entry to the notes of a record. Entries of an unknown note or message are ignored. */
export const applyNoteEntry = (notes: Map<string, RecordNote>, entry: NoteEntry): void => {
  if (entry.kind === 'note') {
    notes.set(entry.note, openNote(entry));
    return;
  }
  if (entry.kind === 'note-again') {
    const note = notes.get(entry.note);
    if (note) openAgain(note, entry);
    return;
  }
  const message = notes.get(entry.note)?.messages.get(entry.message);
  if (!message || message.status === 'sent') return;
  switch (entry.kind) {
    case 'note-sending':
      message.status = 'sending';
      message.firstSendingAt ??= entry.at;
      return;
    case 'note-sent':
      message.status = 'sent';
      message.problem = null;
      return;
    case 'note-failed':
      message.lost ||= entry.mayBeThere;
      message.problem = entry.problem;
      message.status = !entry.over ? 'pending' : message.lost ? 'unknown' : 'failed';
      return;
  }
};

/**
 * A note as the board shows it.
 *
 * @param uuidLifeMs time for which Feishu recognizes a message that may be there already (ms)
 */
export const boardNote = (note: RecordNote, uuidLifeMs: number): BoardNote => {
  const { note: id, about, at, text, chat, people } = note.confirmed;
  const messages = [...note.messages.values()];
  const count = (...states: readonly RecordNoteMessage['status'][]) =>
    messages.filter(({ status }) => states.includes(status)).length;
  const unsure = messages.flatMap(({ status, firstSendingAt }) =>
    status === 'unknown' && firstSendingAt !== null ? [firstSendingAt + uuidLifeMs] : [],
  );
  return {
    id,
    kind: about,
    at,
    text,
    chatName: chat?.name ?? null,
    people,
    messages: { all: messages.length, sent: count('sent'), open: count('pending', 'sending') },
    problem: messages.find(({ problem }) => problem !== null)?.problem ?? null,
    againUntil: count('failed') > 0 ? Number.MAX_SAFE_INTEGER : Math.max(0, ...unsure),
  };
};
