import { problem } from '../../contract/advice/problem';
import { LedgerRefused } from '../../core/buzz/record/ledger';
import { incidentTable } from '../incidents/incident-store';
import type { Database, Tx } from './database';

/** The schema that holds the relay's own tables. pg-boss has one beside it. */
export const schemaName = 'feishu_buzz';
export const jobsSchema = 'feishu_buzz_jobs';

/**
 * The relay's tables, one step per version, applied once and in order. They are those of the SQLite ledger with the workspace
 * in front (`storage/ledger/schema.ts`): `entry` is the truth and never changed, `buzz` is derived for lists. `changed` is the
 * transaction that changed a buzz last, by which boards are followed across processes. Besides: `workspace`, so that no two
 * of them share an app and a restored database is noticed, `inbox` (wishes), `watched` (boards that are looked at), `room`,
 * `token` and `audit`, and `incident` (`incidents/incident-store.ts`).
 */
const steps: readonly string[] = [
  `CREATE TABLE workspace (
     id text PRIMARY KEY,
     app text NOT NULL UNIQUE,
     timeline text NOT NULL
   );
   CREATE TABLE entry (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     workspace_id text NOT NULL,
     buzz_id text NOT NULL,
     at bigint NOT NULL,
     body text NOT NULL
   );
   CREATE INDEX entry_of_buzz ON entry (buzz_id, seq);
   CREATE TABLE buzz (
     id text PRIMARY KEY,
     workspace_id text NOT NULL,
     created_at bigint NOT NULL,
     state text NOT NULL,
     armed boolean NOT NULL DEFAULT false,
     reminding boolean NOT NULL DEFAULT false,
     outcomes integer NOT NULL DEFAULT 0,
     row text NOT NULL,
     words text[] NOT NULL DEFAULT '{}',
     phrase text NOT NULL DEFAULT '',
     changed xid8 NOT NULL
   );
   CREATE INDEX buzz_newest ON buzz (created_at DESC, id COLLATE "C" DESC);
   CREATE INDEX buzz_changed ON buzz (changed);
   CREATE INDEX buzz_open ON buzz (workspace_id) WHERE armed OR reminding OR state = 'running';
   CREATE INDEX buzz_words ON buzz USING gin (words);
   CREATE TABLE paid (
     workspace_id text NOT NULL,
     call text NOT NULL,
     person text NOT NULL,
     channel text NOT NULL,
     at bigint NOT NULL,
     PRIMARY KEY (workspace_id, call, person)
   );
   CREATE INDEX paid_at ON paid (workspace_id, at);
   CREATE TABLE setback (
     workspace_id text NOT NULL, person text NOT NULL, at bigint NOT NULL, problem text NOT NULL,
     PRIMARY KEY (workspace_id, person)
   );
   CREATE TABLE used_up (
     workspace_id text NOT NULL, channel text NOT NULL, at bigint NOT NULL, problem text NOT NULL,
     PRIMARY KEY (workspace_id, channel)
   );
   CREATE TABLE name (
     workspace_id text NOT NULL, person text NOT NULL, at bigint NOT NULL, name text NOT NULL,
     PRIMARY KEY (workspace_id, person)
   );
   CREATE TABLE room (
     workspace_id text NOT NULL, key text NOT NULL, chat_id text NOT NULL, name text NOT NULL,
     PRIMARY KEY (workspace_id, key)
   );
   CREATE TABLE inbox (
     id text PRIMARY KEY,
     seq bigint GENERATED ALWAYS AS IDENTITY,
     workspace_id text NOT NULL,
     at bigint NOT NULL,
     expires_at bigint NOT NULL,
     wish text NOT NULL,
     state text NOT NULL DEFAULT 'waiting',
     answer text
   );
   CREATE INDEX inbox_open ON inbox (workspace_id, seq) WHERE state IN ('waiting', 'taken');
   CREATE TABLE watched (
     buzz_id text PRIMARY KEY,
     workspace_id text NOT NULL,
     until bigint NOT NULL
   );
   CREATE TABLE token (id text PRIMARY KEY, stored text NOT NULL);
   CREATE TABLE audit (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at bigint NOT NULL,
     token text NOT NULL,
     does text NOT NULL,
     workspace_id text NOT NULL,
     buzz_id text NOT NULL,
     digest text,
     key text,
     paid integer NOT NULL DEFAULT 0
   );
   CREATE INDEX audit_of_token ON audit (token, at);`,
  `CREATE INDEX audit_released ON audit (buzz_id) WHERE does = 'release';`,
  `ALTER TABLE audit ADD COLUMN hook text;
   ${incidentTable.join(';\n').replaceAll('$table', 'incident')};`,
];

/** Any number that no other program's lock has. */
const migrationLock = 7_490_202_612;

/** The version of the tables in a database; 0: there are none. */
export const versionOf = async (db: Tx): Promise<number> => {
  const [found] = await db.query<{ there: boolean }>(
    `SELECT to_regclass('${schemaName}.version') IS NOT NULL AS there`,
  );
  if (!found?.there) return 0;
  const [row] = await db.query<{ number: number }>(`SELECT number FROM ${schemaName}.version`);
  return row?.number ?? 0;
};

/** The version that this program works with. */
export const ownVersion = steps.length;

/**
 * Brings the tables to the newest version, in one transaction under a lock, so that processes that start together do it once.
 * Throws `LedgerRefused` if a newer version of the program has made them.
 */
export const migrate = (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    // Asked of the catalog itself: one that waited for the lock may remember that there was none, and `IF NOT EXISTS` would
    // believe that.
    const there = await tx.query('SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1', [schemaName]);
    if (there.length === 0) await tx.query(`CREATE SCHEMA ${schemaName}`);
    await tx.query(`CREATE TABLE IF NOT EXISTS ${schemaName}.version (number integer NOT NULL)`);
    const version = await versionOf(tx);
    if (version > ownVersion) throw new LedgerRefused(problem('ledger-newer'));
    if (version === ownVersion) return;
    await tx.query(`SET LOCAL search_path = ${schemaName}`);
    for (const step of steps.slice(version)) await tx.query(step);
    await tx.query('DELETE FROM version');
    await tx.query('INSERT INTO version VALUES ($1)', [ownVersion]);
  });
