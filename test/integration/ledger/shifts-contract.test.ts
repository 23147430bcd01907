import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import { type Database, openDatabase } from '../../../electron/relay/postgres/database';
import { jobsSchema } from '../../../electron/relay/postgres/schema';
import { migrateShifts, openBossShifts } from '../../../electron/relay/shifts/boss-shifts';
import type { Claim, Shifts, Work } from '../../../electron/relay/shifts/shifts';
import { until } from '../../support/clock/until';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { MemoryShifts } from '../../support/relay/memory-shifts';

// What a relay relies on, whatever hands out shifts: a double in memory, pg-boss.

interface Subject {
  /** As a process has them; several of one subject are processes that share a database. */
  open(): Promise<Shifts>;
  db: Pick<Database, 'transaction'>;
  /** Ends the lease of a claim, as if its process had frozen. */
  takeAway(claim: Claim): Promise<void>;
  close(): Promise<void>;
}

const memory = (): Subject => {
  const shifts = new MemoryShifts(Date.now);
  return {
    open: async () => shifts,
    db: { transaction: (work) => work({ query: async () => [] }) },
    takeAway: async (claim) => shifts.takeAway(claim),
    close: async () => undefined,
  };
};

const failures: unknown[] = [];
const postgres = (url: string): Subject => {
  const db = openDatabase(url, () => undefined);
  const open: Shifts[] = [];
  return {
    open: async () => {
      const onFailure = (what: string, error: unknown) => void failures.push([what, error]);
      const shifts = await openBossShifts({ url, db, now: Date.now, onFailure, lookMs: 20, beatMs: 20 });
      open.push(shifts);
      return shifts;
    },
    db,
    takeAway: async ({ token }) => {
      // What pg-boss's monitor does when a heartbeat is missed.
      await db.query(
        `UPDATE ${jobsSchema}.job SET state = 'retry', retry_count = retry_count + 1, start_after = now() WHERE id = $1`,
        [token.id],
      );
    },
    close: async () => {
      for (const each of open) await each.close();
      await db.close();
    },
  };
};

const database = hasPostgres() ? testDatabase() : null;
beforeAll(async () => {
  if (database) await migrateShifts(database.url, () => undefined);
});

let numbers = 0;

describe.each([
  { kind: 'memory', create: () => memory() },
  ...(database ? [{ kind: 'pg-boss', create: () => postgres(database.url) }] : []),
])('shifts: $kind', ({ create }) => {
  let subject: Subject;
  let company: WorkspaceId;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(() => {
    subject = create();
    numbers += 1;
    company = WorkspaceId.parse(`ws_company${numbers}`);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await subject.close();
    expect(failures.splice(0)).toEqual([]);
  });

  const process = async () => {
    const shifts = await subject.open();
    return {
      shifts,
      wake: (at: number, id = company) => subject.db.transaction((tx) => shifts.wake(tx, id, at)),
      holds: (claim: Claim) => subject.db.transaction((tx) => shifts.holds(tx, claim)),
      serve: (work: Work, most = 5) => closing.push(shifts.serve(work, most).close),
    };
  };
  /** A shift that lasts until it is ended, and leaves a time behind. */
  const held = (): { work: Work; claims: Claim[]; end: (at: number | null) => void } => {
    const claims: Claim[] = [];
    const ends: ((at: number | null) => void)[] = [];
    return {
      claims,
      work: (claim) => {
        claims.push(claim);
        return new Promise((resolve) => {
          ends.push((at) => resolve(async () => at));
          claim.ripe.addEventListener('abort', () => resolve(async () => null));
        });
      },
      end: (at) => ends.shift()?.(at),
    };
  };
  const soon = (claims: readonly Claim[], count: number) =>
    until(`${count} shifts`, () => (claims.length >= count ? true : null));

  it('gives a workspace that was woken to one process alone, whose claim stands until the end of the shift', async () => {
    const [one, two] = [await process(), await process()];
    const shift = held();
    one.serve(shift.work);
    two.serve(shift.work);
    await one.wake(Date.now());
    await soon(shift.claims, 1);
    const [claim] = shift.claims;
    expect(claim?.workspaceId).toBe(company);
    expect(await two.holds(claim!)).toBe(true);
    // A wish while the shift is on makes no second one beside it, but one after it.
    await two.wake(Date.now());
    const other = WorkspaceId.parse(`${company}b`);
    await one.wake(Date.now(), other);
    await soon(shift.claims, 2);
    expect(shift.claims.map(({ workspaceId }) => workspaceId)).toEqual([company, other]);
    shift.end(null);
    await soon(shift.claims, 3);
    expect(shift.claims[2]?.workspaceId).toBe(company);
    expect(await one.holds(claim!)).toBe(false);
    expect(await one.holds(shift.claims[2]!)).toBe(true);
  });

  it('looks again at the time that a shift leaves behind, or earlier when it is woken, and never without reason', async () => {
    const one = await process();
    const shift = held();
    one.serve(shift.work);
    await one.wake(0);
    await soon(shift.claims, 1);
    shift.end(Date.now() + 3_600_000);
    await until('the end', async () => !(await one.holds(shift.claims[0]!)));
    expect(await one.shifts.withoutShift([company])).toEqual([]);
    // Later than what is due changes nothing; earlier does.
    await one.wake(Date.now() + 7_200_000);
    expect(shift.claims).toHaveLength(1);
    await one.wake(Date.now());
    await soon(shift.claims, 2);
    shift.end(null);
    await until('the end', async () => (await one.shifts.withoutShift([company])).length === 1);
    expect(shift.claims).toHaveLength(2);
  });

  it('takes the claim from a process that shows no life, gives it to another, and lets the first one know', async () => {
    const [one, two] = [await process(), await process()];
    const first = held();
    one.serve(first.work);
    await one.wake(0);
    await soon(first.claims, 1);
    const [claim] = first.claims;
    const second = held();
    two.serve(second.work);
    await subject.takeAway(claim!);
    await until('the other one', () => (first.claims.length + second.claims.length > 1 ? true : null));
    expect(await one.holds(claim!)).toBe(false);
    await until('word of it', () => claim!.lost.aborted);
    const next = [...first.claims.slice(1), ...second.claims];
    expect(await two.holds(next[0]!)).toBe(true);
    // The end of the old shift changes nothing for the new one.
    first.end(null);
    expect(await two.holds(next[0]!)).toBe(true);
  });

  it('keeps a claim that the same process is given anew, and ends the one it had before', async () => {
    const one = await process();
    const shift = held();
    one.serve(shift.work);
    await one.wake(0);
    await soon(shift.claims, 1);
    const [before] = shift.claims;
    await subject.takeAway(before!);
    await soon(shift.claims, 2);
    await until('word of it', () => before!.lost.aborted);
    // The end of the old shift takes nothing from the new one.
    shift.end(null);
    const again = shift.claims[1];
    expect([await one.holds(before!), await one.holds(again!), again?.lost.aborted]).toEqual([false, true, false]);
    shift.end(Date.now() + 3_600_000);
    await until('its own end', async () => !(await one.holds(again!)));
    expect(await one.shifts.withoutShift([company])).toEqual([]);
  });

  it('looks at a workspace again whose shift has failed, not at once', async () => {
    const one = await process();
    let count = 0;
    one.serve(async () => {
      count += 1;
      throw new Error('a bug');
    });
    await one.wake(0);
    await until('the failure', () => count > 0);
    await until('the next look is planned', async () => {
      failures.splice(0);
      return (await one.shifts.withoutShift([company])).length === 0;
    });
    expect(count).toBe(1);
  });

  it('runs no more shifts at once than it was told to', async () => {
    const one = await process();
    const shift = held();
    one.serve(shift.work, 1);
    const other = WorkspaceId.parse(`${company}b`);
    await one.wake(0);
    await one.wake(0, other);
    await soon(shift.claims, 1);
    shift.end(null);
    await soon(shift.claims, 2);
    expect(new Set(shift.claims.map(({ workspaceId }) => workspaceId))).toEqual(new Set([company, other]));
  });

  it('holds many shifts at once without a warning of the runtime, and ends all of them when it closes', async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error) => void warnings.push(warning);
    globalThis.process.on('warning', warned);
    onTestFinished(() => void globalThis.process.off('warning', warned));
    const one = await process();
    const all = Array.from({ length: 12 }, (_, at) => WorkspaceId.parse(`${company}m${at}`));
    const claims: Claim[] = [];
    let ended = 0;
    const serving = one.shifts.serve(async (claim) => {
      claims.push(claim);
      await until('it is ripe', () => claim.ripe.aborted);
      ended += 1;
      return async () => null;
    }, all.length);
    for (const id of all) await one.wake(0, id);
    await soon(claims, all.length);
    expect(serving.held).toBe(all.length);
    await serving.close();
    expect(ended).toBe(all.length);
    expect(warnings).toEqual([]);
  });
});
