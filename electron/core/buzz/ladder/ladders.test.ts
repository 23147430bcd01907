import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { climbing, ReadingFeishu } from '../../../../test/support/desk/climbing';
import { busy, failure, offline, type ScriptedFeishu, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { problem } from '../../../contract/advice/problem';
import { defaultSettings } from '../../../contract/model/settings';
import { type LeftBehind, leftBehind } from '../../../contract/rules/needs-attention';

const minute = 60_000;
const hour = 60 * minute;

const phoneCalls = (feishu: ScriptedFeishu) => feishu.of('buzz').filter(({ channel }) => channel !== 'app');

it('climbs from in-app to SMS to phone, each at its time, for people who have not read', async () => {
  const desk = await climbing();
  desk.feishu.reads.set('ou_p1', desk.createdAt + 5 * minute);
  await desk.at(3 * minute - 1);
  expect(desk.feishu.buzzed('sms')).toEqual([]);
  await desk.at(4 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  expect(desk.rungs()).toEqual(['done', 'next']);
  await desk.at(9 * minute);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p2']);
  expect(desk.feishu.messages()).toHaveLength(2);
  expect(desk.board().ladder).toMatchObject({ state: 'ended', name: '3 / 8 分钟' });
  expect(standing(desk.board(), someone(2)).steps.map(({ via }) => via)).toEqual(['app', 'sms', 'phone']);
  await desk.clock.drain();
  expect(desk.clock.sleeping()).toBe(0);
});

it('asks who has read right before each rung', async () => {
  const desk = await climbing();
  for (const [after, id] of [
    [3, 'ou_p1'],
    [8, 'ou_p2'],
  ] as const) {
    desk.feishu.reads.set(id, desk.createdAt + after * minute);
    await desk.at(after * minute + 1);
  }
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
  expect(desk.feishu.buzzed('phone')).toEqual([]);
  expect(desk.engine.armed).toEqual([]);
  expect(desk.rungs()).toEqual(['done', 'skipped']);
});

it('ends as soon as all people have read, and keeps no timer', async () => {
  const desk = await climbing();
  for (const id of ['ou_p1', 'ou_p2']) desk.feishu.reads.set(id, desk.createdAt + 5_000);
  await desk.at(minute);
  expect(desk.board().ladder?.state).toBe('ended');
  expect(desk.engine.armed).toEqual([]);
  expect(desk.ledger.armed()).toEqual([]);
  await desk.clock.advance(1_000);
  expect(desk.clock.sleeping()).toBe(0);
});

it.each([
  ['not in the chat', (feishu: ScriptedFeishu) => feishu.outsiders.add('ou_p1'), 'not-in-chat'],
  ['unreachable', (feishu: ScriptedFeishu) => feishu.unknown.add('ou_p1'), 'unreachable'],
  ['over 200 unread', (feishu: ScriptedFeishu) => feishu.culprits.set('ou_p1', 230023), 'too-many-unread'],
  ['refused', (feishu: ScriptedFeishu) => feishu.culprits.set('ou_p1', 230027), 'refused'],
] as const)('never climbs for a person who is %s', async (_, spoil, outcome) => {
  const clock = createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  spoil(feishu);
  const desk = await climbing({}, {}, { clock, feishu });
  await clock.advance(hour);
  expect(standing(value(desk.engine.board(desk.id)), someone(1)).outcome).toBe(outcome);
  expect(phoneCalls(feishu).flatMap(({ ids }) => ids)).not.toContain('ou_p1');
  expect(feishu.buzzed('phone')).toEqual(['ou_p2']);
});

it('never climbs for a person whose last call may have rung', async () => {
  const desk = await climbing();
  desk.feishu.fate = ({ ids }) => (ids.includes('ou_p1') ? 'lost-after' : 'ok');
  await desk.at(hour);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p2']);
  expect(outcomes(desk.board())).toEqual(['unknown', 'accepted']);
});

it.each<[string, ScriptedFeishu['fate'], LeftBehind['reason']]>([
  ['what became of all their calls is unknown', ({ api }) => (api === 'buzz' ? 'lost-after' : 'ok'), 'unknown'],
  [
    'Feishu refused all of them',
    ({ api }) => (api === 'buzz' ? { failure: failure({ code: 232024 }) } : 'ok'),
    'out-of-reach',
  ],
])('ends before its last step where %s, and tells once whom it leaves', async (_, fate, reason) => {
  const desk = await climbing();
  await desk.at(2 * minute);
  expect(leftBehind(desk.board())).toBeNull();
  desk.feishu.fate = fate;
  await desk.at(hour);
  expect(desk.feishu.buzzed('phone')).toEqual([]);
  expect(desk.board().ladder).toMatchObject({ state: 'ended', problem: null });
  expect(leftBehind(desk.board())).toEqual({ people: 2, reason });
  expect(desk.news).toEqual([{ kind: 'left', id: desk.id, title: desk.board().title, people: 2, reason }]);
  // What a person has read meanwhile needs no one any more.
  desk.feishu.readAt.set('ou_p1', desk.clock.now());
  await desk.engine.askReceipts(desk.id);
  expect(leftBehind(desk.board())).toEqual({ people: 1, reason });
});

it('leaves no one behind when a person stops it', async () => {
  const desk = await climbing();
  desk.feishu.fate = ({ ids }) => (ids.includes('ou_p1') ? 'lost-after' : 'ok');
  await desk.at(4 * minute);
  await desk.engine.stop(desk.id);
  expect(outcomes(desk.board())).toEqual(['unknown', 'accepted']);
  expect([leftBehind(desk.board()), desk.news]).toEqual([null, []]);
});

it('holds SMS and phone while Feishu cannot say who has read, tells so once, and goes on when it can', async () => {
  const desk = await climbing();
  desk.feishu.readersFail = offline;
  await desk.at(4 * minute);
  expect(desk.board().ladder?.state).toBe('held');
  expect(desk.rungs()).toEqual(['held', 'later']);
  expect(desk.news).toMatchObject([{ kind: 'held', id: desk.id, channel: 'sms', people: 2 }]);
  desk.feishu.readersFail = null;
  desk.feishu.reads.set('ou_p1', desk.createdAt + minute);
  await desk.at(5 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
  expect(desk.board().ladder?.state).toBe('armed');
});

it('climbs in-app all the same when Feishu cannot say who has read', async () => {
  const desk = await climbing({ steps: [{ afterMinutes: 1, channel: 'app' }] });
  desk.feishu.readersFail = offline;
  await desk.at(2 * minute);
  expect(desk.feishu.buzzed('app')).toEqual(['ou_p1', 'ou_p2', 'ou_p1', 'ou_p2']);
  expect(desk.news).toEqual([]);
});

it('goes on without receipts when the policy says so', async () => {
  const desk = await climbing({ withoutReceipts: 'climb' });
  desk.feishu.readersFail = offline;
  await desk.at(9 * minute);
  expect(desk.feishu.buzzed('sms')).toHaveLength(2);
  expect(desk.feishu.buzzed('phone')).toHaveLength(2);
});

it('leaves alone only people without receipts, when others have some', async () => {
  const desk = await climbing();
  const readers = desk.feishu.readReceipts.bind(desk.feishu);
  const deaf = desk.feishu.messages()[0]!.messageId;
  desk.feishu.readReceipts = async (input) =>
    input.messageId === deaf ? { ok: false, failure: failure({ code: 230110 }) } : readers(input);
  await desk.at(4 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
  expect(standing(desk.board(), someone(1))).toMatchObject({ outcome: 'not-called', problem: { code: 230110 } });
});

it('goes on with a held rung, once, by the paid gesture', async () => {
  const desk = await climbing();
  desk.feishu.readersFail = offline;
  expect(await desk.engine.continueLadder(desk.id, 'paid')).toMatchObject({ problem: { advice: 'ladder-not-held' } });
  await desk.at(4 * minute);
  const plain = await desk.engine.continueLadder(desk.id, 'plain');
  expect(plain).toMatchObject({ ok: false, problem: { advice: 'paid-gesture-needed' } });
  const answers = await Promise.all([
    desk.engine.continueLadder(desk.id, 'paid'),
    desk.engine.continueLadder(desk.id, 'paid'),
  ]);
  expect(answers.some((answer) => answer.ok)).toBe(true);
  await desk.clock.advance(1_000);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  // The next rung asks again, and holds again.
  await desk.at(8 * minute + 1);
  expect(desk.rungs()).toEqual(['done', 'held']);
});

it('gives a held rung up when the next one is due, and the last one after two hours', async () => {
  const desk = await climbing();
  desk.feishu.readersFail = offline;
  await desk.at(8 * minute + 1);
  expect(desk.rungs()).toEqual(['missed', 'held']);
  await desk.at(3 * hour);
  expect(desk.rungs()).toEqual(['missed', 'missed']);
  expect(desk.engine.armed).toEqual([]);
  expect(phoneCalls(desk.feishu)).toEqual([]);
});

it('shows the rungs the computer slept through, makes no call for them, and goes on', async () => {
  const desk = await climbing({ steps: [...aLadder().steps, { afterMinutes: 120, channel: 'app' }] });
  await desk.at(minute);
  desk.clock.jump(hour);
  desk.engine.wake();
  await desk.clock.settle();
  expect(desk.rungs()).toEqual(['missed', 'missed', 'next']);
  expect(desk.news).toMatchObject([{ kind: 'missed', rungs: [{ channel: 'sms' }, { channel: 'phone' }] }]);
  expect(phoneCalls(desk.feishu)).toEqual([]);
  await desk.at(121 * minute);
  expect(desk.feishu.buzzed('app')).toHaveLength(4);
});

it('notices within half a minute that the computer slept, even if the system does not say so', async () => {
  const desk = await climbing();
  await desk.at(minute);
  desk.clock.jump(hour);
  await desk.clock.advance(30_000);
  expect(desk.rungs()).toEqual(['missed', 'missed']);
});

it('calls once, over the later channel, when two rungs have come due', async () => {
  const desk = await climbing();
  await desk.at(minute);
  desk.clock.jump(8 * minute);
  desk.engine.wake();
  await desk.clock.settle();
  expect(desk.rungs()).toEqual(['missed', 'done']);
  expect(phoneCalls(desk.feishu).map(({ channel }) => channel)).toEqual(['phone', 'phone']);
});

it('keeps its minutes when the clock is set back', async () => {
  const desk = await climbing();
  await desk.at(minute);
  desk.clock.jump(-5 * hour);
  await desk.clock.advance(2 * minute + 31_000);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'ou_p2']);
  await desk.clock.advance(5 * minute);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
});

it('takes no notice of summer time, over a day', async () => {
  // The night to 2026-03-29, when Europe's clocks leap from two to three.
  const clock = createVirtualClock(Date.UTC(2026, 2, 28, 23, 30));
  const desk = await climbing({ steps: [{ afterMinutes: 24 * 60, channel: 'phone' }] }, {}, { clock });
  await desk.at(24 * hour - 1);
  expect(phoneCalls(desk.feishu)).toEqual([]);
  await desk.at(24 * hour);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
});

it('ends with a stop, also while it asks who has read', async () => {
  const desk = await climbing();
  let answer: () => void = () => undefined;
  await desk.at(2 * minute + 50_000);
  desk.feishu.answerAfter = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await desk.at(3 * minute);
  const stopped = desk.engine.stop(desk.id);
  answer();
  expect(value(await stopped)).toMatchObject({ state: 'stopped', ladder: { state: 'ended' } });
  desk.feishu.answerAfter = async () => undefined;
  await desk.at(hour);
  expect(phoneCalls(desk.feishu)).toEqual([]);
  expect(desk.ledger.armed()).toEqual([]);
});

it('does not make a call that had to wait, when the person has read meanwhile', async () => {
  const desk = await climbing();
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth <= 4 ? { failure: busy(30_000) } : 'ok');
  await desk.at(3 * minute + 1_000);
  expect(desk.feishu.buzzed('sms')).toEqual([]);
  // Between two of the times at which an armed ladder asks by itself.
  desk.feishu.reads.set('ou_p1', desk.createdAt + 3 * minute + 25_000);
  await desk.at(4 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
  expect(standing(desk.board(), someone(1)).steps[1]).toMatchObject({
    outcome: 'not-called',
    problem: { advice: 'read-meanwhile' },
  });
});

it('ends with a stop that comes while a rung is being written down', async () => {
  const desk = await climbing();
  desk.ledger.onWrite = (entry) => {
    if (entry.kind === 'rung') void desk.engine.stop(desk.id);
  };
  await desk.at(hour);
  expect(phoneCalls(desk.feishu)).toEqual([]);
  expect(desk.board()).toMatchObject({ state: 'stopped', ladder: { state: 'ended' } });
  expect(standing(desk.board(), someone(1)).steps[1]).toMatchObject({
    outcome: 'not-called',
    problem: { advice: 'stopped-before-call' },
  });
});

it('ends with a recall', async () => {
  const desk = await climbing();
  await desk.at(minute);
  await desk.engine.recall(desk.id);
  await desk.at(hour);
  expect(phoneCalls(desk.feishu)).toEqual([]);
  expect(desk.board()).toMatchObject({ recalled: true, ladder: { state: 'ended' } });
});

it('climbs no paid rung after the quota was used up, and in-app ones all the same', async () => {
  const desk = await climbing({ steps: [...aLadder().steps, { afterMinutes: 20, channel: 'app' }] });
  desk.feishu.culprits.set('ou_p1', 230024);
  await desk.at(4 * minute);
  desk.feishu.culprits.clear();
  await desk.at(21 * minute);
  expect(desk.feishu.buzzed('phone')).toEqual([]);
  expect(desk.feishu.buzzed('app').slice(2)).toEqual(['ou_p1', 'ou_p2']);
  expect(desk.board().ladder?.rungs).toMatchObject([
    { state: 'done' },
    { state: 'skipped', problem: { code: 230024 } },
    { state: 'done', people: 2 },
  ]);
});

it('counts the ceilings again at every rung', async () => {
  const ceilings = { ...defaultSettings.ceilings, smsPerMonth: 1, callsPerPersonPerHour: 1 };
  const desk = await climbing({}, {}, { ceilings });
  await desk.at(9 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1']);
  expect(standing(desk.board(), someone(2)).steps[1]).toMatchObject({ problem: { advice: 'ceiling-month' } });
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p2']);
  expect(standing(desk.board(), someone(1)).steps[2]).toMatchObject({ problem: { advice: 'ceiling-person' } });
});

it('repeats the last step as often as it says, and not once more', async () => {
  const desk = await climbing(
    { steps: [{ afterMinutes: 1, channel: 'app' }], repeat: { times: 3, everyMinutes: 5 } },
    {},
    { people: 1 },
  );
  await desk.at(5 * hour);
  expect(desk.feishu.of('buzz').map(({ at }) => (at - desk.createdAt) / minute)).toEqual([0, 1, 6, 11, 16]);
  expect(desk.engine.armed).toEqual([]);
});

it('waits for a message that is still on its way, and misses the rung when it never comes', async () => {
  const clock = createVirtualClock();
  const feishu = new ReadingFeishu(clock);
  feishu.fate = () => ({ failure: offline });
  const desk = await climbing({}, {}, { clock, feishu });
  await clock.advance(hour);
  expect(phoneCalls(feishu)).toEqual([]);
  expect(value(desk.engine.board(desk.id)).ladder?.state).toBe('ended');
});

/** The refusal of an app without a channel's scope (each channel has its own: feishu-api 2.1). */
const withoutScope = failure({ problem: { ...problem('scope-missing'), code: 99991672 } });

it('goes on over another channel when Feishu refused the last one to the app, not to the person', async () => {
  const desk = await climbing({ repeat: { times: 1, everyMinutes: 5 } });
  const buzz = desk.feishu.buzz.bind(desk.feishu);
  const refused = new Set(['sms']);
  desk.feishu.buzz = async (input, guard) => {
    if (!refused.has(input.channel)) return buzz(input, guard);
    await guard.gate();
    return { ok: false, failure: withoutScope };
  };
  await desk.at(4 * minute);
  expect(outcomes(desk.board())).toEqual(['refused', 'refused']);
  expect(desk.board().ladder).toMatchObject({ state: 'armed', rungs: [{}, { people: 2 }, { people: 2 }] });
  refused.add('phone');
  await desk.at(9 * minute);
  // Never the same channel again: it would be refused again.
  expect(desk.board().ladder).toMatchObject({ state: 'ended' });
  expect(standing(desk.board(), someone(1)).steps.map(({ via }) => via)).toEqual(['app', 'sms', 'phone']);
});

it('goes on for people whom a busy Feishu kept waiting until it was too late', async () => {
  const desk = await climbing();
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? { failure: busy(20_000) } : 'ok');
  await desk.at(7 * minute);
  expect(outcomes(desk.board())).toEqual(['not-called', 'not-called']);
  desk.feishu.fate = () => 'ok';
  await desk.at(9 * minute);
  expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1', 'ou_p2']);
});

it('leaves nothing running after a rung that passed all people over', async () => {
  const desk = await climbing();
  desk.settings.ceilings = { ...desk.settings.ceilings, smsPerMonth: 0, phonePerMonth: 0 };
  // Before the next receipts, which would write its row anew.
  await desk.at(3 * minute + 1_000);
  expect(outcomes(desk.board())).toEqual(['not-called', 'not-called']);
  expect(desk.engine.list({ before: null, limit: 1 })).toMatchObject([{ id: desk.id, state: 'done' }]);
  expect(desk.ledger.unsettled()).toEqual([]);
});

it('does not make a call that waited long for its turn, when the person has read meanwhile', async () => {
  const desk = await climbing();
  const buzz = desk.feishu.buzz.bind(desk.feishu);
  desk.feishu.buzz = async (input, guard) => {
    // It waits for its place in the limiter, or for a connection.
    if (input.channel === 'sms') await desk.clock.sleep(8_000, guard.signal);
    return buzz(input, guard);
  };
  desk.feishu.reads.set('ou_p1', desk.createdAt + 3 * minute + 2_000);
  await desk.at(4 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
});
