import { describe, expect, it, onTestFinished } from 'vitest';
import { BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import { defaultSettings } from '../../../electron/contract/model/settings';
import { type Database, openDatabase } from '../../../electron/relay/postgres/database';
import { openPgLedger } from '../../../electron/relay/postgres/pg-ledger';
import { migrate } from '../../../electron/relay/postgres/schema';
import { boardsSince, followBoards } from '../../../electron/relay/shared/follow-boards';
import {
  answerWish,
  type InboxWish,
  openWishes,
  putWish,
  readAnswer,
  takeWish,
  withdraw,
} from '../../../electron/relay/shared/inbox';
import { knownKey, spend } from '../../../electron/relay/shared/shared-audit';
import { acceptTimeline, isRestored, registerWorkspaces } from '../../../electron/relay/shared/shared-workspaces';
import { sweep } from '../../../electron/relay/shared/sweep';
import { until } from '../../support/clock/until';
import { activityRow, buzzId, confirmed, sent, summary } from '../../support/disk/ledger-rows';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { MemoryShifts } from '../../support/relay/memory-shifts';

// The parts by which relay processes meet in their database.

const company = WorkspaceId.parse('ws_company');

describe.runIf(hasPostgres())('in the database that relays share', () => {
  const database = testDatabase();
  const fresh = async (): Promise<Database> => {
    const db = openDatabase(database.url, () => undefined);
    onTestFinished(() => db.close());
    await db.query('DROP SCHEMA IF EXISTS feishu_buzz CASCADE');
    await migrate(db);
    return db;
  };
  const workspace = (id: string, appId: string) =>
    ({ id: WorkspaceId.parse(id), name: id, appId, baseUrl: 'https://open.feishu.cn', practice: false }) as never;
  const ledgerOf = (db: Database) =>
    openPgLedger({ db, workspaceId: company, holds: async () => true, giveUp: () => undefined, now: 0 });

  it('no two workspaces have one app, whichever process names them', async () => {
    const db = await fresh();
    await registerWorkspaces(db, [workspace('ws_a', 'cli_1'), workspace('ws_b', 'cli_2')]);
    await registerWorkspaces(db, [workspace('ws_a', 'cli_1')]);
    await expect(registerWorkspaces(db, [workspace('ws_c', 'CLI_1')])).rejects.toThrow('app taken');
    // An app that was given up is free.
    await registerWorkspaces(db, [workspace('ws_a', 'cli_3'), workspace('ws_c', 'cli_1')]);
  });

  it('a history that the last owner did not see is noticed, until it is accepted', async () => {
    const db = await fresh();
    await registerWorkspaces(db, [workspace('ws_company', 'cli_1')]);
    expect(await isRestored(db, company)).toBe(false);
    await db.query("UPDATE feishu_buzz.workspace SET timeline = '1:7'");
    // A process that starts meanwhile accepts nothing for the owner.
    await registerWorkspaces(db, [workspace('ws_company', 'cli_1')]);
    expect(await isRestored(db, company)).toBe(true);
    await acceptTimeline(db, company);
    expect(await isRestored(db, company)).toBe(false);
  });

  const wish = (digest: string): InboxWish => ({
    kind: 'buzz',
    wish: {
      text: '告警',
      mode: 'auto',
      chat: null,
      ladder: null,
      to: ['李雷'],
      via: 'app',
      paid: false,
      workspace: null,
      asker: null,
      ask: null,
      until: null,
      enough: null,
      incident: null,
    },
    token: { id: 't', buzzesPerHour: null, paidPerHour: null },
    mayPay: false,
    digest,
    key: 'k',
    asker: '监控',
    locale: 'zh-CN',
  });

  it('a wish is carried out at most once, taken back only while it waits, and never after its time', async () => {
    const db = await fresh();
    const put = (id: string, digest = 'd') => putWish(db, { id, workspaceId: company, at: 0, wish: wish(digest) });
    expect([await put('bz_1'), await put('bz_1'), await put('bz_1', 'other')]).toEqual([true, true, false]);
    expect((await openWishes(db, company)).map(({ id, wish: read }) => [id, read?.kind])).toEqual([['bz_1', 'buzz']]);
    expect(await readAnswer(db, 'bz_1')).toBeNull();
    expect(await takeWish(db, 'bz_1', 1)).toBe(true);
    expect(await withdraw(db, 'bz_1')).toBe(false);
    // Its process died: the next one takes it up, however late that is.
    expect(await takeWish(db, 'bz_1', 1_000_000)).toBe(true);
    await answerWish(db, 'bz_1', { kind: 'made', buzz: BuzzId.parse('bz_1'), repeated: false });
    expect(await readAnswer(db, 'bz_1')).toMatchObject({ kind: 'made', buzz: 'bz_1' });
    expect(await takeWish(db, 'bz_1', 1)).toBe(false);
    await put('bz_2');
    expect(await withdraw(db, 'bz_2')).toBe(true);
    expect([await takeWish(db, 'bz_2', 1), await readAnswer(db, 'bz_2')]).toEqual([false, 'gone']);
    // Told again, it is wanted again; too late, it is over.
    await put('bz_2');
    expect(await takeWish(db, 'bz_2', 1_000_000)).toBe(false);
    expect(await readAnswer(db, 'bz_2')).toBe('gone');
  });

  it('ceilings of a token count for all processes together, and a wish that was cut off once', async () => {
    const db = await fresh();
    const token = { id: 't', buzzesPerHour: 2, paidPerHour: null };
    const line = (buzz: number, at: number) =>
      ({ at, token: 't', does: 'buzz', workspace: company, buzz: buzzId(buzz), digest: 'd', key: `k${buzz}` }) as const;
    const use = (buzz: number, at: number) => db.transaction((tx) => spend(tx, token, line(buzz, at)));
    expect(await Promise.all([use(1, 10), use(1, 10)])).toEqual([null, null]);
    const others = await Promise.all([use(2, 11), use(3, 11), use(4, 11)]);
    expect(others.filter((spent) => spent === null)).toHaveLength(1);
    expect(others.find((spent) => spent !== null)).toMatchObject({ what: 'too-many-buzzes', limit: 2 });
    expect(await use(5, 3_600_020)).toBeNull();
    expect(await knownKey(db, 't', 'k1', 20)).toEqual({ digest: 'd', buzz: 'bz_1' });
    expect(await knownKey(db, 't', 'k1', 90_000_000)).toBeNull();
  });

  it('boards are followed whatever the order in which transactions began and ended', async () => {
    const db = await fresh();
    const ledger = await ledgerOf(db);
    const told: string[] = [];
    const following = await followBoards(
      db,
      ({ id }) => told.push(id),
      (error) => told.push(String(error)),
    );
    onTestFinished(() => following.close());
    const append = (number: number) =>
      ledger.append(buzzId(number), [sent(number)], () => summary(activityRow(buzzId(number), number)));
    await append(1);
    await until('the first', () => told.includes('bz_1'));
    // A transaction that began earlier is committed when a later one was seen already.
    await db.transaction(async (tx) => {
      await tx.query("UPDATE feishu_buzz.buzz SET changed = pg_current_xact_id() WHERE id = 'bz_1'");
      await append(2);
      await until('the later one', () => told.includes('bz_2'));
    });
    await until('the earlier one', () => told.filter((id) => id === 'bz_1').length === 2);
    await append(3);
    await until('the last', () => told.includes('bz_3'));
    expect(told).toEqual(['bz_1', 'bz_2', 'bz_1', 'bz_3']);
  });

  it('a stream goes on at another process with the boards that changed since its mark, or is told that it cannot', async () => {
    const db = await fresh();
    const ledger = await ledgerOf(db);
    const append = (number: number) =>
      ledger.append(buzzId(number), [sent(number)], () => summary(activityRow(buzzId(number), number)));
    const since = (mark: string, most = 10, workspace = company) => boardsSince(db, mark, new Set([workspace]), most);
    const one = async (sql: string) => (await db.query<{ mark: string }>(sql))[0]?.mark ?? expect.fail('no mark');
    const now = () => one('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS mark');
    for (const number of [1, 2, 3]) await append(number);
    const second = await one("SELECT changed::text AS mark FROM feishu_buzz.buzz WHERE id = 'bz_2'");
    expect(await since(second)).toEqual(['bz_2', 'bz_3']);
    expect(await since(await now())).toEqual([]);
    expect(await since(second, 10, WorkspaceId.parse('ws_other'))).toEqual([]);
    expect([await since(second, 2), await since(second, 1)]).toEqual([['bz_2', 'bz_3'], null]);

    // The mark of what was told while a transaction that began earlier was still open does not pass over it.
    let mark = '';
    await db.transaction(async (tx) => {
      await tx.query("UPDATE feishu_buzz.buzz SET changed = pg_current_xact_id() WHERE id = 'bz_1'");
      const following = await followBoards(
        db,
        ({ id }, at) => {
          if (id === 'bz_4') mark = at;
        },
        () => undefined,
      );
      onTestFinished(() => following.close());
      await append(4);
      await until('the later one', () => mark !== '');
    });
    expect(await since(mark)).toEqual(expect.arrayContaining(['bz_1', 'bz_4']));

    // Of a database that was restored, or another one: its history is not known here.
    expect(await since(String(BigInt(await now()) + 1_000_000n))).toBeNull();
  });

  it('work without a shift is found and given one, and told; what is old is deleted, what climbs is not', async () => {
    const db = await fresh();
    const ledger = await ledgerOf(db);
    const ladder = defaultSettings.ladders[0] ?? null;
    for (const number of [1, 2]) {
      const entry = confirmed(buzzId(number), number, { ladder: number === 1 ? ladder : null });
      await ledger.append(buzzId(number), [entry], () => summary(activityRow(buzzId(number), number)));
    }
    const day = 24 * 3_600_000;
    const clock = { now: () => 400 * day, sleep: async () => undefined };
    const shifts = new MemoryShifts(clock.now);
    const stranded: string[] = [];
    const once = () => sweep({ db, shifts, clock, keepDays: 180, onStranded: (id) => stranded.push(id) });
    await once();
    expect([stranded, await shifts.withoutShift([company])]).toEqual([['ws_company'], []]);
    await once();
    expect(stranded).toHaveLength(1);
    expect(await db.query('SELECT id FROM feishu_buzz.buzz')).toEqual([{ id: 'bz_1' }]);
  });
});
