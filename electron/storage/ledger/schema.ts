import type Database from 'libsql';
import { inboxTables } from '../inbox/inbox-table';
import { heardTables } from './heard';
import { messageTable } from './messages';
import { makeNames } from './names';
import { pictureTable } from './pictures';
import { answerIndex, fillSearch, indexBackups, refillSearch, searchTables } from './search-index';
import { setbackTable, usedUpTable } from './setbacks';

/**
 * The ledger's tables, one step per version, applied once and in order (`user_version` counts them). `entry` is the truth and
 * is never changed. `buzz` is derived for lists and counts, and rewritten with every commit. `paid` has a row per person
 * and paid call that was made or may have been, `setback` one per person whom Feishu refused last, `name` one per person
 * whom a buzz named, `used_up` one per paid channel whose quota Feishu called used up, `heard` one per thing that an event told,
 * `picture` one per picture of a buzz, `reminding` one per buzz with reminders to be taken back, `inbox` one per message that a
 * person wrote to the bot.
 */
const steps: readonly (string | ((db: Database.Database) => void))[] = [
  `CREATE TABLE entry (
     seq INTEGER PRIMARY KEY,
     buzz_id TEXT NOT NULL,
     at INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX entry_of_buzz ON entry (buzz_id, seq);
   CREATE TABLE buzz (
     id TEXT PRIMARY KEY,
     created_at INTEGER NOT NULL,
     state TEXT NOT NULL,
     row TEXT NOT NULL
   ) STRICT;
   CREATE INDEX buzz_newest ON buzz (created_at DESC, id DESC);
   CREATE INDEX buzz_running ON buzz (state) WHERE state = 'running';
   CREATE TABLE paid (
     call TEXT NOT NULL,
     person TEXT NOT NULL,
     workspace_id TEXT NOT NULL,
     channel TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (call, person)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX paid_at ON paid (at);`,
  (db) => {
    db.exec(searchTables);
    fillSearch(db);
  },
  // Ladders that have not ended, to find them after a start.
  `ALTER TABLE buzz ADD COLUMN armed INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX buzz_armed ON buzz (created_at) WHERE armed = 1;`,
  setbackTable,
  // One row: how far the wall clock is trusted (`core/buzz/engine/forget-older.ts`).
  `CREATE TABLE clock (
     only INTEGER PRIMARY KEY CHECK (only = 1),
     trusted_at INTEGER,
     doubted_at INTEGER
   ) STRICT;`,
  // One row: the process that wrote last, under a name of its own, and the file it wrote to (`writer.ts`, `place.ts`).
  `CREATE TABLE writer (only INTEGER PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL, place TEXT NOT NULL) STRICT;
   INSERT INTO writer VALUES (1, '', '');`,
  makeNames,
  usedUpTable,
  refillSearch,
  answerIndex,
  heardTables,
  messageTable,
  pictureTable,
  // Buzzes with reminders that are still to be set or taken back, to find them after a start.
  'CREATE TABLE reminding (buzz_id TEXT NOT NULL UNIQUE) STRICT;',
  inboxTables,
  indexBackups,
];

/** The ledger was written by a newer version of the program, whose tables are unknown. */
export class NewerLedger extends Error {}

/** Brings a database to the newest version. Throws `NewerLedger` if a newer version of the program wrote it. */
export const migrate = (db: Database.Database): void => {
  const [row] = db.prepare('PRAGMA user_version').all() as { user_version: number }[];
  const version = row?.user_version ?? 0;
  if (version > steps.length) throw new NewerLedger();
  steps.slice(version).forEach((step, index) => {
    db.exec('BEGIN');
    try {
      if (typeof step === 'string') db.exec(step);
      else step(db);
      db.exec(`PRAGMA user_version = ${version + index + 1}; COMMIT;`);
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  });
};
