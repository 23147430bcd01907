import { expect, it } from 'vitest';
import { seeded } from '../../../../test/support/clock/seeded';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { ReadingFeishu } from '../../../../test/support/desk/climbing';
import { crashingClock, crashingFeishu, crashingLedger, life } from '../../../../test/support/desk/crashing';
import { MemoryLedger } from '../../../../test/support/disk/memory-ledger';
import { busy, crowd, type Fate, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aGroup, aLadder } from '../../../../test/support/samples';
import { ok } from '../../../contract/advice/problem';
import { type BuzzId, GroupId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';

const seconds = 1_000;
const minute = 60 * seconds;

const fates: readonly Fate[] = [
  ...Array.from({ length: 12 }, (): Fate => 'ok'),
  'lost-after',
  'lost-before',
  { failure: offline },
  { failure: busy(20 * seconds) },
];

const leads = aGroup([someone(9)], { id: GroupId.parse('grp_leads'), name: '值班长' });
/** Each of them has five minutes, then the lead is called, until one has it. */
const turns: Partial<Ladder> = {
  until: 'acknowledged',
  enough: 'one',
  inTurn: { minutes: 5 },
  steps: [
    { afterMinutes: 2, channel: 'phone' },
    { afterMinutes: 1, channel: 'phone', backup: leads.id },
  ],
};

/** True while something is under way, or may begin by itself. */
const isBusy = ({ running, armed, reminding }: { running: number; armed: readonly unknown[]; reminding: number }) =>
  running > 0 || armed.length > 0 || reminding > 0;

/** One buzz with a ladder, killed wherever it may be, started again, until one life sees it to its end. */
const run = async (seed: number) => {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const clock = createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  feishu.fate = () => pick(fates);
  const ledger = new MemoryLedger();
  const steps = [
    { afterMinutes: 1, channel: 'app' as const },
    { afterMinutes: 2, channel: 'app' as const, reminder: true as const },
    { afterMinutes: 3, channel: 'sms' as const },
    { afterMinutes: 8, channel: 'phone' as const },
  ];
  const graceMinutes = pick([1, 10]);
  const inTurn = seed % 3 === 0;
  const ladder = inTurn ? aLadder({ ...turns, graceMinutes }) : aLadder({ steps, graceMinutes });
  const deafUntil = random() < 0.2 ? clock.now() + pick([4, 20]) * minute : 0;
  let id: BuzzId | null = null;
  let crashes = 0;
  for (let begun = false; ; begun = true) {
    const last = crashes < 6 && random() < 0.9 ? 1 + Math.floor(random() * 120) : Number.POSITIVE_INFINITY;
    const mine = life(last, () => undefined);
    feishu.answerAfter = mine.point;
    const disk = crashingLedger(ledger, mine);
    const desk = buzzDesk({
      clock: { ...clock, ...crashingClock(clock, mine) },
      feishuOf: () => ok(crashingFeishu(feishu, mine)),
      // A commit holds all that has happened until then, and its summary no more than it holds.
      ledger: {
        ...disk,
        append: (buzz, entries, summary) => {
          const now = summary();
          return disk.append(buzz, entries, () => now);
        },
      },
      ladders: [ladder],
      groups: [leads],
      random,
      undoMs: 4 * seconds,
    });
    const begin = async () => {
      const board = value(await desk.confirm(await desk.engine.plan(draft(crowd(3), { ladder: ladder.id }))));
      for (const person of ['ou_p1', 'ou_p2']) feishu.reads.set(person, board.createdAt + random() * 12 * minute);
      if (inTurn && random() < 0.6)
        feishu.reacted.push({
          by: pick(['ou_p1', 'ou_p2', 'ou_p9']),
          emoji: 'OK',
          at: board.createdAt + random() * 20 * minute,
        });
    };
    let acting = true;
    void (begun ? desk.engine.resume() : begin()).then(() => {
      acting = false;
    });
    const stops = random() < 0.1;
    // For five minutes the disk takes nothing.
    const fullFrom = random() < 0.4 ? 1 + Math.floor(random() * 60) : Number.POSITIVE_INFINITY;
    for (let turn = 0; !mine.dead() && (acting || isBusy(desk.engine)); turn += 1) {
      if (turn > 10_000) throw new Error('the ladder never ends');
      feishu.readersFail = clock.now() < deafUntil ? offline : null;
      ledger.refuses = () => (turn >= fullFrom && turn < fullFrom + 30 ? 'disk full' : null);
      await clock.advance(10 * seconds);
      id ??= [...ledger.entries.keys()][0] ?? null;
      if (stops && turn === 20 && id) void desk.engine.stop(id);
    }
    ledger.refuses = () => null;
    // The refused entries are written with the next attempt.
    if (!mine.dead()) await clock.advance(6 * minute);
    if (!mine.dead()) return { feishu, ledger, id, desk, crashes, inTurn };
    crashes += 1;
    await clock.advance(pick([0, 1, 30, 150, 700]) * seconds);
  }
};

/** What tells the others who has it, and the messages that call people. */
const messagesOf = (feishu: ReadingFeishu) => {
  const isTold = ({ post }: { post: unknown }) => JSON.stringify(post).includes('已接手');
  return [feishu.messages().filter(isTold), feishu.messages().filter((message) => !isTold(message))] as const;
};

/**
 * Once a person who was told has answered, no phone rings, and each of the others is told at most once who has it. An answer to a
 * message that stayed unknown cannot be heard: its id was lost with the program, and it was too late to ask for it again.
 */
const judgeTurns = (feishu: ReadingFeishu, ledger: MemoryLedger): number => {
  const [told, called] = messagesOf(feishu);
  const known = new Set([...ledger.entries.values()].flat().flatMap((e) => (e.kind === 'sent' ? [e.messageId] : [])));
  const heardAt = new Map(
    called.flatMap(({ to, at, messageId }) => (messageId && known.has(messageId) ? [[to, at]] : [])),
  );
  const answers = feishu.reacted.filter(({ by, at }) => (heardAt.get(by) ?? Number.POSITIVE_INFINITY) <= at);
  const taken = Math.min(...answers.map(({ at }) => at));
  for (const { at, channel, buzzed } of feishu.of('buzz'))
    if (channel === 'phone' && buzzed.length > 0) expect(at).toBeLessThanOrEqual(taken + 5 * seconds);
  expect(new Set(told.map(({ to }) => to)).size).toBe(told.length);
  return told.length;
};

/** What the server carried out was on the disk before, and what it was told to take back was not told again after its answer. */
const judgeReminders = (feishu: ReadingFeishu, ledger: MemoryLedger) => {
  const entries = [...ledger.entries.values()].flat();
  const announced = entries.filter((entry) => entry.kind === 'reminder-calling');
  expect(announced.length).toBeGreaterThanOrEqual(feishu.of('remind').length);
  const answered = new Set(entries.flatMap((entry) => (entry.kind === 'reminder-called' ? [entry.call] : [])));
  const taken = announced.flatMap(({ call, on, people }) => (!on && answered.has(call) ? people : []));
  expect(new Set(taken).size).toBe(taken.length);
};

const runs = Number(process.env.BUZZ_CRASH_RUNS ?? 300);
const first = Number(process.env.BUZZ_CRASH_FIRST ?? 1);

it(
  'rings no person twice for a rung and none who has read, wherever it is killed and whenever its disk is full',
  async () => {
    let crashes = 0;
    let climbed = 0;
    let reminded = 0;
    let told = 0;
    let backups = 0;
    for (let seed = first; seed < first + runs; seed += 1) {
      try {
        const { feishu, ledger, id, desk, crashes: mine, inTurn } = await run(seed);
        crashes += mine;
        for (const channel of ['sms', 'phone'] as const) {
          const called = feishu.buzzed(channel);
          climbed += called.length;
          expect(new Set(called).size).toBe(called.length);
          const calls = feishu.of('buzz').filter((call) => call.channel === channel);
          for (const { at, buzzed } of calls) {
            // Receipts are at most five seconds old: a person who had read by then is left in peace.
            // Who is asked for an answer is called although they have read.
            if (inTurn) continue;
            for (const person of buzzed) expect(at - (feishu.reads.get(person) ?? at)).toBeLessThanOrEqual(5 * seconds);
          }
        }
        if (inTurn) told += judgeTurns(feishu, ledger);
        backups += feishu.buzzed('phone').filter((person) => person === 'ou_p9').length;
        const messages = messagesOf(feishu)[1].map(({ to }) => to);
        expect(new Set(messages).size).toBe(messages.length);
        expect(ledger.armed()).toEqual([]);
        expect(ledger.unsettled()).toEqual([]);
        expect([[...feishu.pinned], ledger.reminding()]).toEqual([[], []]);
        reminded += feishu.of('remind').filter(({ on }) => on).length;
        judgeReminders(feishu, ledger);
        if (!id) continue;
        const board = value(desk.engine.board(id));
        expect(board.ladder?.state).toBe('ended');
        for (const { steps } of board.people) for (const { outcome } of steps) expect(outcome).not.toBe('pending');
      } catch (reason) {
        throw new Error(`seed ${seed}`, { cause: reason });
      }
    }
    expect(crashes).toBeGreaterThan(runs);
    expect(climbed).toBeGreaterThan(runs / 2);
    expect(reminded).toBeGreaterThan(runs / 6);
    expect(told).toBeGreaterThan(runs / 30);
    expect(backups).toBeGreaterThan(runs / 30);
  },
  Math.max(120_000, runs * 200),
);
