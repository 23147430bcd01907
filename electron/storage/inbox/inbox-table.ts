import type Database from 'libsql';
import type { Entry } from '../../core/buzz/record/entry';

/** Gives the statement of a text, prepared with its first use. */
export type Prepare = (sql: string) => Database.Statement;

/**
 * What people wrote to the bot. `state` is that of a listed message; `answer` and `gone` are known and not listed: one has its place
 * on a board, the other was recalled before it came. `inbox_check` has the last whole check of a workspace, and the
 * one row of `inbox_floor` the time up to which messages were deleted.
 */
export const inboxTables = `CREATE TABLE IF NOT EXISTS inbox (
     workspace_id TEXT NOT NULL,
     message_id TEXT NOT NULL,
     chat_id TEXT NOT NULL,
     at INTEGER NOT NULL,
     state TEXT NOT NULL,
     body TEXT NOT NULL,
     reply TEXT,
     buzz_id TEXT,
     PRIMARY KEY (workspace_id, message_id)
   ) STRICT;
   CREATE INDEX IF NOT EXISTS inbox_newest ON inbox (workspace_id, at DESC, message_id DESC);
   CREATE INDEX IF NOT EXISTS inbox_new ON inbox (workspace_id) WHERE state = 'new';
   CREATE INDEX IF NOT EXISTS inbox_at ON inbox (at);
   CREATE INDEX IF NOT EXISTS inbox_buzz ON inbox (buzz_id) WHERE buzz_id IS NOT NULL;
   CREATE TABLE IF NOT EXISTS inbox_check (workspace_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS inbox_floor (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL) STRICT;`;

/** Keeps the inbox in step with the entries, in the same commit: a buzz that replies to a message has answered it once it is sent. */
export const storeReplied = (prepare: Prepare, id: string, entry: Entry): void => {
  if (entry.kind === 'confirmed' && entry.about?.kind === 'reply') {
    const note = 'UPDATE inbox SET buzz_id = ? WHERE workspace_id = ? AND message_id = ?';
    prepare(note).run(id, entry.workspaceId, entry.about.messageId);
  }
  if (entry.kind === 'sent') {
    prepare("UPDATE inbox SET state = 'replied' WHERE buzz_id = ? AND state IN ('new', 'dismissed')").run(id);
  }
};

const raiseFloor = `INSERT INTO inbox_floor (only, at) VALUES (1, ?)
   ON CONFLICT (only) DO UPDATE SET at = max(at, excluded.at)`;

/**
 * Deletes messages from before a time (ms since the epoch). No check brings them back, nor any as old as what else was deleted
 * (`newest`). Answers with how many are gone; to be called in a transaction.
 */
export const dropInbox = (prepare: Prepare, before: number, newest: number): number => {
  const [last] = prepare('SELECT max(at) AS at FROM inbox WHERE at < ?').all(before) as { at: number | null }[];
  // A buzz that was made before it may have been answered after it.
  const floor = Math.min(Math.max(last?.at ?? 0, newest), before);
  const { changes } = prepare('DELETE FROM inbox WHERE at < ?').run(before);
  if (floor > 0) prepare(raiseFloor).run(floor);
  return changes;
};
