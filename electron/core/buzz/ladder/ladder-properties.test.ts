import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { ReadingFeishu } from '../../../../test/support/desk/climbing';
import { crowd, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup, aLadder } from '../../../../test/support/samples';
import type { Channel } from '../../../contract/model/channel';
import { GroupId } from '../../../contract/model/ids';
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

const leads = aGroup([someone(8), someone(9)], { id: GroupId.parse('grp_leads'), name: '值班长' });
const backups = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), channel), { minLength: 0, maxLength: 2 });

/** Ladders that call people in turn, or all at once, and a backup in the end. */
const forOthers: fc.Arbitrary<Ladder> = fc
  .record({
    turn: fc.option(fc.integer({ min: 3, max: 20 })),
    own: fc.option(channel),
    backups,
    times: fc.integer({ min: 0, max: 2 }),
  })
  .filter(({ turn, own, backups: others }) => turn !== null || own !== null || others.length > 0)
  .map(({ turn, own, backups: others, times }) => {
    let after = turn === null && own ? 2 : 0;
    const steps: Ladder['steps'] = [
      ...(own ? [{ afterMinutes: 2, channel: own }] : []),
      ...others.map(([gap, via]) => {
        after += gap;
        return { afterMinutes: after, channel: via, backup: leads.id };
      }),
    ];
    const ends = { until: 'acknowledged', enough: 'one' } as const;
    return aLadder({
      ...ends,
      steps,
      repeat: { times, everyMinutes: 7 },
      inTurn: turn === null ? null : { minutes: turn },
    });
  });

/** Minutes after which each of three people and two of the backup answers; null: never. */
const answers = fc.array(fc.option(fc.integer({ min: 0, max: 120 }), { freq: 2 }), { minLength: 5, maxLength: 5 });
/** People whom no call reaches. */
const outOfReach = fc.subarray(['ou_p1', 'ou_p2', 'ou_p3', 'ou_p8']);

it('calls, whoever answers, reads or is out of reach, no more than its plan counted, and no one after the answer', async () => {
  await fc.assert(
    fc.asyncProperty(forOthers, channel, answers, naps, outOfReach, async (ladder, sent, times, sleeps, lost) => {
      const clock = createVirtualClock();
      const feishu = new ReadingFeishu(clock);
      feishu.tellsChats = true;
      for (const id of lost) feishu.culprits.set(id, 230053);
      const desk = buzzDesk({ clock, feishu, ladders: [ladder], ceilings: most, groups: [leads] });
      const plan = await desk.engine.plan(draft(crowd(3), { ladder: ladder.id, channel: sent }));
      const { id, createdAt } = value(await desk.confirm(plan));
      const people = ['ou_p1', 'ou_p2', 'ou_p3', 'ou_p8', 'ou_p9'];
      times.forEach((after, index) => {
        const by = people[index];
        if (after !== null && by) feishu.reacted.push({ by, emoji: 'OK', at: createdAt + after * minute });
      });
      await clock.settle();
      for (const [after, long] of sleeps) {
        await clock.advance(after * minute);
        clock.jump(long * minute);
        desk.engine.wake();
      }
      await clock.drain();
      const board = value(desk.engine.board(id));
      for (const via of ['sms', 'phone'] as const) {
        const planned = plan.ladder?.costs.find((cost) => cost.channel === via)?.calls ?? 0;
        const now = sent === via ? plan.counts.buzzes : 0;
        expect(feishu.of('buzz').filter((call) => call.channel === via).length).toBeLessThanOrEqual(planned + now);
      }
      const agreed = new Set([
        'ou_p1',
        'ou_p2',
        'ou_p3',
        ...(ladder.steps.some(({ backup }) => backup) ? ['ou_p8', 'ou_p9'] : []),
      ]);
      const messages = feishu.messages().filter(({ parent }) => parent === null);
      for (const { to } of messages) expect(agreed.has(to)).toBe(true);
      expect(new Set(messages.map(({ to }) => to)).size).toBe(messages.length);
      // A person can answer what they have: from then on, no one hears of it for the first time, and no one is rung.
      const heardAt = new Map(messages.map(({ to, at }) => [to, at]));
      const taken = feishu.reacted.filter(({ by, at }) => (heardAt.get(by) ?? Number.POSITIVE_INFINITY) <= at);
      const first = Math.min(...taken.map(({ at }) => at));
      for (const { at, buzzed } of feishu.of('buzz')) {
        if (at > createdAt && buzzed.length > 0) expect(at).toBeLessThanOrEqual(first + 5_000);
      }
      expect(feishu.messages().filter(({ parent }) => parent !== null).length).toBeLessThanOrEqual(4);
      expect(board.ladder?.state).toBe('ended');
      expect(desk.engine.armed).toEqual([]);
      expect(ledgerIsSettled(desk)).toBe(true);
      expect(clock.sleeping()).toBe(0);
    }),
    { numRuns: 120, seed: 10 },
  );
}, 90_000);

const ledgerIsSettled = ({ ledger }: ReturnType<typeof buzzDesk>): boolean => ledger.unsettled().length === 0;
