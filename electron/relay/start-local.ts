import type { Config } from './config/config';
import type { Secrets } from './config/secrets';
import type { Gauge } from './http/metrics';
import { incidentEngine } from './incidents/incident-engine';
import { Incidents } from './incidents/incidents';
import { openIncidents } from './incidents/sqlite-incidents';
import type { Program } from './program/open-program';
import { type HttpDeps, incidentsGauge, type ServedHttp, startHttp } from './start-http';
import type { StoredToken } from './tokens/token';
import { openAudit } from './wishes/audit';
import { Budgets } from './wishes/budgets';
import { createLocalDesk } from './wishes/local-desk';
import { createPlanWish } from './wishes/plan-wish';

export interface LocalDeps extends Pick<HttpDeps, 'listen' | 'locale' | 'clock' | 'log'> {
  folder: string;
  program: Program;
  tokens: () => readonly StoredToken[];
  secrets: Secrets;
  config: Pick<Config, 'workspaces' | 'hooks'>;
}

/** Time between two looks for what is left to do of incidents (ms). */
const lookMs = 5_000;

const gaugesOf = (program: Program): readonly Gauge[] => [
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
];

/** Serves a program that acts for all its workspaces in this process, over HTTP. Rejects as `startHttp` does. */
export const startLocal = async ({ folder, program, secrets, config, ...deps }: LocalDeps): Promise<ServedHttp> => {
  const { clock, log } = deps;
  const kept = openIncidents(folder, clock.now());
  if (kept.aside !== null) log.error('incidents-damaged', { file: kept.aside });
  const incidents = new Incidents({
    store: kept.store,
    engine: incidentEngine(program.engine),
    clock,
    locale: (id) => program.askerOf(id).locale,
  });
  const audit = openAudit(folder, clock.now());
  const budgets = new Budgets(
    clock,
    audit.recent.flatMap(({ at, token, does, paid = 0 }) =>
      does === 'buzz' || does === 'adopt' || (does === 'continue' && paid > 0) ? [{ at, token, paid }] : [],
    ),
  );
  const http = await startHttp({
    ...deps,
    workspaces: program.workspaces,
    hooks: config.hooks,
    hookSecret: ({ hmac }) => hmac && secrets.read(hmac.secret),
    askerOf: program.askerOf,
    zoneOf: program.zoneOf,
    desk: createLocalDesk({ program, plan: createPlanWish(program), audit, budgets, incidents, clock }),
    budgets,
    news: program.news,
    onBoards: (tell) => program.news.board.subscribe(tell),
    watch: (ids) => program.engine.watch(...ids),
    tokens: async () => deps.tokens(),
    gauges: [...gaugesOf(program), incidentsGauge(() => [{ value: kept.count() }])],
    hindrance: async () => (config.workspaces.some(({ secret }) => secrets.read(secret) === null) ? 'secret' : null),
  });
  const keepLooking = async () => {
    for (let looks = 0; ; looks += 1, await clock.sleep(lookMs)) {
      for (const { id } of program.workspaces) {
        if (looks % 720 === 0) await incidents.forget(id);
        await incidents.look(id);
      }
    }
  };
  let open = true;
  const look = (): Promise<void> =>
    keepLooking().catch(async (error: unknown) => {
      if (!open) return;
      log.error('incidents-failed', error);
      await clock.sleep(lookMs);
      return look();
    });
  void look();
  return {
    ...http,
    close: async () => {
      await http.close();
      open = false;
      kept.close();
      audit.close();
    },
  };
};
