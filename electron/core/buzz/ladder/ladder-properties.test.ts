import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { ReadingFeishu } from '../../../../test/support/desk/climbing';
import { crowd, offline } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import type { Channel } from '../../../contract/model/channel';
import type { Ladder } from '../../../contract/model/ladder';
import { rungsOf } from '../../../contract/rules/rungs';

const minute = 60_000;
const most = { callsPerPersonPerHour: 60, callsPerHour: 1000, smsPerMonth: 100_000, phonePerMonth: 100_000 };

const channel = fc.constantFrom<Channel>('app', 'sms', 'phone');
const ladders: fc.Arbitrary<Ladder> = fc
  .record({
    gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), channel), { minLength: 1, maxLength: 5 }),
    times: fc.integer({ min: 0, max: 3 }),
    everyMinutes: fc.integer({ min: 1, max: 60 }),
    graceMinutes: fc.integer({ min: 1, max: 30 }),
    withoutReceipts: fc.constantFrom('hold-paid' as const, 'climb' as const),
  })
  .map(({ gaps, times, everyMinutes, ...rest }) => {
    let after = 0;
    const steps = gaps.map(([gap, via]) => {
      after += gap;
      return { afterMinutes: after, channel: via };
    });
    return aLadder({ ...rest, steps, repeat: { times, everyMinutes } });
  });

/** Times at which each of a few people reads (minutes after the buzz); null: never. */
const readers = fc.array(fc.option(fc.integer({ min: 0, max: 1_500 })), { minLength: 1, maxLength: 4 });
/** The computer sleeps: after so many minutes, for so many. */
const naps = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 300 })), { maxLength: 3 });

const live = async (
  ladder: Ladder,
  reads: readonly (number | null)[],
  sleeps: readonly (readonly [number, number])[],
  deaf = false,
) => {
  const clock = createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  const desk = buzzDesk({ clock, feishu, ladders: [ladder], ceilings: most });
  const plan = await desk.engine.plan(draft(crowd(reads.length), { ladder: ladder.id }));
  const { id, createdAt } = value(await desk.confirm(plan));
  reads.forEach((after, index) => {
    if (after !== null) feishu.reads.set(`ou_p${index + 1}`, createdAt + after * minute);
  });
  await clock.settle();
  if (deaf) feishu.readersFail = offline;
  for (const [after, long] of sleeps) {
    await clock.advance(after * minute);
    clock.jump(long * minute);
    desk.engine.wake();
  }
  await clock.drain();
  return { ...desk, feishu, id, createdAt, board: value(desk.engine.board(id)) };
};

/** The ladder's own calls, as the server saw them: people, time, channel. */
const climbs = (feishu: ReadingFeishu, createdAt: number) =>
  feishu
    .of('buzz')
    .filter(({ at }) => at > createdAt)
    .flatMap(({ at, channel: via, buzzed }) => buzzed.map((person) => ({ at, via, person })));

it('rings no person who has read, none at a wrong time, none twice for a rung, and always ends', async () => {
  await fc.assert(
    fc.asyncProperty(ladders, readers, naps, async (ladder, reads, sleeps) => {
      const { feishu, createdAt, board, engine, clock } = await live(ladder, reads, sleeps);
      const rungs = rungsOf(ladder, { sent: 'app', people: reads.length }).map((rung) => ({
        ...rung,
        due: createdAt + rung.afterMinutes * minute,
      }));
      const used = new Set<string>();
      for (const { at, via, person } of climbs(feishu, createdAt)) {
        expect(feishu.reads.get(person) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at);
        const index = rungs.findLastIndex((rung) => rung.due <= at);
        const rung = rungs[index];
        expect(rung?.channel).toBe(via);
        expect(at - (rung?.due ?? 0)).toBeLessThanOrEqual(ladder.graceMinutes * minute);
        expect(used.has(`${index} ${person}`)).toBe(false);
        used.add(`${index} ${person}`);
      }
      expect(board.ladder?.state).toBe('ended');
      expect(engine.armed).toEqual([]);
      expect(clock.sleeping()).toBe(0);
    }),
    { numRuns: 150, seed: 7 },
  );
}, 60_000);

it('leaves no rung out for a person who has not read, while the computer is awake', async () => {
  await fc.assert(
    fc.asyncProperty(ladders, readers, async (ladder, reads) => {
      const { feishu, createdAt } = await live(ladder, reads, []);
      const seen = climbs(feishu, createdAt);
      for (const [index, after] of reads.entries()) {
        const person = `ou_p${index + 1}`;
        const due = rungsOf(ladder, { sent: 'app', people: reads.length }).filter(
          ({ afterMinutes }) => after === null || afterMinutes < after,
        );
        const times = seen.filter((call) => call.person === person).map(({ at, via }) => [at, via]);
        expect(times).toEqual(due.map((rung) => [createdAt + rung.afterMinutes * minute, rung.channel]));
      }
    }),
    { numRuns: 100, seed: 8 },
  );
}, 60_000);

it('makes no paid call while Feishu cannot say who has read, unless the policy says so', async () => {
  await fc.assert(
    fc.asyncProperty(ladders, readers, naps, async (ladder, reads, sleeps) => {
      const { feishu, createdAt, engine } = await live(
        { ...ladder, withoutReceipts: 'hold-paid' },
        reads,
        sleeps,
        true,
      );
      expect(climbs(feishu, createdAt).filter(({ via }) => via !== 'app')).toEqual([]);
      expect(engine.armed).toEqual([]);
    }),
    { numRuns: 60, seed: 9 },
  );
}, 60_000);

it('pins the chat of a person once at most, of none who has read, and takes each back before it ends', async () => {
  await fc.assert(
    fc.asyncProperty(ladders, readers, naps, fc.nat(4), async (ladder, reads, sleeps, which) => {
      const steps = ladder.steps.map((step, index) =>
        index === which % ladder.steps.length ? { ...step, channel: 'app' as const, reminder: true as const } : step,
      );
      const { feishu, createdAt, engine } = await live({ ...ladder, steps }, reads, sleeps);
      const calls = feishu.of('remind').flatMap(({ at, on, ids }) => ids.map((person) => ({ at, on, person })));
      for (const person of new Set(calls.map((call) => call.person))) {
        const [set, taken, ...more] = calls.filter((call) => call.person === person);
        expect([set?.on, taken?.on, more]).toEqual([true, false, []]);
        expect(feishu.reads.get(person) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(set?.at ?? 0);
        const due = createdAt + (steps[which % steps.length]?.afterMinutes ?? 0) * minute;
        expect((set?.at ?? 0) - due).toBeLessThanOrEqual(ladder.graceMinutes * minute);
      }
      expect([feishu.pinned.size, engine.reminding, engine.armed]).toEqual([0, 0, []]);
      // A reminder rings no one: its rung is not among the calls.
      const times = new Set(climbs(feishu, createdAt).map(({ at }) => at));
      expect(calls.filter(({ at, on }) => on && times.has(at))).toEqual([]);
    }),
    { numRuns: 60, seed: 10 },
  );
}, 60_000);
