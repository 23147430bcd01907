import { setTimeout as pause } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { WorkspaceId } from '../../contract/model/ids';
import { type Database, patience, type Tx } from '../postgres/database';
import { jobsSchema } from '../postgres/schema';
import { afterFailureMs, type Claim, type ShiftEnd, type Shifts, type Work } from './shifts';

const queue = 'shift';

/** Lease of a claim (s): without a sign of life for so long it goes to another process. The least that pg-boss takes. */
const leaseSeconds = 10;
/** Time between two signs of life, and between two looks for shifts that are due, where no other is given (ms). */
const usualBeatMs = 3_000;
const usualLookMs = 500;
/** Time after which a shift ends at a quiet moment (ms): pg-boss would take it for lost after a day. */
const ripeMs = 12 * 3_600_000;

const Affected = z.object({ affected: z.number() });

export interface BossShiftsParts {
  url: string;
  db: Database;
  now: () => number;
  /** Something failed that is tried again by itself. */
  onFailure: (what: string, error: unknown) => void;
  /** A claim was lost to another process. */
  onLost?: (claim: Claim) => void;
  /** Time between two looks for shifts that are due, and between two signs of life (ms). */
  lookMs?: number;
  beatMs?: number;
}

const bossFor = (url: string, migrate: boolean): PgBoss =>
  new PgBoss({
    connectionString: url,
    ...patience,
    schema: jobsSchema,
    application_name: 'feishu-buzz-shifts',
    max: 3,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    queueCacheIntervalSeconds: 5,
    schedule: false,
    supervise: !migrate,
    migrate,
    createSchema: migrate,
  });

/** Makes or updates the tables of pg-boss, and the queue. By one process at a time, with the relay's own tables. */
export const migrateShifts = async (url: string, onFailure: (error: Error) => void): Promise<void> => {
  const boss = bossFor(url, true);
  boss.on('error', onFailure);
  await boss.start();
  try {
    if (await boss.getQueue(queue)) return;
    await boss.createQueue(queue, {
      policy: 'singleton',
      heartbeatSeconds: leaseSeconds,
      retryLimit: 1_000_000,
      retryDelay: 0,
      expireInSeconds: 86_000,
      retentionSeconds: 400 * 86_400,
      deleteAfterSeconds: 3_600,
    });
  } finally {
    await boss.stop({ graceful: false });
  }
};

const nameOf = ({ id, attempt }: Claim['token']): string => `${id} ${attempt}`;

/** pg-boss in a transaction of the caller. */
const within = (tx: Tx) => ({
  db: { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await tx.query(text, values) }) },
});

/** One who wishes and one whose shift ends see each other: both take this lock until their transaction ends. */
const lock = (tx: Tx, id: WorkspaceId): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7490))', [id]);

/** One job for each workspace that has something to do. pg-boss never runs our steps: it hands out the right to run them. */
class BossShifts implements Shifts {
  readonly #boss: PgBoss;
  readonly #parts: BossShiftsParts;

  constructor(boss: PgBoss, parts: BossShiftsParts) {
    this.#boss = boss;
    this.#parts = parts;
  }

  async wake(tx: Tx, id: WorkspaceId, at: number): Promise<void> {
    await lock(tx, id);
    const due = new Date(Math.max(0, Math.floor(at)));
    const waiting = await this.#boss.findJobs(queue, { key: id, queued: true, ...within(tx) });
    if (waiting.some(({ startAfter }) => startAfter.getTime() <= due.getTime())) return;
    await this.#boss.upsert(queue, {}, { singletonKey: id, startAfter: due, ...within(tx) });
  }

  async holds(tx: Tx, { token, lost }: Claim): Promise<boolean> {
    if (lost.aborted) return false;
    return this.#touch(token, tx);
  }

  async withoutShift(ids: readonly WorkspaceId[]): Promise<readonly WorkspaceId[]> {
    const found = await Promise.all(
      ids.map(async (id) => {
        const jobs = await this.#boss.findJobs(queue, { key: id });
        return jobs.some(({ state }) => state === 'created' || state === 'retry' || state === 'active') ? [] : [id];
      }),
    );
    return found.flat();
  }

  serve(work: Work, most: number): { readonly held: number; close(): Promise<void> } {
    // By job and attempt: a process may be given anew what it has just lost.
    const held = new Map<string, { claim: Claim; lose: () => void; end: () => void; beatAt: number }>();
    const running = new Set<Promise<void>>();
    const closing = new AbortController();
    const { lookMs = usualLookMs, beatMs = usualBeatMs, onFailure } = this.#parts;
    const over = new AbortController();
    const begin = (job: { id: string; retryCount: number; singletonKey?: string | null }): void => {
      const token = { id: job.id, attempt: job.retryCount };
      const lost = new AbortController();
      const ripe = new AbortController();
      const timer = setTimeout(() => ripe.abort(), ripeMs);
      const end = () => ripe.abort();
      if (closing.signal.aborted) end();
      const lose = () => {
        if (lost.signal.aborted) return;
        lost.abort();
        this.#parts.onLost?.(claim);
      };
      const claim: Claim = {
        workspaceId: WorkspaceId.parse(job.singletonKey),
        token,
        lost: lost.signal,
        ripe: ripe.signal,
        giveUp: lose,
      };
      // The database has given it to this one: an older attempt that is still here has lost it.
      for (const other of held.values()) if (other.claim.token.id === token.id) other.lose();
      held.set(nameOf(token), { claim, lose, end, beatAt: performance.now() });
      const run = this.#run(claim, work).finally(() => {
        clearTimeout(timer);
        held.delete(nameOf(token));
        running.delete(run);
      });
      running.add(run);
    };
    const look = async (): Promise<void> => {
      while (!closing.signal.aborted) {
        const free = most - held.size;
        const jobs =
          free > 0 ? await this.#boss.fetch(queue, { batchSize: free, includeMetadata: true }).catch(failed) : [];
        for (const job of jobs ?? []) begin(job);
        await pause(lookMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    };
    const beat = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await Promise.all(
          [...held.values()].map(async (each) => {
            const now = performance.now();
            const stands = await this.#touch(each.claim.token).catch((error: unknown) => {
              onFailure('beat', error);
              // While the database is away the lease goes on: past it, another process may have it.
              return now - each.beatAt < leaseSeconds * 1000 ? null : false;
            });
            if (stands) each.beatAt = now;
            else if (stands === false && held.has(nameOf(each.claim.token))) each.lose();
          }),
        );
        await pause(beatMs, undefined, { signal: over.signal }).catch(() => undefined);
      }
    };
    const failed = (error: unknown): null => {
      onFailure('look', error);
      return null;
    };
    const looking = look();
    const beating = beat();
    return {
      get held() {
        return held.size;
      },
      close: async () => {
        closing.abort();
        for (const { end } of held.values()) end();
        await looking;
        await Promise.all(running);
        over.abort();
        await beating;
      },
    };
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  async #run(claim: Claim, work: Work): Promise<void> {
    const { db, now, onFailure } = this.#parts;
    let end: ShiftEnd;
    try {
      end = await work(claim);
    } catch (error) {
      onFailure('shift', error);
      end = async () => now() + afterFailureMs;
    }
    while (!claim.lost.aborted) {
      try {
        await db.transaction(async (tx) => {
          await lock(tx, claim.workspaceId);
          if (!(await this.#complete(claim, tx))) return;
          const at = await end(tx);
          if (at !== null) await this.wake(tx, claim.workspaceId, at);
        });
        return;
      } catch (error) {
        onFailure('end', error);
        await pause(1_000, undefined, { signal: claim.lost }).catch(() => undefined);
      }
    }
  }

  async #touch({ id, attempt }: Claim['token'], tx?: Tx): Promise<boolean> {
    const answer = await this.#boss.touch(queue, { id, retryCount: attempt }, tx ? within(tx) : {});
    return Affected.parse(answer).affected === 1;
  }

  async #complete({ token }: Claim, tx: Tx): Promise<boolean> {
    const { id, attempt: retryCount } = token;
    return Affected.parse(await this.#boss.complete(queue, { id, retryCount }, null, within(tx))).affected === 1;
  }
}

/** Opens the shifts of a database whose tables are there (`migrateShifts`). */
export const openBossShifts = async (parts: BossShiftsParts): Promise<Shifts> => {
  const boss = bossFor(parts.url, false);
  boss.on('error', (error) => parts.onFailure('jobs', error));
  await boss.start();
  return new BossShifts(boss, parts);
};
