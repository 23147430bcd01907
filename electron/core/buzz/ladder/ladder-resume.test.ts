import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { climbing, ReadingFeishu } from '../../../../test/support/desk/climbing';
import { busy, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { failed, problem } from '../../../contract/advice/problem';
import { defaultSettings } from '../../../contract/model/settings';
import { leftBehind } from '../../../contract/rules/needs-attention';

const minute = 60_000;
const hour = 60 * minute;

/** The program ends; another one starts after `down` ms on the same ledger. */
const restarted = async (desk: Awaited<ReturnType<typeof climbing>>, down: number, deaf = false) => {
  const feishu = new ReadingFeishu(desk.clock);
  if (deaf) feishu.readersFail = offline;
  for (const [id, at] of desk.feishu.reads) feishu.reads.set(id, at);
  // The old program is gone, whatever it was about to do.
  desk.feishu.buzz = () => new Promise(() => undefined);
  desk.feishu.readReceipts = () => new Promise(() => undefined);
  await desk.clock.advance(down);
  const after = buzzDesk({ clock: desk.clock, feishu, ledger: desk.ledger });
  await after.engine.resume();
  await desk.clock.settle();
  const board = () => value(after.engine.board(desk.id));
  return { ...after, feishu, board, at: desk.at, states: () => board().ladder?.rungs.map(({ state }) => state) };
};

it('goes on with a ladder after a restart, though its policy is gone from the settings', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const after = await restarted(desk, minute);
  expect(after.engine.armed).toMatchObject([{ id: desk.id }]);
  await after.at(9 * minute);
  expect(after.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  expect(after.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
});

it('misses rungs that came due while the program did not run, and says so', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const after = await restarted(desk, 40 * minute);
  expect(after.states()).toEqual(['missed', 'missed']);
  expect(after.news).toMatchObject([{ kind: 'missed', rungs: [{ channel: 'sms' }, { channel: 'phone' }] }]);
  expect(after.feishu.buzzed()).toEqual([]);
  expect(desk.ledger.armed()).toEqual([]);
});

it('killed amid its SMS, tells after the start that it ended early: what became of them is unknown', async () => {
  const desk = await climbing();
  // Both calls have left; no answer comes while this program runs.
  desk.feishu.buzz = async (_, { gate }) => {
    await gate();
    return new Promise(() => undefined);
  };
  await desk.at(3 * minute + 1_000);
  const after = await restarted(desk, 10_000);
  await after.at(hour);
  expect(after.board().people.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  expect(after.states()).toEqual(['done', 'skipped']);
  expect(after.feishu.buzzed()).toEqual([]);
  expect(after.news).toMatchObject([{ kind: 'left', people: 2, reason: 'unknown' }]);
  expect(leftBehind(after.board())).toEqual({ people: 2, reason: 'unknown' });
  const again = await restarted({ ...desk, feishu: after.feishu }, minute);
  expect(again.news).toEqual([]);
});

it('does not ring a person who has read while the program was gone in the middle of a rung', async () => {
  const desk = await climbing();
  desk.feishu.fate = () => ({ failure: busy(90_000) });
  await desk.at(3 * minute + 1_000);
  expect(desk.rungs()).toEqual(['done', 'next']);
  desk.feishu.reads.set('ou_p1', desk.createdAt + 3 * minute + 5_000);
  const after = await restarted(desk, 10_000);
  await after.clock.advance(10_000);
  expect(after.feishu.buzzed('sms')).toEqual(['ou_p2']);
  const [first] = after.board().people;
  expect(first).toMatchObject({ outcome: 'not-called', problem: { advice: 'read-meanwhile' } });
});

it('rings no one for a rung that was cut off when Feishu cannot say who has read', async () => {
  const desk = await climbing();
  desk.feishu.fate = () => ({ failure: busy(90_000) });
  await desk.at(3 * minute + 1_000);
  const feishu = new ReadingFeishu(desk.clock);
  feishu.readersFail = offline;
  const after = buzzDesk({ clock: desk.clock, feishu, ledger: desk.ledger });
  await after.engine.resume();
  await after.clock.settle();
  expect(feishu.buzzed()).toEqual([]);
});

it('stays held after a restart, and still takes the gesture', async () => {
  const desk = await climbing();
  desk.feishu.readersFail = offline;
  await desk.at(4 * minute);
  const after = await restarted(desk, 1_000, true);
  expect(after.board().ladder?.state).toBe('held');
  value(await after.engine.continueLadder(desk.id, 'paid'));
  await after.clock.advance(1_000);
  expect(after.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
});

it('misses every rung when it starts with a clock that was set back beyond its grace', async () => {
  const desk = await climbing();
  await desk.at(minute);
  desk.clock.jump(-3 * 60 * minute);
  const after = await restarted(desk, 0);
  expect(after.states()).toEqual(['missed', 'missed']);
  expect(after.board().ladder?.rungs[0]?.problem?.advice).toBe('clock-set-back');
});

it('moves along when it starts with a clock that was set back by less', async () => {
  const desk = await climbing();
  await desk.at(minute);
  desk.clock.jump(-5 * minute);
  const after = await restarted(desk, 0);
  await after.clock.advance(2 * minute + 31_000);
  expect(after.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
});

it('has nothing to do for a ladder that was stopped, ended or taken back', async () => {
  const desk = await climbing();
  await desk.engine.stop(desk.id);
  const after = await restarted(desk, 1_000);
  expect(after.engine.armed).toEqual([]);
  expect(after.clock.sleeping()).toBe(0);
});

it('ends a practice ladder whose messages went with the practice server, and makes no call', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const [[, entries] = []] = [...desk.ledger.entries];
  const [first] = entries ?? [];
  if (first?.kind === 'confirmed') first.practice = true;
  const restartedPractice = failed(problem('practice-restarted'));
  const after = buzzDesk({ clock: desk.clock, ledger: desk.ledger, feishuOf: () => restartedPractice });
  await after.engine.resume();
  await desk.clock.settle();
  expect(after.engine.armed).toEqual([]);
  expect(after.news).toEqual([]);
  expect(value(after.engine.board(desk.id)).ladder?.state).toBe('ended');
});

it('keeps one timer for a thousand ladders, and none when they have ended', async () => {
  const clock = createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  const steps = [
    { afterMinutes: 10, channel: 'app' as const },
    { afterMinutes: 1440, channel: 'app' as const },
  ];
  const desk = buzzDesk({ clock, feishu, ladders: [aLadder({ steps })] });
  for (let number = 1; number <= 1_000; number += 1) {
    const plan = await desk.engine.plan(draft([someone(number)], { ladder: aLadder().id }));
    value(await desk.confirm(plan));
    if (number % 50 === 0) await clock.advance(1_000);
  }
  await clock.advance(60_500);
  expect(desk.engine.armed).toHaveLength(1_000);
  expect(desk.engine.running).toBe(0);
  // The ladders' own, and nothing for each of them.
  expect(clock.sleeping()).toBe(1);
  await clock.advance(25 * 60 * minute);
  expect(new Set(feishu.buzzed('app')).size).toBe(1_000);
  expect(feishu.buzzed('app')).toHaveLength(3_000);
  expect(desk.engine.armed).toEqual([]);
  await clock.advance(1_000);
  expect(clock.sleeping()).toBe(0);
}, 120_000);

it('tells of its ladders right after a start: the tray shows them, and the computer is kept awake', async () => {
  const desk = await climbing();
  await desk.at(minute);
  const told: number[] = [];
  const after: ReturnType<typeof buzzDesk> = buzzDesk({
    clock: desk.clock,
    ledger: desk.ledger,
    onActivity: () => void told.push(after.engine.armed.length),
  });
  await after.engine.resume();
  expect(told.at(-1)).toBe(1);
});

it('counts a rung that was cut off against the limits from the first moment, and lets a stop reach it', async () => {
  const ceilings = { ...defaultSettings.ceilings, smsPerMonth: 1 };
  const desk = await climbing({}, {}, { ceilings, people: 1 });
  desk.feishu.fate = () => ({ failure: busy(90_000) });
  await desk.at(3 * minute + 1_000);
  const feishu = new ReadingFeishu(desk.clock);
  const waiting: (() => void)[] = [];
  feishu.answerAfter = () =>
    new Promise((resolve) => {
      waiting.push(resolve);
    });
  const after = buzzDesk({ clock: desk.clock, feishu, ledger: desk.ledger, ceilings });
  // It asks who has read, and gets no answer for a while.
  const resuming = after.engine.resume();
  await after.clock.settle();
  const plan = await after.engine.plan(draft([someone(7)], { channel: 'sms' }));
  expect(plan.problem?.advice).toBe('ceiling-month');
  const stopping = after.engine.stop(desk.id);
  feishu.answerAfter = async () => undefined;
  for (const answer of waiting) answer();
  await resuming;
  expect(value(await stopping)).toMatchObject({ state: 'stopped' });
  expect(feishu.buzzed()).toEqual([]);
  expect(after.engine.running).toBe(0);
});

it('does not take a step for cut off that a command has begun meanwhile', async () => {
  const desk = buzzDesk();
  const { id } = value(await desk.confirm(await desk.engine.plan(draft([someone(1)], { channel: 'phone' }))));
  await desk.engine.resume();
  await desk.finish(id);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1']);
});
