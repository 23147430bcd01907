import { monthStart } from '../contract/local-time';
import type { Group } from '../contract/model/group';
import type { WorkspaceId } from '../contract/model/ids';
import { systemClock } from '../core/ports/clock';
import type { Config } from './config/config';
import type { Secrets } from './config/secrets';
import type { Gauge } from './http/metrics';
import { openDatabase } from './postgres/database';
import type { RelayLedger } from './postgres/pg-ledger';
import { ownVersion, versionOf } from './postgres/schema';
import { type NamedWorkspace, openParts, type PartsDeps } from './program/open-parts';
import { boardsSince, followBoards, shareWatched } from './shared/follow-boards';
import { runShift } from './shared/run-shift';
import { createSharedDesk, endedBy } from './shared/shared-desk';
import { sharedTokens } from './shared/shared-tokens';
import { registerWorkspaces } from './shared/shared-workspaces';
import { sweep } from './shared/sweep';
import { openBossShifts } from './shifts/boss-shifts';
import { openDbClock } from './shifts/db-clock';
import { type HttpDeps, incidentsGauge, startHttp } from './start-http';
import type { Traces } from './traces/traces';
import { Budgets } from './wishes/budgets';

/** Most workspaces that one process acts for at once. */
const mostShifts = 200;
/** Time between two sweeps (ms). */
const sweepMs = 60_000;

export interface SharedDeps extends Pick<HttpDeps, 'listen' | 'locale' | 'log'>, Omit<PartsDeps, 'clock' | 'nameOf'> {
  url: string;
  config: Config;
  secrets: Secrets;
  groups: ReadonlyMap<WorkspaceId, readonly Group[]>;
  traces: Traces;
}

/** The tables of the database are of another version, or not there: `serve migrate` makes them. */
export class OtherVersion extends Error {}

export interface ServedShared {
  url: string;
  workspaces: readonly NamedWorkspace[];
  hasTokens: boolean;
  close(): Promise<void>;
}

/**
 * Serves workspaces together with other processes on one PostgreSQL. Rejects with `OtherVersion`, with `AppTaken`, as
 * `startHttp` does, or because the database cannot be reached.
 */
export const startShared = async (deps: SharedDeps): Promise<ServedShared> => {
  const { url, config, secrets, groups, log } = deps;
  const opened: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  const codeOf = (error: unknown) => ({ code: (error as { code?: string }).code ?? (error as Error).name });
  try {
    const db = openDatabase(url, (error) => log.warn('connection-broken', codeOf(error)), 20);
    opened.push(() => db.close());
    if ((await versionOf(db)) !== ownVersion) throw new OtherVersion();
    const clock = await openDbClock(db);
    opened.push(() => clock.close());
    const ledgers = new Map<WorkspaceId, RelayLedger>();
    const nameOf: RelayLedger['nameOf'] = (id, keys) => ledgers.get(id)?.nameOf(id, keys);
    const parts = openParts({ ...deps, clock, nameOf });
    await registerWorkspaces(db, parts.workspaces);
    let lost = 0;
    let stranded = 0;
    let doubted = 0;
    const shifts = await openBossShifts({
      url,
      db,
      now: clock.now,
      onFailure: (what, error) => log.warn(`shifts-${what}`, codeOf(error)),
      onLost: ({ workspaceId }) => {
        lost += 1;
        log.warn('claim-lost', { workspace: workspaceId });
      },
    });
    opened.push(() => shifts.close());
    const watching = shareWatched({ db, shifts, clock, onFailure: (error) => log.warn('watch-failed', codeOf(error)) });
    opened.push(() => watching.close());
    const runner = shifts.serve(
      runShift({
        db,
        shifts,
        parts,
        clock,
        ladders: config.ladders,
        groups,
        log,
        traces: deps.traces,
        ledgers,
        onRestored: (count) => {
          doubted += count;
          log.error('database-restored', { doubted: count });
        },
      }),
      mostShifts,
    );
    opened.push(() => runner.close());
    const sweeping = new AbortController();
    const onStranded = (workspace: WorkspaceId) => {
      stranded += 1;
      log.error('work-without-shift', { workspace });
    };
    const swept = (async () => {
      while (!sweeping.signal.aborted) {
        const deleted = { db, shifts, clock, keepDays: config.keepDays, onStranded };
        await sweep(deleted).catch((error: unknown) => log.warn('sweep-failed', codeOf(error)));
        await systemClock.sleep(sweepMs, sweeping.signal).catch(() => undefined);
      }
    })();
    opened.push(async () => {
      sweeping.abort();
      await swept;
    });
    const tokens = sharedTokens(db);
    let tell: Parameters<HttpDeps['onBoards']>[0] = () => undefined;
    const following = await followBoards(
      db,
      (board, mark) => tell(board, mark),
      (error) => log.warn('follow-failed', codeOf(error)),
    );
    opened.push(() => following.close());
    const count = async (sql: string, values: readonly unknown[] = []) =>
      [...(await db.query<{ value: number }>(sql, values))].map(({ value }) => ({ value }));
    const gauges: readonly Gauge[] = [
      {
        name: 'feishu_buzz_shifts_held',
        help: 'Workspaces this process acts for.',
        read: () => [{ value: runner.held }],
      },
      {
        name: 'feishu_buzz_claims_lost',
        help: 'Claims lost to another process since the start.',
        read: () => [{ value: lost }],
      },
      {
        name: 'feishu_buzz_work_without_shift',
        help: 'Workspaces with work and no shift, found since the start: each is a fault of the program.',
        read: () => [{ value: stranded }],
      },
      {
        name: 'feishu_buzz_doubted_by_restore',
        help: 'Unfinished buzzes found since the start in a restored database: SMS and calls of each need a person.',
        read: () => [{ value: doubted }],
      },
      {
        name: 'feishu_buzz_clock_ahead_seconds',
        help: 'Time of the clock here ahead of the database’s.',
        read: () => [{ value: clock.ahead() / 1000 }],
      },
      {
        name: 'feishu_buzz_armed_ladders',
        help: 'Ladders that climb by themselves.',
        read: () => count('SELECT count(*) AS value FROM feishu_buzz.buzz WHERE armed'),
      },
      {
        name: 'feishu_buzz_running',
        help: 'Buzzes with calls under way.',
        read: () => count("SELECT count(*) AS value FROM feishu_buzz.buzz WHERE state = 'running'"),
      },
      {
        name: 'feishu_buzz_inbox_oldest_seconds',
        help: 'Age of the oldest wish without an answer.',
        read: () =>
          count(
            `SELECT (COALESCE(max($1 - at), 0) / 1000.0)::float8 AS value FROM feishu_buzz.inbox WHERE state IN ('waiting', 'taken')`,
            [clock.now()],
          ),
      },
      {
        name: 'feishu_buzz_paid_used',
        help: 'SMS and calls of this month, as counted here.',
        read: async () => {
          const values = parts.workspaces.map(async ({ id }) => {
            const since = monthStart(clock.now(), parts.zoneOf(id));
            const used = await db.query<{ channel: string; value: number }>(
              'SELECT channel, count(*) AS value FROM feishu_buzz.paid WHERE workspace_id = $1 AND at >= $2 GROUP BY 1',
              [id, since],
            );
            return (['sms', 'phone'] as const).map((channel) => ({
              labels: { workspace: id, channel },
              value: used.find((each) => each.channel === channel)?.value ?? 0,
            }));
          });
          return (await Promise.all(values)).flat();
        },
      },
    ];
    const http = await startHttp({
      ...deps,
      workspaces: parts.workspaces,
      hooks: config.hooks,
      hookSecret: ({ hmac }) => hmac && secrets.read(hmac.secret),
      askerOf: parts.askerOf,
      zoneOf: parts.zoneOf,
      desk: createSharedDesk({ db, shifts, parts, clock }),
      endedBy,
      budgets: new Budgets(clock, []),
      // What a database refuses is over when it is back: `readyz` asks it anew each time.
      news: { ladder: parts.news.ladder, storageFailed: { subscribe: () => () => undefined } },
      onBoards: (listener) => {
        tell = listener;
      },
      watch: watching.watch,
      since: (mark, ids, most) => boardsSince(db, mark, ids, most),
      tokens: async () => (await tokens.read()) ?? [],
      clock,
      gauges: [
        ...gauges,
        incidentsGauge(() => count('SELECT count(*) AS value FROM feishu_buzz.incident WHERE closed_at IS NULL')),
      ],
      hindrance: async () => {
        const version = await versionOf(db).catch(() => null);
        if (version === null) return 'database';
        if (version !== ownVersion) return 'version';
        return config.workspaces.some(({ secret }) => secrets.read(secret) === null) ? 'secret' : null;
      },
    });
    opened.push(() => http.close());
    parts.news.storageFailed.subscribe(({ advice }) => {
      http.metrics.count('feishu_buzz_storage_failed_total');
      log.warn('storage-failed', { advice });
    });
    return {
      url: http.url,
      workspaces: parts.workspaces,
      hasTokens: ((await tokens.read()) ?? []).length > 0,
      close: async () => {
        http.stopTaking();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
};
