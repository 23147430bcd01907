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
  stopped: false,
});

/** Messages of a note without an outcome. */
export const openMessages = (note: RecordNote): readonly RecordNoteMessage[] =>
  [...note.messages.values()].filter(({ status }) => status === 'pending' || status === 'sending');

export const hasOpenNote = (notes: ReadonlyMap<string, RecordNote>): boolean =>
  [...notes.values()].some((note) => openMessages(note).length > 0);

/** Applies an entry to the notes of a record. Entries of an unknown note or message are ignored. */
export const applyNoteEntry = (notes: Map<string, RecordNote>, entry: NoteEntry): void => {
  if (entry.kind === 'note') {
    notes.set(entry.note, openNote(entry));
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

/** A note as the board shows it. */
export const boardNote = (note: RecordNote): BoardNote => {
  const { note: id, about, at, text, chat, people } = note.confirmed;
  const messages = [...note.messages.values()];
  const count = (...states: readonly RecordNoteMessage['status'][]) =>
    messages.filter(({ status }) => states.includes(status)).length;
  return {
    id,
    kind: about,
    at,
    text,
    chatName: chat?.name ?? null,
    people,
    messages: { all: messages.length, sent: count('sent'), open: count('pending', 'sending') },
    problem: messages.find(({ problem }) => problem !== null)?.problem ?? null,
  };
};
