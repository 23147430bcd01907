import type { Board } from '../contract/model/board';
import type { BuzzId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import type { Clock } from '../core/ports/clock';
import type { Config } from './config/config';
import { BoardFeed, type BoardFeedDeps } from './http/board-feed';
import { createRelayApp, type RelayAppDeps } from './http/create-app';
import type { HookRoutesDeps } from './http/hook-routes';
import { listen } from './http/listen';
import { createMetrics, type Gauge, type Metrics } from './http/metrics';
import type { RelayLog } from './program/log';
import type { NamedWorkspace, ProgramNews } from './program/open-parts';
import type { StoredToken } from './tokens/token';
import type { Budgets } from './wishes/budgets';
import type { Desk } from './wishes/desk';

export interface HttpDeps extends Pick<HookRoutesDeps, 'hooks' | 'hookSecret' | 'askerOf' | 'zoneOf'> {
  listen: Config['listen'];
  locale: Locale;
  workspaces: readonly NamedWorkspace[];
  desk: Desk;
  budgets: Budgets;
  news: { [Name in 'ladder' | 'storageFailed']: Pick<ProgramNews[Name], 'subscribe'> };
  /** Boards that have changed, as far as this process hears of them. */
  onBoards: (tell: (board: Pick<Board, 'id' | 'workspaceId'>, mark?: string) => void) => void;
  /** The boards that have changed since a mark, where there are other processes. */
  since?: BoardFeedDeps['since'];
  /** Says which boards are being looked at. */
  watch: (ids: readonly BuzzId[]) => void;
  endedBy?: RelayAppDeps['endedBy'];
  tokens: () => Promise<readonly StoredToken[]>;
  clock: Clock;
  log: RelayLog;
  gauges: readonly Gauge[];
  /** The reason for which this process cannot do its work now; null: it can. */
  hindrance: () => Promise<'secret' | 'database' | 'version' | null>;
}

export interface ServedHttp {
  url: string;
  /** Answers new work with 503 from now on. */
  stopTaking(): void;
  close(): Promise<void>;
  metrics: Pick<Metrics, 'count'>;
}

/** How many incidents are open, in either ledger. */
export const incidentsGauge = (read: Gauge['read']): Gauge => ({
  name: 'feishu_buzz_incidents_open',
  help: 'Incidents that were opened and are not over.',
  read,
});

/** What every process can tell of itself. */
const ownGauges = (feed: BoardFeed): readonly Gauge[] => [
  { name: 'feishu_buzz_streams', help: 'Open event streams.', read: () => [{ value: feed.streams }] },
  { name: 'process_resident_memory_bytes', help: 'Memory in use.', read: () => [{ value: process.memoryUsage.rss() }] },
  {
    name: 'process_start_time_seconds',
    help: 'Time of the start, in seconds since the epoch.',
    read: () => [{ value: Math.round(Date.now() / 1000 - process.uptime()) }],
  },
];

/** Serves a desk over HTTP. Rejects when the address cannot be listened at, or a file of TLS not be read. */
export const startHttp = async (deps: HttpDeps): Promise<ServedHttp> => {
  const { workspaces, desk, budgets, clock, log, news } = deps;
  const feed = new BoardFeed({
    board: (id) => desk.board(id),
    newest: async (ids, count) => (await desk.list([...ids], { before: null, limit: count })).map(({ id }) => id),
    watch: deps.watch,
    ...(deps.since ? { since: deps.since } : {}),
  });
  const metrics = createMetrics([...deps.gauges, ...ownGauges(feed)]);
  let storageFailed = false;
  deps.onBoards((board, mark) => feed.tell(board, mark));
  news.ladder.subscribe(({ kind }) => {
    metrics.count('feishu_buzz_ladder_news_total', { kind });
    log.warn(`ladder-${kind}`);
  });
  news.storageFailed.subscribe(({ advice }) => {
    storageFailed = true;
    metrics.count('feishu_buzz_storage_failed_total');
    log.error('storage-failed', { advice });
  });
  let closing = false;
  const app = createRelayApp({
    workspaces,
    hooks: deps.hooks,
    hookSecret: deps.hookSecret,
    askerOf: deps.askerOf,
    zoneOf: deps.zoneOf,
    desk,
    budgets,
    metrics,
    feed,
    clock,
    tokens: deps.tokens,
    locale: deps.locale,
    log,
    closing: () => closing,
    endedBy: deps.endedBy,
    hindrance: async () => (storageFailed ? 'disk' : deps.hindrance()),
  });
  const listening = await listen(deps.listen, (request) => app.fetch(request));
  return {
    url: listening.url,
    metrics,
    stopTaking: () => {
      closing = true;
      feed.close();
    },
    close: () => listening.close(),
  };
};
