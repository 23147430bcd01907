import type { Locale } from '../contract/model/settings';
import type { MortalClock } from '../core/ports/mortal-clock';
import type { Config } from './config/config';
import type { Secrets } from './config/secrets';
import { BoardFeed } from './http/board-feed';
import { rowsOf } from './http/buzz-routes';
import { createRelayApp } from './http/create-app';
import { listen } from './http/listen';
import { createMetrics, type Gauge } from './http/metrics';
import type { RelayLog } from './program/log';
import type { Program } from './program/open-program';
import type { StoredToken } from './tokens/token';
import { openAudit } from './wishes/audit';
import { Budgets } from './wishes/budgets';
import { createMakeBuzz } from './wishes/make-buzz';
import { createPlanWish } from './wishes/plan-wish';

export interface HttpDeps {
  folder: string;
  listen: Config['listen'];
  locale: Locale;
  program: Program;
  tokens: () => readonly StoredToken[];
  clock: MortalClock;
  log: RelayLog;
  secrets: Secrets;
  config: Pick<Config, 'workspaces'>;
}

export interface ServedHttp {
  url: string;
  /** Answers new work with 503 from now on. */
  stopTaking(): void;
  close(): Promise<void>;
}

const gaugesOf = (program: Program, feed: BoardFeed): readonly Gauge[] => [
  {
    name: 'feishu_buzz_armed_ladders',
    help: 'Ladders that climb by themselves.',
    read: () => [{ value: program.engine.armed.length }],
  },
  {
    name: 'feishu_buzz_running',
    help: 'Buzzes with calls under way.',
    read: () => [{ value: program.engine.running }],
  },
  { name: 'feishu_buzz_streams', help: 'Open event streams.', read: () => [{ value: feed.streams }] },
  {
    name: 'feishu_buzz_paid_used',
    help: 'SMS and calls of this month, as counted here.',
    read: () =>
      program.workspaces.flatMap(({ id }) => {
        const { paid } = program.engine.figures(id, false);
        return (['sms', 'phone'] as const).map((channel) => ({
          labels: { workspace: id, channel },
          value: paid[channel].used,
        }));
      }),
  },
  { name: 'process_resident_memory_bytes', help: 'Memory in use.', read: () => [{ value: process.memoryUsage.rss() }] },
  {
    name: 'process_start_time_seconds',
    help: 'Time of the start, in seconds since the epoch.',
    read: () => [{ value: Math.round(Date.now() / 1000 - process.uptime()) }],
  },
];

/** Serves a program over HTTP. Rejects when the address cannot be listened at, or a file of TLS not be read. */
export const startHttp = async (deps: HttpDeps): Promise<ServedHttp> => {
  const { folder, program, clock, log } = deps;
  const { engine } = program;
  const audit = openAudit(folder, clock.now());
  const budgets = new Budgets(
    clock,
    audit.recent.flatMap(({ at, token, does, paid = 0 }) =>
      does === 'buzz' || (does === 'continue' && paid > 0) ? [{ at, token, paid }] : [],
    ),
  );
  const feed = new BoardFeed({
    board: (id) => engine.board(id),
    newest: (ids, count) => rowsOf(engine, ids, count).map(({ id }) => id),
    watch: (ids) => engine.watch(...ids),
  });
  const metrics = createMetrics(gaugesOf(program, feed));
  let storageFailed = false;
  program.news.board.subscribe((board) => feed.tell(board));
  program.news.ladder.subscribe(({ kind }) => {
    metrics.count('feishu_buzz_ladder_news_total', { kind });
    log.warn(`ladder-${kind}`);
  });
  program.news.storageFailed.subscribe(({ advice }) => {
    storageFailed = true;
    metrics.count('feishu_buzz_storage_failed_total');
    log.error('storage-failed', { advice });
  });
  let closing = false;
  const app = createRelayApp({
    program,
    makeBuzz: createMakeBuzz({ program, plan: createPlanWish(program), audit, budgets, clock }),
    audit,
    budgets,
    metrics,
    feed,
    clock,
    tokens: deps.tokens,
    locale: deps.locale,
    log,
    closing: () => closing,
    hindrance: () => {
      if (storageFailed) return 'disk';
      return deps.config.workspaces.some(({ secret }) => deps.secrets.read(secret) === null) ? 'secret' : null;
    },
  });
  const listening = await listen(deps.listen, (request) => app.fetch(request));
  return {
    url: listening.url,
    stopTaking: () => {
      closing = true;
      feed.close();
    },
    close: async () => {
      await listening.close();
      audit.close();
    },
  };
};
