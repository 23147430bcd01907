import { describe, expect, it, onTestFinished } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import { Wish } from '../../../electron/contract/relay';
import { systemClock } from '../../../electron/core/ports/clock';
import type { Practice } from '../../../electron/practice/start-practice';
import { readConfig } from '../../../electron/relay/config/config';
import { openSecrets, secretPlaces } from '../../../electron/relay/config/secrets';
import { readAlarms } from '../../../electron/relay/hooks/read-alarms';
import { freshFetch } from '../../../electron/relay/network/fresh-fetch';
import { type Database, openDatabase } from '../../../electron/relay/postgres/database';
import type { RelayLedger } from '../../../electron/relay/postgres/pg-ledger';
import { migrate } from '../../../electron/relay/postgres/schema';
import { createRelayLog } from '../../../electron/relay/program/log';
import { openParts } from '../../../electron/relay/program/open-parts';
import { runShift } from '../../../electron/relay/shared/run-shift';
import { createSharedDesk } from '../../../electron/relay/shared/shared-desk';
import { registerWorkspaces } from '../../../electron/relay/shared/shared-workspaces';
import { sweep } from '../../../electron/relay/shared/sweep';
import type { Claim } from '../../../electron/relay/shifts/shifts';
import { makeToken } from '../../../electron/relay/tokens/token';
import { noTraces } from '../../../electron/relay/traces/traces';
import { alarmWishOf } from '../../../electron/relay/wishes/alarm-wish';
import { until } from '../../support/clock/until';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { freeSeats } from '../../support/feishu/connected-client';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { MemoryShifts } from '../../support/relay/memory-shifts';
import { configFor } from '../../support/relay/relay-desk';

// Shifts on a real database and a real Feishu, handed out by the double: what a shift finds, does and leaves behind.

const ops = WorkspaceId.parse('ws_ops');

/** What all processes of a relay have. */
const world = async (practice: Practice, url: string, change: object = {}) => {
  const db = openDatabase(url, () => undefined);
  onTestFinished(() => db.close());
  await db.query('DROP SCHEMA IF EXISTS feishu_buzz CASCADE');
  await migrate(db);
  const shifts = new MemoryShifts(Date.now, db);
  const folder = tempFolder();
  const read = readConfig(JSON.stringify(configFor(practice, change)), { folder, locale: 'en-US' });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return { practice, db, shifts, folder, config: read.value };
};

/** One of these processes. */
const relay = async ({ practice, db, shifts, folder, config }: Awaited<ReturnType<typeof world>>) => {
  const secrets = openSecrets(secretPlaces(config), { RELAY_TEST_SECRET: practice.appSecret });
  const lines: string[] = [];
  const log = createRelayLog((line) => void lines.push(line), Date.now);
  const ledgers = new Map<WorkspaceId, RelayLedger>();
  const groups = new Map();
  const network = { fetch, seats: freeSeats, paidFetch: freshFetch };
  const nameOf: RelayLedger['nameOf'] = (id, keys) => ledgers.get(id)?.nameOf(id, keys);
  const common = { config, secrets, practice: null, groups, network, log };
  const parts = openParts({ ...common, folder, clock: systemClock, nameOf });
  await registerWorkspaces(db, parts.workspaces);
  const restored: number[] = [];
  const claims: Claim[] = [];
  const { ladders } = config;
  const onRestored = (count: number) => void restored.push(count);
  const deps = { db, shifts, parts, clock: systemClock, ladders, groups, log, ledgers, onRestored };
  const work = runShift({ ...deps, traces: noTraces });
  const serving = shifts.serve((claim) => {
    claims.push(claim);
    return work(claim);
  }, 5);
  onTestFinished(() => serving.close());
  const { stored } = makeToken({
    name: 'test',
    grants: { [ops]: ['read', 'buzz', 'paid'] },
    buzzesPerHour: null,
    paidPerHour: null,
    createdAt: 0,
  });
  const desk = createSharedDesk({ db, shifts, parts, clock: systemClock });
  const [workspace] = parts.workspaces;
  if (!workspace) throw new Error('no workspace');
  const wish = async (given: object): Promise<Board> => {
    const made = await desk.wish(Wish.parse(given), { token: stored, workspace, digest: 'd', key: null, locale: null });
    if (made.kind !== 'made') throw new Error(JSON.stringify(made));
    return made.board;
  };
  const boardOf = async ({ id }: Board): Promise<Board> => {
    const board = await desk.board(id);
    if (!board.ok) throw new Error(board.problem.advice);
    return board.value;
  };
  const alarm = (status: 'firing' | 'resolved', change: object = {}) => {
    const body = { id: 'INC-1', title: '磁盘满了', status, ...change };
    const read = readAlarms({ kind: 'generic', key: '/id' }, body, null);
    const [hook] = config.hooks;
    if (!read.ok || !read.alarms[0] || !hook) throw new Error('no alarm');
    const by = { asker: '监控', locale: 'zh-CN', zone: 'Asia/Shanghai' } as const;
    return desk.alarm(alarmWishOf(hook, read.alarms[0], by), { token: stored, workspace, digest: 'd' });
  };
  return { desk, stored, wish, alarm, boardOf, serving, claims, restored, lines };
};

const restore = (db: Database) => db.query("UPDATE feishu_buzz.workspace SET timeline = '1:7'");

describe.runIf(hasPostgres())('a shift', () => {
  const database = testDatabase();

  it('leaves a look behind as long as a ladder climbs, and none after it was stopped', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const shared = await world(practice, database.url);
    const one = await relay(shared);
    const to = [personIn(practice, '李雷').openId];
    const [ladder] = shared.config.ladders;
    const board = await one.wish({ to, text: '磁盘满了', ladder: ladder?.name, paid: true });
    await until('the end of the shift', () => one.serving.held === 0);
    expect((await one.boardOf(board)).ladder?.state).toBe('armed');
    expect(await shared.shifts.withoutShift([ops])).toEqual([]);
    const stranded: string[] = [];
    const { db, shifts } = shared;
    await sweep({ db, shifts, clock: systemClock, keepDays: null, onStranded: (id) => stranded.push(id) });
    expect(stranded).toEqual([]);
    const stopped = await one.desk.act('stop', board, one.stored);
    expect(stopped).toMatchObject({ kind: 'board', board: { ok: true, value: { state: 'stopped' } } });
    await until('nothing to look at', async () => (await shared.shifts.withoutShift([ops])).length === 1);
  }, 180_000);

  it('lets no SMS and no call go by itself in a database that was restored, until a person continues', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const shared = await world(practice, database.url);
    const one = await relay(shared);
    const to = [personIn(practice, '李雷').openId];
    const [ladder] = shared.config.ladders;
    const board = await one.wish({ to, text: '磁盘满了', ladder: ladder?.name, paid: true });
    await until('a board', async () => (await one.boardOf(board)).state === 'done');
    await one.serving.close();
    // Its first rung came due while the database was away.
    const [step] = ladder?.steps ?? [];
    const past = Math.round((step?.afterMinutes ?? 0) * 60_000) + 1_000;
    const entries = await shared.db.query<{ seq: number; body: string }>(
      'SELECT seq, body FROM feishu_buzz.entry WHERE buzz_id = $1',
      [board.id],
    );
    for (const { seq, body } of entries) {
      const earlier = JSON.stringify({ ...JSON.parse(body), at: JSON.parse(body).at - past });
      await shared.db.query('UPDATE feishu_buzz.entry SET body = $2 WHERE seq = $1', [seq, earlier]);
    }
    await restore(shared.db);
    const two = await relay(shared);
    const next = await two.wish({ to, text: '网络断了' });
    await until('the end of it', async () => (await two.boardOf(next)).state === 'done');
    await until('the held rung', async () => (await two.boardOf(board)).ladder?.state === 'held');
    const [rung] = (await two.boardOf(board)).ladder?.rungs ?? [];
    expect(rung).toMatchObject({ state: 'held', problem: { advice: 'database-restored' } });
    expect(two.restored).toEqual([1]);
    const paid = () => practice.log.entries.filter(({ api }) => api === 'urgent_sms' || api === 'urgent_phone');
    expect(paid()).toEqual([]);
    await until('the end of its shift', () => two.serving.held === 0);
    const gesture = { kind: 'board', board: { ok: true } };
    expect(await two.desk.goOn(await two.boardOf(board), 'paid-at-night', two.stored)).toMatchObject(gesture);
    await until('the call', () => paid().length > 0);
    // The history is accepted from then on.
    expect(two.restored).toEqual([1]);
  }, 180_000);

  it('that has lost its claim sends nothing more, and the next one goes on where it was', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const shared = await world(practice, database.url);
    const one = await relay(shared);
    const to = ['李雷', '韩梅梅', '单小雨'].map((name) => personIn(practice, name).openId);
    // The first call hangs: in the meantime another process is given the workspace.
    practice.faults.add({ kind: 'delay', ms: 2_000, api: 'send', times: null });
    const wished = one.wish({ to, text: '机房断电', via: 'phone', paid: true });
    await practice.log.until((entries) => entries.some(({ api }) => api === 'send'));
    const [claim] = one.claims;
    if (!claim) throw new Error('no shift');
    shared.shifts.takeAway(claim);
    practice.faults.clear();
    const board = await wished;
    await until('the end', async () => (await one.boardOf(board)).state === 'done');
    const called = practice.log.entries
      .filter(({ api }) => api === 'urgent_phone')
      .flatMap(({ did }) => did.buzzed ?? [])
      .map(({ openId }) => openId);
    expect(called.toSorted()).toEqual(to.toSorted());
    const messages = practice.log.entries.flatMap(({ did: { message } }) =>
      message && !message.replayed ? [message.to] : [],
    );
    expect(messages.toSorted()).toEqual(to.toSorted());
    expect(one.claims.length).toBeGreaterThan(1);
  }, 180_000);

  it('makes one buzz of an alarm, whichever process hears of it, and ends it though its claim is lost meanwhile', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const to = [personIn(practice, '李雷').openId];
    const ladders = [{ name: '慢', steps: [{ afterMinutes: 60, channel: 'app' }] }];
    const hooks = [{ id: 'ci', kind: 'generic', key: '/id', to, ladder: '慢', reply: true }];
    const shared = await world(practice, database.url, { ladders, hooks });
    const [one, two] = [await relay(shared), await relay(shared)];
    const both = await Promise.all([one.alarm('firing'), two.alarm('firing')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['opened', 'running']);
    const buzz = both.flatMap((end) => ('buzz' in end ? [end.buzz] : []))[0];
    const boardNow = async () => one.boardOf({ id: buzz } as Board);
    await until('the buzz', async () => (await boardNow()).state === 'done');
    // The reply waits for its answer while another process is given the workspace.
    practice.faults.add({ kind: 'delay', ms: 1_500, times: null });
    const ending = two.alarm('resolved');
    const claim = [...one.claims, ...two.claims].at(-1);
    if (!claim) throw new Error('no shift');
    await until('the end to be decided', async () => {
      const [row] = await shared.db.query<{ closed: number | null }>(
        'SELECT closed_at AS closed FROM feishu_buzz.incident',
      );
      return row?.closed !== null;
    });
    for (const each of [...one.claims, ...two.claims]) shared.shifts.takeAway(each);
    practice.faults.clear();
    expect(['resolved', 'nothing']).toContain((await ending).kind);
    await until('the reply', async () => {
      const { state, notes } = await boardNow();
      return state === 'stopped' && notes[0]?.messages.sent === 1;
    });
    expect(await boardNow()).toMatchObject({ stoppedBy: 'alarm', ladder: { state: 'ended' } });
    expect((await boardNow()).notes).toHaveLength(1);
    const messages = practice.log.entries.filter(({ did: { message } }) => message && !message.replayed);
    expect(messages).toHaveLength(2);
    // The reply is on its way before its end is written.
    await until('the incident is done', async () => {
      const done = await shared.db.query('SELECT FROM feishu_buzz.incident WHERE done = 1');
      return done.length === 1;
    });
    expect((await two.alarm('firing')).kind).toBe('opened');
  }, 180_000);

  it('carries out no wish that a process before it took up long ago, none that it cannot read, and those in between', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const shared = await world(practice, database.url);
    const { db, shifts } = shared;
    const wish = {
      kind: 'buzz',
      wish: Wish.parse({ to: [personIn(practice, '李雷').openId], text: '磁盘满了' }),
      token: { id: 't', buzzesPerHour: null, paidPerHour: null },
      mayPay: false,
      digest: 'd',
      key: null,
      asker: '监控',
      locale: 'zh-CN',
    };
    const now = Date.now();
    const put = (id: string, at: number, text = JSON.stringify(wish)) =>
      db.query(
        `INSERT INTO feishu_buzz.inbox (id, workspace_id, at, expires_at, wish, state) VALUES ($1, $2, $3, $4, $5, 'taken')`,
        [id, ops, at, at + 60_000, text],
      );
    await put('bz_old', now - 180_000);
    await put('bz_strange', now, '{"kind":"from-the-future"}');
    await put('bz_recent', now - 70_000);
    const one = await relay(shared);
    await shifts.wake(null, ops, now);
    await until('the end of the shift', async () => (await shifts.withoutShift([ops])).length === 1);
    const rows = await db.query<{ id: string; state: string }>('SELECT id, state FROM feishu_buzz.inbox ORDER BY id');
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      ['bz_old', 'over'],
      ['bz_recent', 'done'],
      ['bz_strange', 'over'],
    ]);
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toHaveLength(1);
    expect(one.claims.length).toBeGreaterThan(0);
  }, 180_000);
});
