import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppId, BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import { Wish } from '../../../electron/contract/relay';
import { systemClock } from '../../../electron/core/ports/clock';
import { startPractice } from '../../../electron/practice/start-practice';
import { readConfig } from '../../../electron/relay/config/config';
import { openSecrets, secretPlaces } from '../../../electron/relay/config/secrets';
import type { Database } from '../../../electron/relay/postgres/database';
import type { RelayLedger } from '../../../electron/relay/postgres/pg-ledger';
import { createRelayLog } from '../../../electron/relay/program/log';
import { openParts } from '../../../electron/relay/program/open-parts';
import { runShift } from '../../../electron/relay/shared/run-shift';
import { createSharedDesk } from '../../../electron/relay/shared/shared-desk';
import { registerWorkspaces } from '../../../electron/relay/shared/shared-workspaces';
import type { Claim, Shifts } from '../../../electron/relay/shifts/shifts';
import { makeToken } from '../../../electron/relay/tokens/token';
import { noTraces } from '../../../electron/relay/traces/traces';
import { until } from '../../support/clock/until';
import { freeSeats } from '../../support/feishu/connected-client';

const minuteMs = 60_000;
/** Age of the ladders (ms): old enough that they are looked at as sparingly as for most of their time. */
const ageMs = 20 * minuteMs;
/** Shifts that a process has at once, as a relay's. */
const most = 200;
const longMs = 900_000;

/** An entry or a row of a buzz as if it were of another workspace and older: every time in it is one in ms since the epoch. */
const copyOf = (text: string, names: readonly (readonly [string, string])[]): string => {
  const older = JSON.stringify(JSON.parse(text), (_, value) =>
    typeof value === 'number' && value > 1e12 ? value - ageMs : value,
  );
  return names.reduce((copy, [from, to]) => copy.replaceAll(from, to), older);
};

/**
 * Looks at so many workspaces once, each with a ladder that climbs by itself: the real shift with ledger and engine, all due at
 * once, in one process. Feishu answers at once that no person has read.
 */
export const armedShifts = async (db: Database, shifts: Shifts, workspaces: number) => {
  const practice = await startPractice({ readingSpeed: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'buzz-bench-shifts-'));
  const first = { id: 'armed0', name: '0', brand: 'custom', baseUrl: practice.baseUrl, appId: practice.appId };
  const read = readConfig(
    JSON.stringify({
      workspaces: [{ ...first, secret: { env: 'BENCH_SECRET' } }],
      ladders: [{ name: '慢', steps: [{ afterMinutes: 120, channel: 'app' }] }],
    }),
    { folder, locale: 'zh-CN' },
  );
  if (!read.ok || !read.value.workspaces[0]) throw new Error(JSON.stringify(read));
  const [template] = read.value.workspaces;
  const ids = Array.from({ length: workspaces }, (_, at) => WorkspaceId.parse(`ws_armed${at}`));
  const all = ids.map((id, at) => ({
    ...template,
    id,
    appId: at === 0 ? template.appId : AppId.parse(`${template.appId}${at}`),
  }));
  const config = { ...read.value, workspaces: all };
  const secrets = openSecrets(secretPlaces(read.value), { BENCH_SECRET: practice.appSecret });
  let calls = 0;
  let way: typeof fetch = fetch;
  const network = { fetch: ((...given) => way(...given)) as typeof fetch, seats: freeSeats, paidFetch: fetch };
  const log = createRelayLog(() => undefined, Date.now);
  const ledgers = new Map<WorkspaceId, RelayLedger>();
  const groups = new Map();
  const nameOf: RelayLedger['nameOf'] = (id, keys) => ledgers.get(id)?.nameOf(id, keys);
  const parts = openParts({
    folder,
    config,
    secrets,
    practice: null,
    groups,
    clock: systemClock,
    network,
    log,
    nameOf,
  });
  await registerWorkspaces(db, parts.workspaces);
  const deps = {
    db,
    shifts,
    parts,
    clock: systemClock,
    ladders: config.ladders,
    groups,
    log,
    traces: noTraces,
    ledgers,
  };
  const look = runShift({ ...deps, onRestored: () => undefined });
  let ended = 0;
  const serve = () =>
    shifts.serve(async (claim: Claim) => {
      const end = await look(claim);
      return async (tx) => {
        const at = await end(tx);
        ended += 1;
        return at;
      };
    }, most);
  let serving = serve();
  try {
    // The first one is buzzed as people do it; the others are copies of it.
    const desk = createSharedDesk({ db, shifts, parts, clock: systemClock });
    const [workspace] = parts.workspaces;
    const person = practice.world.people.find(({ name }) => name === '李雷');
    if (!workspace || !person) throw new Error('the person to buzz is not there');
    const grants = { [workspace.id]: ['read' as const, 'buzz' as const] };
    const { stored } = makeToken({ name: 'bench', grants, buzzesPerHour: null, paidPerHour: null, createdAt: 0 });
    const wish = Wish.parse({ to: [person.openId], text: '磁盘满了', ladder: '慢' });
    const made = await desk.wish(wish, { token: stored, workspace, digest: 'd', key: null, locale: null });
    if (made.kind !== 'made') throw new Error(JSON.stringify(made));
    await until('the first shift has ended', () => ended > 0, longMs);
    await serving.close();
    const { id } = made.board;
    const entries = await db.query<{ body: string }>(
      'SELECT body FROM feishu_buzz.entry WHERE buzz_id = $1 ORDER BY seq',
      [id],
    );
    const [row] = await db.query<{ row: string }>('SELECT row FROM feishu_buzz.buzz WHERE id = $1 AND armed', [id]);
    if (!row) throw new Error('its ladder is not armed');
    const now = Date.now();
    for (let at = 1; at < ids.length; at += 500) {
      const some = ids.slice(at, at + 500).map((workspaceId) => {
        const buzz = BuzzId.parse(workspaceId.replace('ws_', 'bz_'));
        const names = [
          [workspace.id, workspaceId],
          [id, buzz],
        ] as const;
        return { workspaceId, buzz, names };
      });
      await db.transaction(async (tx) => {
        for (const { workspaceId, buzz, names } of some) {
          await tx.query(
            `INSERT INTO feishu_buzz.entry (workspace_id, buzz_id, at, body) SELECT $1, $2, $3, unnest($4::text[])`,
            [workspaceId, buzz, now - ageMs, entries.map(({ body }) => copyOf(body, names))],
          );
          await tx.query(
            `INSERT INTO feishu_buzz.buzz (id, workspace_id, created_at, state, armed, row, changed)
             VALUES ($1, $2, $3, 'done', true, $4, pg_current_xact_id())`,
            [buzz, workspaceId, now - ageMs, copyOf(row.row, names)],
          );
        }
      });
    }
    // From here on Feishu is answered here: ten thousand apps are none of practice's.
    way = (async () => {
      calls += 1;
      const data = { items: [], has_more: false };
      return Response.json({ code: 0, msg: 'ok', tenant_access_token: 't-bench', expire: 7200, data });
    }) as typeof fetch;
    for (let at = 0; at < ids.length; at += 100) {
      await db.transaction(async (tx) => {
        for (const each of ids.slice(at, at + 100)) await shifts.wake(tx, each, Date.now());
      });
    }
    ended = 0;
    calls = 0;
    const begun = performance.now();
    serving = serve();
    await until('all have been looked at', () => ended >= workspaces, longMs);
    const ms = performance.now() - begun;
    const left = await db.query(`SELECT FROM feishu_buzz.buzz WHERE workspace_id LIKE 'ws_armed%' AND armed`);
    return {
      workspaces,
      perSecond: Math.round((workspaces / (ms / 1_000)) * 10) / 10,
      callsEach: Math.round((calls / workspaces) * 100) / 100,
      memoryMb: Math.round(process.memoryUsage().rss / 1_048_576),
      armedAfter: left.length,
    };
  } finally {
    await serving.close();
    await practice.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
