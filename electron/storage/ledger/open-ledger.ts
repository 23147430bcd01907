import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { type Problem, problem } from '../../contract/advice/problem';
import { type Ledger, LedgerRefused } from '../../core/buzz/record/ledger';
import type { HeardStore } from '../../core/feishu/listen/heard-store';
import type { InboxStore } from '../../core/inbox/inbox-store';
import { errorCodeOf } from '../../core/text/error-code';
import { makePrivateFile } from '../private/private-files';
import { placeOf } from './place';
import { migrate, NewerLedger } from './schema';
import { SqliteLedger } from './sqlite-ledger';

const sideFiles = ['', '-wal', '-shm'];

/** The file can be read, but is not a ledger. */
class DamagedLedger extends Error {}

/** SQLite's codes for broken content, as opposed to a file that cannot be opened now. */
const damageCodes = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_FORMAT', 'SQLITE_ERROR']);

/**
 * SQLite says this of every search index from which something was deleted with `secure-delete` (seen in 3.45.1, where the
 * index answers right all the same). The index is derived: taken for damage, each forgotten buzz would cost all others.
 */
const falseAlarm = /^malformed inverted index for FTS5 table /;

const isDamage = (error: unknown) => error instanceof DamagedLedger || damageCodes.has(errorCodeOf(error) ?? '');

/** Size up to which a ledger is checked at every start (bytes): some thousand buzzes, a few milliseconds. */
const smallLedger = 16 * 1024 * 1024;

/**
 * Tells whether to check the whole file. A large one is checked only after a crash, which leaves its log unemptied: it would
 * take seconds at every start.
 */
const wantsCheck = (file: string): boolean => sizeOf(`${file}-wal`) > 0 || sizeOf(file) <= smallLedger;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Time to wait for another program that uses the file, such as a backup (ms). */
const patienceMs = 2_000;

/**
 * Tells whether a ledger was there and is gone: emptied, or missing beside its log. SQLite would make a new one in its place
 * without a word.
 */
const isLost = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? found.isFile() && found.size === 0 : sizeOf(`${file}-wal`) > 0;
};

/** Makes an empty ledger beside and moves it into place whole, so that an empty file is never a new ledger. */
const create = (folder: string, file: string): void => {
  const beside = `${file}.new`;
  makePrivateFile(beside);
  const db = new Database(beside);
  try {
    migrate(db);
  } finally {
    db.close();
  }
  renameSync(beside, file);
  syncFolder(folder);
};

/** Brings the names of a folder to the disk, where the system can do that: a row that is synced must not lose its file. */
const syncFolder = (folder: string): void => {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Windows opens no folders, and needs none to be synced.
  }
};

/** SQLite's codes for a file that another program keeps locked. */
const inUseCodes = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_LOCKED']);

const open = (folder: string, file: string, busyMs: number): Database.Database => {
  if (isLost(file)) throw new DamagedLedger();
  if (!existsSync(file)) create(folder, file);
  const checked = wantsCheck(file);
  const db = new Database(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
       PRAGMA secure_delete = ON;`,
    );
    const found = checked ? (db.prepare('PRAGMA quick_check').all() as { quick_check: string }[]) : [];
    if (found.some(({ quick_check: says }) => says !== 'ok' && !falseAlarm.test(says))) throw new DamagedLedger();
    migrate(db);
    // Missing tables are damage as well.
    for (const table of ['entry', 'buzz', 'paid', 'found', 'writer', 'name', 'heard', 'heard_key', 'picture', 'inbox'])
      db.prepare(`SELECT * FROM ${table} LIMIT 0`).all();
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
 * Opens the ledger in `folder`. A damaged one is renamed and reported; a new one takes its place. One of a newer version,
 * or one that cannot be opened now (locked, no permission, disk full), is left as it is: then nothing can be recorded or
 * sent, and the problem tells why.
 */
export const openLedger = (
  folder: string,
  now: number,
  busyMs = patienceMs,
): { ledger: Ledger; heard: HeardStore; inbox: InboxStore; problem: Problem | null } => {
  const file = join(folder, 'ledger.db');
  const openHere = () => {
    const db = open(folder, file, busyMs);
    const opened = identityOf(file);
    return new SqliteLedger(db, {
      place: placeOf(file),
      isInPlace: () => opened !== null && identityOf(file) === opened,
    });
  };
  try {
    try {
      return both(openHere(), null);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = setAside(folder, file, now);
      return both(openHere(), problem('ledger-damaged', { file: aside }));
    }
  } catch (error) {
    const reason = whyNot(error);
    return {
      ledger: refusingLedger(reason),
      heard: refusingHeard(reason),
      inbox: refusingInbox(reason),
      problem: reason,
    };
  }
};

const both = (ledger: SqliteLedger, problem: Problem | null) => ({
  ledger,
  heard: ledger.heard,
  inbox: ledger.inbox,
  problem,
});

/** Which file this is, whatever its name and content; null: there is none, or it cannot be seen. */
const identityOf = (file: string): string | null => {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
};

/** The reason for a person. Only codes: libsql's messages contain the path. */
const whyNot = (error: unknown): Problem => {
  if (error instanceof NewerLedger) return problem('ledger-newer');
  const code = errorCodeOf(error) ?? 'SQLITE_CANTOPEN';
  return inUseCodes.has(code) ? problem('ledger-in-use') : problem('storage-failed', { reason: code });
};

/** A ledger that records nothing, so that nothing can be sent, and tells why. */
export const refusingLedger = (problem: Problem): Ledger => ({
  append: () => Promise.reject(new LedgerRefused(problem)),
  read: () => [],
  unsettled: () => [],
  armed: () => [],
  reminding: () => [],
  buzzesOf: () => [],
  list: () => [],
  paidCalls: () => [],
  setbacks: () => [],
  nameOf: () => undefined,
  usedUp: () => [],
  pictureKey: () => null,
  pictures: () => new Set(),
  readingTimes: () => ({ groups: [], channels: [], answers: { groups: [], channels: [] }, cutAt: null }),
  forget: () => [],
  clockNotes: () => ({ trustedAt: null, doubtedAt: null }),
  noteClock: () => undefined,
  isCopy: false,
  adopt: () => undefined,
  close: () => undefined,
});

/** A store that keeps nothing, so that Feishu sends what it was told again. */
const refusingHeard = (problem: Problem): HeardStore => ({
  keep: () => Promise.reject(new LedgerRefused(problem)),
  waiting: () => [],
  acted: () => Promise.reject(new LedgerRefused(problem)),
  lastAt: () => null,
});

/** An inbox that keeps nothing, and has nothing. */
const refusingInbox = (problem: Problem): InboxStore => {
  const refuse = () => Promise.reject(new LedgerRefused(problem));
  return {
    take: refuse,
    recall: refuse,
    edit: refuse,
    name: refuse,
    setState: refuse,
    setReply: refuse,
    list: () => [],
    find: () => null,
    fresh: () => 0,
    has: () => false,
    directChats: () => [],
    checkedAt: () => null,
    noteCheck: refuse,
    clear: refuse,
    floor: () => 0,
  };
};
