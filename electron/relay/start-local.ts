import type { Config } from './config/config';
import type { Secrets } from './config/secrets';
import type { Gauge } from './http/metrics';
import type { Program } from './program/open-program';
import { type HttpDeps, type ServedHttp, startHttp } from './start-http';
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
  config: Pick<Config, 'workspaces'>;
}

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
  const { clock } = deps;
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
    desk: createLocalDesk({ program, plan: createPlanWish(program), audit, budgets, clock }),
    budgets,
    news: program.news,
    onBoards: (tell) => program.news.board.subscribe(tell),
    watch: (ids) => program.engine.watch(...ids),
    tokens: async () => deps.tokens(),
    gauges: gaugesOf(program),
    hindrance: async () => (config.workspaces.some(({ secret }) => secrets.read(secret) === null) ? 'secret' : null),
  });
  return {
    ...http,
    close: async () => {
      await http.close();
      audit.close();
    },
  };
};
