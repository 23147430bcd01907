import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/relay/postgres/database';
import { until } from '../../support/clock/until';
import { smallDisk } from '../../support/disk/small-disk';
import { hasPgBouncer, pgBouncer } from '../../support/postgres/pgbouncer';
import { ownUser, postgresFolder, postgresIn, removeFolder } from '../../support/postgres/postgres-server';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { openTrial, paidIn, shortLadders, twiceIn } from '../../support/relay/relay-trial';
import { type Change, servedRelays } from '../../support/relay/served-relay';

// What relays have to live with: a full disk, clocks that are wrong, a pooler, another version beside them. Judged by Feishu.

const longMs = 300_000;
const nothingTwice = { paid: [], messages: [] };

/** Sets the clock of a process by so many hours, and nothing else of it. */
const skewed = (hours: number): Readonly<Record<string, string>> => {
  const by = hours * 3_600_000;
  const code = `const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { given.length === 0 ? super(Real.now() + ${by}) : super(...given); }
      static now() { return Real.now() + ${by}; }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
};

/** A program that is newer by one kind of entry, which it writes with all others. */
const newer: readonly Change[] = [
  {
    file: 'electron/core/buzz/record/entry.ts',
    from: "z.object({ kind: z.literal('restored'), at }),",
    to: "$& z.object({ kind: z.literal('of-a-later-version'), at, more: z.object({}) }),",
  },
  {
    file: 'electron/relay/postgres/pg-ledger.ts',
    from: 'this.#waiting.push({ id, entries, summary, done, failed });',
    to: `const [first] = entries;
      const later = first ? [...entries, { kind: 'of-a-later-version', at: first.at, more: {} }] : entries;
      this.#waiting.push({ id, entries: later, summary, done, failed });`,
  },
];

const judged = async (trial: Awaited<ReturnType<typeof openTrial>>) => {
  const boards = await trial.ended();
  const calls = await trial.practice.remote.calls();
  expect(twiceIn(calls)).toEqual(nothingTwice);
  expect(boards.flatMap(({ people }) => people).filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  return { boards, calls, paid: paidIn(calls) };
};

describe.runIf(hasPostgres())('relays', () => {
  const serve = servedRelays([shortLadders], 'all');
  const serveNewer = servedRelays([shortLadders, ...newer], 'all');
  const skew = testDatabase();
  const versions = testDatabase();

  it.concurrent(
    'call no person for what a full disk did not take, and go on when there is room',
    async (context) => {
      const folder = postgresFolder();
      const data = join(folder, 'data');
      mkdirSync(data);
      const disk = smallDisk(data, 120);
      if (!disk) return context.skip('mounting a small disk takes root on Linux');
      const user = ownUser();
      if (user) chownSync(data, user.uid, user.gid);
      chmodSync(data, 0o700);
      const server = postgresIn(folder);
      await server.start();
      const trial = await openTrial(serve, server.url('postgres'), {
        rungs: [
          { afterMinutes: 0.15, channel: 'sms' },
          { afterMinutes: 0.4, channel: 'phone' },
        ],
      });
      try {
        await trial.wish(0, 'before');
        disk.fill();
        const wish = trial.wish(0, 'while it is full');
        // The first rung comes due meanwhile.
        await pause(12_000);
        disk.free();
        expect(readFileSync(join(folder, 'log'), 'utf8')).toContain('No space left on device');
        // It may have ended itself: it cannot go on without its log.
        if (server.pid() === null) await server.start();
        await wish;
        const { paid } = await judged(trial);
        expect(paid.length).toBeGreaterThan(0);
      } finally {
        await trial.close();
        await server.stop('SIGQUIT');
        disk.remove();
        removeFolder(folder);
      }
    },
    longMs,
  );

  it.concurrent(
    'whose clocks are hours off climb on time, also what another one has begun',
    async () => {
      const rungs = [{ afterMinutes: 0.8, channel: 'sms' }] as const;
      const envOf = (at: number) => skewed(at === 0 ? 5 : -7);
      const trial = await openTrial(serve, skew.url, { rungs: [...rungs], envOf });
      try {
        await trial.wish(0, 'skewed');
        const first = await trial.acting();
        const ahead = /^feishu_buzz_clock_ahead_seconds (-?\d+)/m;
        const [one] = trial.processes;
        expect(Number(ahead.exec((one && (await trial.metrics(one))) ?? '')?.[1]) / 3_600).toBeCloseTo(5, 1);
        await trial.replace(first);
        const { boards, calls } = await judged(trial);
        const [rung] = boards[0]?.ladder?.rungs ?? [];
        expect(rung?.state).toBe('done');
        const called = calls.filter(({ api }) => api === 'urgent_sms').map(({ at }) => at);
        const dueAt = (boards[0]?.createdAt ?? 0) + 0.8 * 60_000;
        expect(Math.min(...called)).toBeGreaterThan(dueAt - 2_000);
        expect(Math.max(...called)).toBeLessThan(dueAt + 120_000);
      } finally {
        await trial.close();
      }
    },
    longMs,
  );

  it.concurrent(
    'work through PgBouncer with transaction pooling, and survive each other there',
    async (context) => {
      if (!hasPgBouncer) return context.skip('there is no PgBouncer here');
      const folder = postgresFolder();
      const server = postgresIn(folder);
      await server.start();
      const bouncer = await pgBouncer(folder);
      const trial = await openTrial(serve, bouncer.url('postgres'));
      try {
        await trial.wish(0, 'pooled');
        await trial.replace(await trial.acting());
        const { paid } = await judged(trial);
        expect(paid.length).toBeGreaterThan(0);
      } finally {
        await trial.close();
        bouncer.close();
        await server.stop();
        removeFolder(folder);
      }
    },
    longMs,
  );

  it.concurrent(
    'of two versions share a database: what the older one does not know it passes over',
    async () => {
      let started = 0;
      const alternating: typeof serve = (args, env) => {
        started += 1;
        return (started % 2 === 0 ? serve : serveNewer)(args, env);
      };
      const trial = await openTrial(alternating, versions.url);
      try {
        await trial.wish(0, 'one');
        await trial.wish(0, 'two');
        // Whoever comes next is of the other version.
        await trial.replace(await trial.acting());
        await judged(trial);
        const db = openDatabase(versions.url, () => undefined, 1);
        try {
          const later = `SELECT count(*) AS count FROM feishu_buzz.entry WHERE body LIKE '%of-a-later-version%'`;
          expect((await db.query<{ count: number }>(later))[0]?.count).toBeGreaterThan(0);
          // A newer `migrate` has been run: the process that runs says so, and no other one of this version starts.
          await db.query('UPDATE feishu_buzz.version SET number = number + 1');
        } finally {
          await db.close();
        }
        const [running] = trial.processes;
        await until('it is not ready', async () => {
          const answer = await fetch(`${await running?.url()}/readyz`);
          return answer.status === 503 && ((await answer.json()) as { reason: string }).reason === 'version';
        });
        await trial.replace(1);
        const late = trial.processes[1];
        expect([await late?.ended, late?.said.err]).toEqual([1, expect.stringContaining('serve migrate')]);
      } finally {
        await trial.close();
      }
    },
    longMs,
  );
});
