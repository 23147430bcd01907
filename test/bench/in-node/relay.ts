import { randomBytes } from 'node:crypto';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Ledger } from '../../../electron/core/buzz/record/ledger';
import { type Database, openDatabase } from '../../../electron/relay/postgres/database';
import { openPgLedger } from '../../../electron/relay/postgres/pg-ledger';
import { migrate } from '../../../electron/relay/postgres/schema';
import { migrateShifts, openBossShifts } from '../../../electron/relay/shifts/boss-shifts';
import type { Claim, Shifts, Work } from '../../../electron/relay/shifts/shifts';
import { until } from '../../support/clock/until';
import { findPostgres, postgresFolder, postgresIn, removeFolder } from '../../support/postgres/postgres-server';
import { workspaceId } from '../../support/samples';
import { armedShifts } from './armed-shifts';
import { fanOut } from './fan-out';
import { quantile } from './quantile';

/** Goal for a fan-out through the relay, as a multiple of the desktop's own in the same run. */
const fanOutGoal = 1.1;
const hourMs = 3_600_000;
/** Longest wait for a state of this measurement (ms). */
const longMs = 600_000;

const nothing = () => undefined;
const median = (values: readonly number[]): number => quantile(values, 0.5);
const openShifts = (url: string, db: Database, parts: { beatMs?: number } = {}): Promise<Shifts> =>
  openBossShifts({ url, db, now: Date.now, onFailure: nothing, ...parts });

/** Holds the shift of a workspace while work is done, and gives its claim to it. */
const during = async <T>(shifts: Shifts, db: Database, id: WorkspaceId, work: (claim: Claim) => Promise<T>) => {
  await db.transaction((tx) => shifts.wake(tx, id, Date.now()));
  let settle: (value: T) => void = nothing;
  let fail: (error: unknown) => void = nothing;
  const done = new Promise<T>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  const serving = shifts.serve(async (claim) => {
    await work(claim).then(settle, fail);
    return async () => null;
  }, 1);
  try {
    return await done;
  } finally {
    await serving.close();
  }
};

/** A fan-out on the relay's ledger, under a claim that each commit checks. */
const throughRelay = async (url: string, people: number) => {
  const db = openDatabase(url, nothing, 20);
  const shifts = await openShifts(url, db);
  let commits = 0;
  const counted: Database = {
    ...db,
    transaction: (work) => {
      commits += 1;
      return db.transaction(work);
    },
  };
  try {
    const ran = await during(shifts, db, workspaceId, async (claim) => {
      const holds: Parameters<typeof openPgLedger>[0]['holds'] = (tx) => shifts.holds(tx, claim);
      const now = Date.now();
      const ledger = await openPgLedger({ db: counted, workspaceId, holds, giveUp: claim.giveUp, now });
      const fan = await fanOut(people, ledger);
      ledger.close();
      return fan;
    });
    return { ...ran, commits };
  } finally {
    await shifts.close();
    await db.close();
  }
};

/** Shifts a second, all of them due at once: taken, ended, and left with a look in an hour. */
const shiftsPerSecond = async (url: string, workspaces: number): Promise<number> => {
  const db = openDatabase(url, nothing, 20);
  const shifts = await openShifts(url, db);
  const ids = Array.from({ length: workspaces }, (_, at) => WorkspaceId.parse(`ws_many${at}`));
  for (let at = 0; at < ids.length; at += 100) {
    await db.transaction(async (tx) => {
      for (const id of ids.slice(at, at + 100)) await shifts.wake(tx, id, Date.now() + 1);
    });
  }
  let ended = 0;
  const work: Work = async () => async () => {
    ended += 1;
    return Date.now() + hourMs;
  };
  const begun = performance.now();
  const serving = shifts.serve(work, 200);
  await until('all shifts have ended', () => ended >= workspaces, longMs);
  const ms = performance.now() - begun;
  await serving.close();
  await shifts.close();
  await db.close();
  return Math.round(workspaces / (ms / 1_000));
};

/** Times (ms) from the last sign of life of a process until another one has its shift. */
const failovers = async (url: string, runs: number): Promise<readonly number[]> => {
  const db = openDatabase(url, nothing, 20);
  // A process that takes shifts and gives no sign of life, as one that has died.
  const dead = await openShifts(url, db, { beatMs: longMs });
  const alive = await openShifts(url, db);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const id = WorkspaceId.parse(`ws_failover${run}${randomBytes(3).toString('hex')}`);
    await db.transaction((tx) => dead.wake(tx, id, Date.now()));
    let taken = 0;
    let end: () => void = nothing;
    const dying = dead.serve(async ({ workspaceId: mine }) => {
      if (mine === id) taken = performance.now();
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return async () => null;
    }, 1);
    await until('the first has it', () => taken > 0, longMs);
    let again = 0;
    const serving = alive.serve(async ({ workspaceId: mine }) => {
      if (mine === id) again = performance.now();
      return async () => null;
    }, 10);
    await until('another one has it', () => again > 0, longMs);
    times.push(Math.round(again - taken));
    end();
    await Promise.all([dying.close(), serving.close()]);
  }
  for (const each of [dead, alive]) await each.close();
  await db.close();
  return times;
};

/**
 * Measures the relay on a PostgreSQL of its own that syncs what it commits: a fan-out against the desktop's own, side by side in
 * one run; shifts; and the time until the work of a dead process goes on. null: there is no PostgreSQL here.
 */
export const relay = async (ledgerIn: (name: string) => Ledger, say: (what: string) => void) => {
  if (findPostgres() === null) return null;
  const folder = postgresFolder();
  const server = postgresIn(folder);
  await server.start();
  try {
    const url = server.url('postgres');
    const db = openDatabase(url, nothing, 2);
    await migrate(db);
    await migrateShifts(url, nothing);
    await db.close();
    const people = 200;
    const desktop: number[] = [];
    const relayed: number[] = [];
    const commits: number[] = [];
    say('warming up');
    await throughRelay(url, 50);
    for (let run = 1; run <= 3; run += 1) {
      say(`buzzing ${people} people from a desktop and through a relay, ${run} of 3`);
      const ledger = ledgerIn(`relay-desktop-${run}`);
      desktop.push((await fanOut(people, ledger)).ms);
      ledger.close();
      const ran = await throughRelay(url, people);
      relayed.push(ran.ms);
      commits.push(ran.commits);
    }
    const ratio = Math.round((median(relayed) / median(desktop)) * 1_000) / 1_000;
    const workspaces = 10_000;
    say(`shifts of ${workspaces} workspaces`);
    const perSecond = await shiftsPerSecond(url, workspaces);
    say(`looking at ${workspaces} armed ladders`);
    const armedDb = openDatabase(url, nothing, 20);
    const armedWays = await openShifts(url, armedDb);
    const armed = await armedShifts(armedDb, armedWays, workspaces);
    await armedWays.close();
    await armedDb.close();
    say('failover');
    const times = await failovers(url, 3);
    return {
      fanOut: { people, desktopMs: median(desktop), relayMs: median(relayed), ratio, goal: fanOutGoal },
      commitsPerPerson: Math.round((median(commits) / people) * 100) / 100,
      shifts: { workspaces, perSecond },
      armed,
      failoverMs: { median: median(times), longest: quantile(times, 1) },
    };
  } finally {
    await server.stop();
    removeFolder(folder);
  }
};
