import { expect, it, onTestFinished } from 'vitest';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import { CommitUnsure, type Database, openDatabase } from '../../../electron/relay/postgres/database';
import { openPgLedger } from '../../../electron/relay/postgres/pg-ledger';
import { migrate, ownVersion, versionOf } from '../../../electron/relay/postgres/schema';
import { activityRow, buzzId, sent, summary } from '../../support/disk/ledger-rows';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';

// What PostgreSQL adds to the contract of ledgers: one owner at a time, and a commit that may be there or not.

const workspaceId = WorkspaceId.parse('ws_company');
const database = hasPostgres() ? testDatabase() : { url: '' };

const fresh = async (): Promise<Database> => {
  const db = openDatabase(database.url, () => undefined);
  onTestFinished(() => db.close());
  await db.query('DROP SCHEMA IF EXISTS feishu_buzz CASCADE');
  await migrate(db);
  return db;
};
const stored = async (db: Database) =>
  (await db.query<{ body: string }>('SELECT body FROM feishu_buzz.entry ORDER BY seq')).length;

it.runIf(hasPostgres())('writes nothing once the claim is gone, says so, and takes nothing ever after', async () => {
  const db = await fresh();
  let stands = true;
  let given = 0;
  const giveUp = () => {
    given += 1;
  };
  const ledger = await openPgLedger({ db, workspaceId, holds: async () => stands, giveUp, now: 0 });
  const append = (at: number) => ledger.append(buzzId(1), [sent(at)], () => summary(activityRow(buzzId(1), 1)));
  await append(1);
  stands = false;
  await expect(append(2)).rejects.toThrow('ledger-in-use');
  stands = true;
  await expect(append(3)).rejects.toThrow('ledger-in-use');
  expect([await stored(db), ledger.read(buzzId(1)).length, given]).toEqual([1, 1, 1]);
});

it.runIf(hasPostgres())('shares commits among what is appended while one is under way', async () => {
  const db = await fresh();
  let commits = 0;
  const holds = async () => {
    commits += 1;
    return true;
  };
  const ledger = await openPgLedger({ db, workspaceId, holds, giveUp: () => undefined, now: 0 });
  const append = (at: number) => ledger.append(buzzId(at), [sent(at)], () => summary(activityRow(buzzId(at), at)));
  await Promise.all(Array.from({ length: 500 }, (_, at) => append(at)));
  expect([commits, await stored(db)]).toEqual([1, 500]);
});

it.runIf(hasPostgres())('gives up after a commit that may be there or not: only reading anew tells', async () => {
  const db = await fresh();
  let given = 0;
  const unsure: Database = {
    ...db,
    query: db.query,
    transaction: async (work) => {
      await db.transaction(work);
      throw new CommitUnsure('the connection broke at the commit');
    },
  };
  const giveUp = () => {
    given += 1;
  };
  const ledger = await openPgLedger({ db: unsure, workspaceId, holds: async () => true, giveUp, now: 0 });
  const append = (at: number) =>
    ledger.append(buzzId(1), [sent(at)], () => summary(activityRow(buzzId(1), 1, 'running')));
  await expect(append(1)).rejects.toThrow('commit');
  await expect(append(2)).rejects.toThrow('ledger-in-use');
  expect(given).toBe(1);
  const next = await openPgLedger({ db, workspaceId, holds: async () => true, giveUp, now: 0 });
  expect(next.read(buzzId(1))).toEqual([sent(1)]);
});

it.runIf(hasPostgres())(
  'tells a broken connection at the commit from a refusal, of which nothing is there',
  async () => {
    const db = await fresh();
    const insert = "INSERT INTO feishu_buzz.token VALUES ('a', '{}')";
    await db.query('ALTER TABLE feishu_buzz.token ADD CONSTRAINT late UNIQUE (stored) DEFERRABLE INITIALLY DEFERRED');
    await db.query(insert);
    const refused = db.transaction((tx) => tx.query("INSERT INTO feishu_buzz.token VALUES ('b', '{}')"));
    await expect(refused).rejects.not.toBeInstanceOf(CommitUnsure);
    const broken = db.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await tx.query("INSERT INTO feishu_buzz.token VALUES ('c', '{\"c\":1}')");
      await db.query('SELECT pg_terminate_backend($1)', [row?.pid]);
    });
    await expect(broken).rejects.toBeInstanceOf(CommitUnsure);
    expect(await db.query('SELECT id FROM feishu_buzz.token')).toEqual([{ id: 'a' }]);
  },
);

it.runIf(hasPostgres())('is migrated once by processes that start together, and not by one that is older', async () => {
  const db = await fresh();
  const processes = [db, openDatabase(database.url, () => undefined), openDatabase(database.url, () => undefined)];
  for (const each of processes.slice(1)) onTestFinished(() => each.close());
  // What a connection remembers of a catalog that has changed meanwhile is wrong in some of them.
  for (let times = 0; times < 25; times += 1) {
    await db.query('DROP SCHEMA feishu_buzz CASCADE');
    expect(await Promise.all(processes.map(versionOf))).toEqual([0, 0, 0]);
    await Promise.all([...processes, ...processes].map(migrate));
    expect(await versionOf(db)).toBe(ownVersion);
  }
  await db.query('UPDATE feishu_buzz.version SET number = number + 1');
  await expect(migrate(db)).rejects.toThrow('ledger-newer');
});
