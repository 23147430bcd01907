import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { type Problem, problem } from '../../contract/advice/problem';
import { type Ledger, LedgerRefused } from '../../core/buzz/record/ledger';
import { errorCodeOf } from '../../core/text/error-code';
import { migrate, NewerLedger } from './schema';
import { SqliteLedger } from './sqlite-ledger';

const sideFiles = ['', '-wal', '-shm'];

/** The file can be read, and what is in it is no ledger of ours. */
class DamagedLedger extends Error {}

/** SQLite's names for a file whose content is broken, as opposed to one that cannot be had right now. */
const damageCodes = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_FORMAT', 'SQLITE_ERROR']);

const isDamage = (error: unknown) => error instanceof DamagedLedger || damageCodes.has(errorCodeOf(error) ?? '');

/** Up to here a ledger is read through at every start, bytes: some thousand buzzes, a few milliseconds. */
const smallLedger = 16 * 1024 * 1024;

/**
 * Whether the whole file should be read through. A large one only after an end that was none (its log was not emptied):
 * it would take seconds, at every start, to find again what is known.
 */
const wantsCheck = (file: string): boolean => sizeOf(`${file}-wal`) > 0 || sizeOf(file) <= smallLedger;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** So long another program is waited for that is using the file, ms: a copy being made, a look into it. */
const patienceMs = 2_000;

const open = (file: string, busyMs: number): Database.Database => {
  const checked = wantsCheck(file);
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
       PRAGMA secure_delete = ON;`,
    );
    const found = checked ? (db.prepare('PRAGMA quick_check').all() as { quick_check: string }[]) : [];
    if (found.some(({ quick_check }) => quick_check !== 'ok')) throw new DamagedLedger();
    migrate(db);
    // A version without its tables is damage as well; asking for nothing tells.
    for (const table of ['entry', 'buzz', 'paid', 'found']) db.prepare(`SELECT * FROM ${table} LIMIT 0`).all();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const setAside = (folder: string, file: string, now: number): string => {
  const aside = `ledger.damaged-${now}.db`;
  for (const side of sideFiles) {
    if (existsSync(file + side)) renameSync(file + side, join(folder, aside) + side);
  }
  return aside;
};

/**
 * Opens the ledger in `folder`. A damaged one is set aside under a new name and told of; a fresh one takes its place.
 * One of a newer program, or one that cannot be opened now (locked, no permission, disk full), is left as it is:
 * then nothing is recorded, so nothing can be sent, and the problem says why.
 */
export const openLedger = (
  folder: string,
  now: number,
  busyMs = patienceMs,
): { ledger: Ledger; problem: Problem | null } => {
  const file = join(folder, 'ledger.db');
  try {
    try {
      return { ledger: new SqliteLedger(open(file, busyMs)), problem: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = setAside(folder, file, now);
      return { ledger: new SqliteLedger(open(file, busyMs)), problem: problem('ledger-damaged', { file: aside }) };
    }
  } catch (error) {
    // Only the short code is told: libsql's own messages hold the path.
    const reason =
      error instanceof NewerLedger
        ? problem('ledger-newer')
        : problem('storage-failed', { reason: errorCodeOf(error) ?? 'SQLITE_CANTOPEN' });
    return { ledger: refusingLedger(reason), problem: reason };
  }
};

/** Stands in for a ledger that must not be touched: it remembers nothing, so nothing can be sent, and it says why. */
export const refusingLedger = (problem: Problem): Ledger => ({
  append: () => Promise.reject(new LedgerRefused(problem)),
  read: () => [],
  unsettled: () => [],
  armed: () => [],
  list: () => [],
  paidCalls: () => [],
  setbacks: () => [],
  forget: () => [],
  clockNotes: () => ({ trustedAt: null, doubtedAt: null }),
  noteClock: () => undefined,
  close: () => undefined,
});
