import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { climbing } from '../../../../test/support/desk/climbing';
import { crowd, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { LadderId } from '../../../contract/model/ids';
import { defaultSettings } from '../../../contract/model/settings';
import { rungsOf } from '../../../contract/rules/rungs';
import type { Result } from '../../feishu/failure';
import { createFindPolicy } from './ladder-plan';

const minute = 60_000;
const withLadder = (count: number) => draft(crowd(count), { ladder: aLadder().id });

it('says what a ladder may cost at most, its repeats included', async () => {
  const desk = buzzDesk({ ladders: [aLadder({ repeat: { times: 2, everyMinutes: 5 } })] });
  const plan = await desk.engine.plan(withLadder(4));
  expect(plan.problem).toBeNull();
  expect(plan.ladder).toMatchObject({
    name: '3 / 8 分钟',
    costs: [
      { channel: 'sms', calls: 4, leftThisMonth: 50 },
      { channel: 'phone', calls: 12, leftThisMonth: 50 },
    ],
  });
});

it('passes over the rungs that are not louder than the buzz, in the plan, its cost and on the way', async () => {
  const desk = await climbing({}, { channel: 'phone' }, { people: 2 });
  expect(desk.plan.ladder).toMatchObject({
    rungs: [
      { channel: 'sms', passed: true, calls: 0 },
      { channel: 'phone', passed: false, calls: 2 },
    ],
    costs: [{ channel: 'phone', calls: 2 }],
  });
  await desk.at(4 * minute);
  expect(desk.board().ladder?.rungs[0]).toMatchObject({ state: 'skipped', problem: { advice: 'rung-not-louder' } });
  await desk.at(9 * minute);
  expect(desk.rungs()).toEqual(['skipped', 'done']);
  expect(desk.feishu.of('buzz').map(({ channel }) => channel)).toEqual(['phone', 'phone', 'phone', 'phone']);
});

it('ends a ladder at once that has no rung left to climb', async () => {
  const desk = await climbing({ steps: [{ afterMinutes: 3, channel: 'sms' }] }, { channel: 'phone' });
  expect(desk.plan.ladder?.costs).toEqual([]);
  await desk.at(minute);
  expect(desk.board().ladder).toMatchObject({ state: 'ended', rungs: [{ state: 'skipped' }] });
});

it('leaves people alone whom a person has called louder meanwhile, and calls the others', async () => {
  const desk = await climbing({}, {}, { people: 2 });
  await desk.at(minute);
  await desk.again(desk.board(), 'phone', [someone(1)]);
  await desk.at(4 * minute);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p2']);
  const all = await climbing({}, {}, { people: 2 });
  await all.at(minute);
  await all.again(all.board(), 'phone', [someone(1), someone(2)]);
  await all.at(4 * minute);
  expect(all.feishu.buzzed('sms')).toEqual([]);
  expect(all.board().ladder?.rungs[0]).toMatchObject({ state: 'skipped', problem: { advice: 'rung-not-louder' } });
  await all.at(9 * minute);
  expect(all.rungs()).toEqual(['skipped', 'done']);
});

it('takes the paid gesture for an in-app buzz whose ladder is paid', async () => {
  const desk = buzzDesk({ ladders: [aLadder()] });
  const plan = await desk.engine.plan(withLadder(1));
  const plain = await desk.engine.confirm(plan.id, 'plain');
  expect(plain).toMatchObject({ ok: false, problem: { advice: 'paid-gesture-needed' } });
  expect(desk.feishu.seen).toEqual([]);
  expect((await desk.engine.confirm(plan.id, 'paid')).ok).toBe(true);
});

it('takes the plain gesture when no rung costs anything', async () => {
  const free = aLadder({ steps: [{ afterMinutes: 5, channel: 'app' }] });
  const desk = buzzDesk({ ladders: [free] });
  const plan = await desk.engine.plan(withLadder(1));
  expect(plan.ladder?.costs).toEqual([]);
  expect((await desk.engine.confirm(plan.id, 'plain')).ok).toBe(true);
});

it('climbs by the policy that was shown, even if it is changed or deleted', async () => {
  const ladders = [aLadder()];
  const desk = buzzDesk({ ladders });
  const plan = await desk.engine.plan(withLadder(1));
  ladders[0] = aLadder({ steps: [{ afterMinutes: 1, channel: 'phone' }] });
  const board = value(await desk.confirm(plan));
  ladders.length = 0;
  await desk.clock.advance(20 * 60_000);
  expect(value(desk.engine.board(board.id)).ladder?.rungs.map(({ via }) => via)).toEqual(['sms', 'phone']);
  expect(desk.feishu.of('buzz').map(({ channel }) => channel)).toEqual(['app', 'sms', 'phone']);
});

it('refuses a ladder that is gone, and one that could make no call this month', async () => {
  const gone = buzzDesk();
  expect((await gone.engine.plan(withLadder(1))).problem?.advice).toBe('ladder-gone');
  const ceilings = { ...defaultSettings.ceilings, phonePerMonth: 0 };
  const empty = buzzDesk({ ladders: [aLadder()], ceilings });
  expect((await empty.engine.plan(withLadder(1))).problem?.advice).toBe('ceiling-month');
});

it('only warns, by its numbers, when the worst case is more than is left', async () => {
  const ceilings = { ...defaultSettings.ceilings, smsPerMonth: 2 };
  const desk = buzzDesk({ ladders: [aLadder()], ceilings });
  const plan = await desk.engine.plan(withLadder(5));
  expect(plan.problem).toBeNull();
  expect(plan.ladder?.costs[0]).toMatchObject({ calls: 5, leftThisMonth: 2 });
});

it('takes the same text with another ladder for another wish', async () => {
  const other = aLadder({ id: LadderId.parse('ldr_other') });
  const desk = buzzDesk({ ladders: [aLadder(), other] });
  const first = value(await desk.confirm(await desk.engine.plan(withLadder(1))));
  const second = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), { ladder: other.id }))));
  expect(second.id).not.toBe(first.id);
});

it('refuses a ladder without the receipts scope, asks for it once, and allows it when it cannot be asked', async () => {
  let answer: Result<ReadonlySet<string>> = { ok: true, value: new Set(['im:message:send_as_bot']), logId: 'log-1' };
  let asked = 0;
  const findPolicy = createFindPolicy({
    ladders: () => [aLadder()],
    scopes: async () => {
      asked += 1;
      return answer;
    },
    clock: createVirtualClock(),
  });
  const wanted = withLadder(1);
  expect((await findPolicy(wanted)).problem).toMatchObject({
    code: 99991672,
    params: { scopes: 'im:message:readonly' },
  });
  answer = { ok: true, value: new Set(['im:message:readonly']), logId: null };
  expect((await findPolicy(wanted)).problem).toBeNull();
  await findPolicy(wanted);
  expect(asked).toBe(2);
  expect((await findPolicy(draft(crowd(1)))).policy).toBeNull();
});

it('counts every rung from the confirmation, the repeats after the last step', () => {
  const rungs = rungsOf(aLadder({ repeat: { times: 2, everyMinutes: 10 } }), { sent: 'app', people: 1 });
  expect(rungs.map(({ afterMinutes, channel }) => [afterMinutes, channel])).toEqual([
    [3, 'sms'],
    [8, 'phone'],
    [18, 'phone'],
    [28, 'phone'],
  ]);
});
