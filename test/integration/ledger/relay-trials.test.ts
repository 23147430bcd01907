import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/relay/postgres/database';
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

// Relays that are killed and frozen, and a database that goes away, judged by the log of the Feishu that all of them call.
// `npm run soak -- relay <runs> <first seed>` does it for as many seeds as one likes.

const runs = Number(process.env.BUZZ_CRASH_RUNS ?? 1);
const first = Number(process.env.BUZZ_CRASH_FIRST ?? 1);
const seeds = Array.from({ length: runs }, (_, at) => first + at);
const longMs = 300_000;

/** Time for which relays are killed in one run (ms), while rungs come due. */
const stormMs = 12_000;

/** What Feishu saw, and what is to be the same in all runs. */
interface Seen {
  twice: ReturnType<typeof twiceIn>;
  paid: number;
  pending: number;
}
const nothingTwice = { paid: [], messages: [] };

const judge = async (trial: Trial, before = 0): Promise<Seen> => {
  const boards = await trial.ended();
  const calls = (await trial.practice.remote.calls()).slice(before);
  const people = boards.flatMap((board) => board.people);
  const pending = people.filter(({ outcome }) => outcome === 'pending').length;
  return { twice: twiceIn(calls), paid: paidIn(calls).length, pending };
};

/** Kills one of three relays every other second, and starts another one in its place. */
const killed = async (serve: ReturnType<typeof servedRelays>, url: string, seed: number): Promise<Seen> => {
  const random = seeded(seed);
  const trial = await openTrial(serve, url, { workspaces: 2, processes: 3 });
  try {
    const wishes = [0, 1, 0, 1].map((workspace, at) => trial.wish(workspace, `seed ${seed} buzz ${at}`));
    for (const end = performance.now() + stormMs; performance.now() < end; ) {
      await pause(300 + random() * 2_500);
      const at = Math.floor(random() * trial.processes.length);
      trial.processes[at]?.child.kill('SIGKILL');
      await trial.processes[at]?.ended;
      trial.processes[at] = trial.start();
    }
    await Promise.all(wishes);
    return await judge(trial);
  } finally {
    await trial.close();
  }
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

/** Ends the database as a crash would, starts it again, and lets it take no writes for a while. */
const withoutDatabase = async (serve: ReturnType<typeof servedRelays>, seed: number): Promise<Seen> => {
  const random = seeded(seed + 1_000_000);
  const folder = postgresFolder();
  const server = postgresIn(folder);
  await server.start();
  const trial = await openTrial(serve, server.url('postgres'));
  try {
    const wishes = [trial.wish(0, `seed ${seed} one`), trial.wish(0, `seed ${seed} two`)];
    await pause(random() * 4_000);
    await server.stop('SIGQUIT');
    await pause(1_000);
    await server.start();
    await pause(2_000 + random() * 3_000);
    await readOnly(server, true);
    await pause(2_000);
    await readOnly(server, false);
    await Promise.all(wishes);
    return await judge(trial);
  } finally {
    await trial.close();
    await server.stop();
    removeFolder(folder);
  }
};

describe.runIf(hasPostgres())('relays in trouble', () => {
  const fenced = servedRelays([shortLadders, ...waitingAtCall], 'all');
  const open = servedRelays([shortLadders, ...waitingAtCall, ...withoutFence], 'all');
  const databases = { killed: testDatabase(), fenced: testDatabase(), open: testDatabase() };

  const trials = {
    killed: (seed: number) => killed(fenced, databases.killed.url, seed),
    withoutDatabase: (seed: number) => withoutDatabase(fenced, seed),
    fenced: () =>
      frozen(fenced, databases.fenced.url, async (trial, thawed) => {
        const text = (await trial.metrics(thawed)) ?? '';
        return /feishu_buzz_claims_lost [1-9]/.test(text) && /feishu_buzz_shifts_held 0/.test(text);
      }),
    open: () =>
      frozen(open, databases.open.url, async ({ practice }) => twiceIn(await practice.remote.calls()).paid.length > 0),
  };
  /** One run of each goes side by side, as most of its time is waiting for leases to end. Many take turns. */
  const begun = new Map<string, Promise<Seen>>();
  const of = (name: keyof typeof trials, seed = first): Promise<Seen> =>
    (seed === first && begun.get(name)) || trials[name](seed);
  beforeAll(() => {
    for (const name of Object.keys(trials) as (keyof typeof trials)[]) {
      const run = trials[name](first);
      run.catch(() => undefined);
      begun.set(name, run);
    }
  });

  it.each(seeds)(
    'that are killed again and again call no person twice, and end every ladder: seed %i',
    async (seed) => {
      const seen = await of('killed', seed);
      expect(seen).toMatchObject({ twice: nothingTwice, pending: 0 });
      expect(seen.paid).toBeGreaterThan(0);
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

  it.each(seeds)(
    'whose database dies, comes back and takes no writes for a while call no person twice: seed %i',
    async (seed) => {
      const seen = await of('withoutDatabase', seed);
      expect(seen).toMatchObject({ twice: nothingTwice, pending: 0 });
      expect(seen.paid).toBeGreaterThan(0);
    },
    longMs,
  );
});

/** Makes every new transaction of a server read-only, or writable again, as one that is about to hand over does. */
const readOnly = async (server: PostgresServer, on: boolean): Promise<void> => {
  const db = openDatabase(server.url('postgres'), () => undefined, 1);
  try {
    await db.query('SET default_transaction_read_only = off');
    await db.query(`ALTER SYSTEM SET default_transaction_read_only = ${on ? 'on' : 'off'}`);
    await db.query('SELECT pg_reload_conf()');
  } finally {
    await db.close();
  }
};
