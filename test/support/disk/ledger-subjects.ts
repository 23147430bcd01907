import { onTestFinished } from 'vitest';
import type { ActivityRow } from '../../../electron/contract/model/board';
import { type BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import type { Entry } from '../../../electron/core/buzz/record/entry';
import type { ActivityQuery, Ledger } from '../../../electron/core/buzz/record/ledger';
import { openDatabase } from '../../../electron/relay/postgres/database';
import { forgetOlder } from '../../../electron/relay/postgres/forget-older';
import { listBuzzes } from '../../../electron/relay/postgres/list-buzzes';
import { openPgLedger } from '../../../electron/relay/postgres/pg-ledger';
import { migrate } from '../../../electron/relay/postgres/schema';
import { openLedger } from '../../../electron/storage/ledger/open-ledger';
import { MemoryLedger } from './memory-ledger';
import { tempFolder } from './temp-folder';

/** A ledger as the contract test handles it. What a relay asks of the database itself is asked there. */
export interface LedgerSubject {
  ledger(): Ledger;
  read(id: BuzzId): Promise<readonly Entry[]>;
  list(page: ActivityQuery): Promise<readonly ActivityRow[]>;
  forget(...input: Parameters<Ledger['forget']>): Promise<readonly BuzzId[]>;
  /** The program ends, and another one goes on with what is stored. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A way to keep the record; `has`: what is asked of it besides. */
export interface LedgerKind {
  kind: string;
  has: { search: boolean; pictures: boolean };
  /** Opens an empty one for the running test, which ends it. */
  create(): Promise<LedgerSubject>;
}

const asked = (ledger: () => Ledger): Omit<LedgerSubject, 'restart' | 'close'> => ({
  ledger,
  read: async (id) => ledger().read(id),
  list: async (page) => ledger().list(page),
  forget: async (...input) => ledger().forget(...input),
});

const memory = async (): Promise<LedgerSubject> => {
  const ledger = new MemoryLedger();
  return { ...asked(() => ledger), restart: async () => undefined, close: async () => ledger.close() };
};

const sqlite = async (): Promise<LedgerSubject> => {
  const folder = tempFolder();
  let ledger = openLedger(folder, 0).ledger;
  onTestFinished(() => ledger.close());
  return {
    ...asked(() => ledger),
    restart: async () => {
      ledger.close();
      ledger = openLedger(folder, 0).ledger;
    },
    close: async () => ledger.close(),
  };
};

const company = WorkspaceId.parse('ws_company');

/** PostgreSQL as its one owner sees it: the claim always stands. */
const postgres = async (url: string): Promise<LedgerSubject> => {
  const db = openDatabase(url, () => undefined);
  onTestFinished(() => db.close());
  await db.query('DROP SCHEMA IF EXISTS feishu_buzz CASCADE');
  await migrate(db);
  const open = () =>
    openPgLedger({ db, workspaceId: company, holds: async () => true, giveUp: () => undefined, now: 0 });
  let ledger = await open();
  return {
    ...asked(() => ledger),
    read: async (id) => ((await ledger.warm(id)) ? ledger.read(id) : []),
    list: (page) => listBuzzes(db, [company], page),
    forget: (...input) => forgetOlder(db, ...input),
    restart: async () => {
      ledger.close();
      ledger = await open();
    },
    close: async () => ledger.close(),
  };
};

/** @param database the database of the file's tests; null: there is no PostgreSQL here */
export const ledgerKinds = (database: { readonly url: string } | null): readonly LedgerKind[] => [
  { kind: 'memory', has: { search: false, pictures: true }, create: memory },
  { kind: 'SQLite', has: { search: true, pictures: true }, create: sqlite },
  ...(database
    ? [{ kind: 'PostgreSQL', has: { search: true, pictures: true }, create: () => postgres(database.url) }]
    : []),
];
