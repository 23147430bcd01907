import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { type Problem, problem } from '../../contract/problem';
import type { Ledger } from '../../core/buzz/ledger';
import { migrate } from './schema';
import { SqliteLedger } from './sqlite-ledger';

const sideFiles = ['', '-wal', '-shm'];

const open = (file: string): Database.Database => {
  const db = new Database(file);
  try {
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;',
    );
    const [check] = db.prepare('PRAGMA quick_check').all() as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new Error('quick_check failed');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Opens the ledger in `folder`. A damaged one is set aside under a new name and told of; a fresh one takes its place. */
export const openLedger = (folder: string, now: number): { ledger: Ledger; problem: Problem | null } => {
  const file = join(folder, 'ledger.db');
  try {
    return { ledger: new SqliteLedger(open(file)), problem: null };
  } catch {
    const aside = `ledger.damaged-${now}.db`;
    for (const side of sideFiles) {
      if (existsSync(file + side)) renameSync(file + side, join(folder, aside) + side);
    }
    return { ledger: new SqliteLedger(open(file)), problem: problem('ledger-damaged', { file: aside }) };
  }
};
