import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../support/clock/seeded';
import { until } from '../../support/clock/until';
import { type PostgresServer, postgresFolder, postgresIn, removeFolder } from '../../support/postgres/postgres-server';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import {
  openTrial,
  paidIn,
  shortLadders,
  type Trial,
  twiceIn,
  waitingAtCall,
  withoutFence,
} from '../../support/relay/relay-trial';
import { type ServedRelay, servedRelays } from '../../support/relay/served-relay';
import { storm } from '../../support/relay/storm';

// Relays that are killed, frozen and cut off, and a database that goes away, judged by the log of the Feishu that all of them
// call. `npm run soak -- relay <troubles> <first seed>` brings as many troubles as one likes.

const runs = Number(process.env.BUZZ_CRASH_RUNS ?? 1);
const first = Number(process.env.BUZZ_CRASH_FIRST ?? 1);
const seeds = Array.from({ length: runs }, (_, at) => first + at);
const longMs = 300_000;

/** Troubles in one run. `build/soak.mjs` counts with it. */
const troubles = 20;

/** What Feishu saw, and what is to be the same in all runs. */
interface Seen {
  twice: ReturnType<typeof twiceIn>;
  paid: number;
  pending: number;
  unknown: number;
  /** What became of each rung, and why. */
  rungs: readonly string[];
}
const nothingTwice = { paid: [], messages: [] };

const judge = async (trial: Trial): Promise<Seen> => {
  const boards = await trial.ended();
  const calls = await trial.practice.remote.calls();
  const outcomes = boards.flatMap((board) => board.people).map(({ outcome }) => outcome);
  const count = (which: string) => outcomes.filter((outcome) => outcome === which).length;
  const rungs = boards.flatMap(({ ladder }) =>
    (ladder?.rungs ?? []).map(({ via, state, problem }) => `${via} ${state} ${problem?.advice ?? ''}`),
  );
  return {
    twice: twiceIn(calls),
    paid: paidIn(calls).length,
    pending: count('pending'),
    unknown: count('unknown'),
    rungs,
  };
};

/** Freezes a process that is about to call until another one has made the call, and lets it go on. */
const frozen = async (
  serve: ReturnType<typeof servedRelays>,
  url: string,
  isOver: (trial: Trial, thawed: ServedRelay) => Promise<boolean>,
): Promise<Seen> => {
  // One rung, soon: the lease alone is to be waited for.
  const trial = await openTrial(serve, url, { rungs: [{ afterMinutes: 0.02, channel: 'phone' }], freezes: true });
  try {
    // The process that is frozen may owe it its answer.
    const wish = trial.wish(0, 'frozen');
    const caller = await trial.freeze();
    const calledByOther = async () => paidIn(await trial.practice.remote.calls()).length > 0;
    await until('the call of another process', calledByOther, longMs);
    caller.child.kill('SIGCONT');
    await until('the end of what the thawed process does', () => isOver(trial, caller), longMs);
    await wish;
    return await judge(trial);
  } finally {
    await trial.close();
  }
};

/** Loses the answer of Feishu to every call that is paid for. */
const unanswered = async (serve: ReturnType<typeof servedRelays>, url: string): Promise<Seen & { lost: number }> => {
  const trial = await openTrial(serve, url, { rungs: [{ afterMinutes: 0.02, channel: 'phone' }] });
  try {
    trial.networks.feishu.loseAnswers('/urgent_phone', 100);
    await trial.wish(0, 'unanswered');
    return { ...(await judge(trial)), lost: trial.networks.feishu.lost };
  } finally {
    await trial.close();
  }
};

describe.runIf(hasPostgres())('relays in trouble', () => {
  const fenced = servedRelays([shortLadders, ...waitingAtCall], 'all');
  const open = servedRelays([shortLadders, ...waitingAtCall, ...withoutFence], 'all');
  const databases = { fenced: testDatabase(), open: testDatabase(), unanswered: testDatabase() };

  /** One of each goes side by side, as most of their time is waiting for leases to end. */
  const begun = {
    fenced: () =>
      frozen(fenced, databases.fenced.url, async (trial, thawed) => {
        const text = (await trial.metrics(thawed)) ?? '';
        return /feishu_buzz_claims_lost [1-9]/.test(text) && /feishu_buzz_shifts_held 0/.test(text);
      }),
    open: () =>
      frozen(open, databases.open.url, async ({ practice }) => twiceIn(await practice.remote.calls()).paid.length > 0),
    unanswered: () => unanswered(fenced, databases.unanswered.url),
  };
  const seen = new Map<string, Promise<unknown>>();
  const of = <Name extends keyof typeof begun>(name: Name) => seen.get(name) as ReturnType<(typeof begun)[Name]>;

  /** The relays that go through all storms, on a server of their own. */
  let folder = '';
  let server: PostgresServer;
  let trial: Trial;
  beforeAll(async () => {
    for (const name of Object.keys(begun) as (keyof typeof begun)[]) {
      const run = begun[name]();
      run.catch(() => undefined);
      seen.set(name, run);
    }
    folder = postgresFolder();
    server = postgresIn(folder);
    await server.start();
    trial = await openTrial(fenced, server.url('postgres'), { workspaces: 2, processes: 3 });
  }, longMs);
  afterAll(async () => {
    await trial?.close();
    await server?.stop();
    removeFolder(folder);
  }, longMs);

  it.each(seeds)(
    'call no person twice, leave none without an outcome, and end every ladder: storm %i',
    async (seed) => {
      const random = seeded(seed);
      await trial.practice.remote.forget();
      const wishes = [0, 1, 0, 1].map(async (workspace, at) => {
        await pause(at * 4_000);
        return trial.wish(workspace, `seed ${seed} buzz ${at}`);
      });
      await storm(trial, server, random, troubles);
      await Promise.all(wishes);
      const { twice, pending, paid, rungs } = await judge(trial);
      expect({ twice, pending }).toEqual({ twice: nothingTwice, pending: 0 });
      expect(paid, rungs.join(', ')).toBeGreaterThan(0);
    },
    longMs,
  );

  it(
    'each act alone after all of that',
    async () => {
      const [survivor, ...others] = trial.processes;
      for (const { child } of others) child.kill('SIGKILL');
      await Promise.all(others.map(({ ended }) => ended));
      trial.processes.splice(1);
      await trial.wish(0, 'alone');
      expect(await judge(trial)).toMatchObject({ twice: nothingTwice, pending: 0 });
      expect(survivor?.child.exitCode).toBeNull();
    },
    longMs,
  );

  it(
    'that were frozen for longer than their lease call no person twice, and would without the fence',
    async () => {
      const [withIt, withoutIt] = await Promise.all([of('fenced'), of('open')]);
      expect(withIt).toMatchObject({ twice: nothingTwice, pending: 0 });
      expect(withIt.paid).toBeGreaterThan(0);
      expect(withoutIt.twice.paid).not.toEqual([]);
    },
    longMs,
  );

  it(
    'that hear no answer to a call leave it at that, and say that they do not know',
    async () => {
      expect(await of('unanswered')).toMatchObject({ twice: nothingTwice, paid: 2, pending: 0, unknown: 2, lost: 2 });
    },
    longMs,
  );
});
