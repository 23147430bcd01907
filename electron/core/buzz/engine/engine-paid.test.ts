import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, faulty, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { defaultSettings } from '../../../contract/model/settings';

const ceilings = defaultSettings.ceilings;

it.each([
  ['an answer that was lost after the call was made', 'lost-after', 1],
  ['a request that was lost on its way', 'lost-before', 0],
  ['an internal fault that had called all the same', { failure: faulty, done: true }, 1],
  ['an internal fault that had not', { failure: faulty }, 0],
] as const)('never calls again after %s: it says unknown and leaves it to the person', async (_, fate, rang) => {
  for (const channel of ['sms', 'phone'] as const) {
    const desk = buzzDesk();
    desk.feishu.fate = ({ api }) => (api === 'buzz' ? fate : 'ok');
    const board = await desk.buzz(draft(crowd(1), { channel }));
    expect(outcomes(board)).toEqual(['unknown']);
    expect(board.calls.buzz).toBe(1);
    expect(desk.feishu.buzzed(channel)).toHaveLength(rang);
  }
});

it('says that a lost SMS or call may have gone out', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? 'lost-after' : 'ok');
  const board = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  expect(standing(board, someone(1)).problem?.advice).toBe('lost-paid');
});

it.each([['no network', offline] as const, ['a 429', busy()] as const])(
  'tries again after %s, which proves that nothing was called',
  async (_, failure) => {
    const desk = buzzDesk();
    desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth <= 2 ? { failure } : 'ok');
    const board = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
    expect(outcomes(board)).toEqual(['accepted']);
    expect(desk.feishu.buzzed('phone')).toEqual(['ou_p1']);
  },
);

it('refuses a paid plan without the paid gesture, and keeps the plan', async () => {
  const desk = buzzDesk();
  const plan = await desk.engine.plan(draft(crowd(1), { channel: 'sms' }));
  expect(await desk.engine.confirm(plan.id, 'plain')).toMatchObject({
    ok: false,
    problem: { advice: 'paid-gesture-needed' },
  });
  expect(desk.feishu.seen).toEqual([]);
  expect((await desk.engine.confirm(plan.id, 'paid')).ok).toBe(true);
});

it('tells the cost as counted here, and what is left', async () => {
  const desk = buzzDesk({ ceilings: { ...ceilings, phonePerMonth: 5 } });
  await desk.buzz(draft(crowd(2), { channel: 'phone' }));
  const plan = await desk.engine.plan(draft([someone(3), someone(4)], { channel: 'phone' }));
  expect(plan.cost).toEqual({ channel: 'phone', calls: 2, leftThisMonth: 3, limit: 5 });
  expect((await desk.engine.plan(draft(crowd(1)))).cost).toBeNull();
});

it('does not count a call that provably was not made', async () => {
  const desk = buzzDesk({ ceilings: { ...ceilings, smsPerMonth: 5 } });
  desk.feishu.culprits.set('ou_p1', 230024);
  await desk.buzz(draft(crowd(1), { channel: 'sms' }));
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? 'lost-before' : 'ok');
  await desk.buzz(draft([someone(2)], { channel: 'sms' }));
  const plan = await desk.engine.plan(draft([someone(3)], { channel: 'sms' }));
  expect(plan.cost?.leftThisMonth).toBe(4);
});

it('refuses more calls than this month or this hour allows', async () => {
  const month = buzzDesk({ ceilings: { ...ceilings, phonePerMonth: 2 } });
  expect((await month.engine.plan(draft(crowd(3), { channel: 'phone' }))).problem?.advice).toBe('ceiling-month-short');
  expect((await month.engine.plan(draft(crowd(3), { channel: 'sms' }))).problem).toBeNull();

  const hour = buzzDesk({ ceilings: { ...ceilings, callsPerHour: 3 } });
  await hour.buzz(draft(crowd(2), { channel: 'sms' }));
  const late = draft([someone(8), someone(9)], { channel: 'phone' });
  expect((await hour.engine.plan(late)).problem?.advice).toBe('ceiling-hour');
  await hour.clock.advance(3_600_000);
  expect((await hour.engine.plan(late)).problem).toBeNull();
});

it('counts the months of the zone that the computer is in now', async () => {
  // Evening of 30 November in New York, and already December in Shanghai.
  const start = Date.parse('2026-11-30T15:00:00Z');
  const desk = buzzDesk({ ceilings: { ...ceilings, smsPerMonth: 5 }, clock: createVirtualClock(start) });
  const left = async () => (await desk.engine.plan(draft([someone(3)], { channel: 'sms' }))).cost?.leftThisMonth;
  await desk.buzz(draft(crowd(2), { channel: 'sms' }));
  expect(await left()).toBe(3);
  await desk.clock.advance(2 * 3_600_000);
  expect(await left()).toBe(5);
  desk.settings.zone = 'America/New_York';
  expect(await left()).toBe(3);
});

it('passes over a person who was called as often as this hour allows, and warns of a recent call', async () => {
  const desk = buzzDesk({ ceilings: { ...ceilings, callsPerPersonPerHour: 1 } });
  await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  await desk.clock.advance(120_000);
  const plan = await desk.engine.plan(draft(crowd(2), { channel: 'sms' }));
  expect(plan.people[0]?.preflight).toMatchObject({
    outcome: 'not-called',
    problem: { advice: 'ceiling-person', params: { name: '同事1', count: '1' } },
  });
  expect(plan.counts.buzzes).toBe(1);
  const app = await desk.engine.plan(draft(crowd(2)));
  expect(app.people[0]?.recently).toMatchObject({ advice: 'called-recently', params: { minutes: '2' } });
  expect(app.people[0]?.preflight).toBeNull();
});

it('counts the limits again when a plan is confirmed', async () => {
  const desk = buzzDesk({ ceilings: { ...ceilings, smsPerMonth: 3 } });
  const first = await desk.engine.plan(draft(crowd(2), { channel: 'sms' }));
  const second = await desk.engine.plan(draft([someone(3), someone(4)], { channel: 'sms' }));
  expect([first.problem, second.problem]).toEqual([null, null]);
  // Both at once: the calls of the first are not even announced when the second is judged.
  const answers = await Promise.all([desk.confirm(first), desk.confirm(second)]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
  await desk.finish(value(answers[0]).id);
  expect(desk.feishu.buzzed('sms')).toHaveLength(2);
});

it('counts every workspace for itself', async () => {
  const desk = buzzDesk({ ceilings: { ...ceilings, smsPerMonth: 2 } });
  await desk.buzz(draft(crowd(2), { channel: 'sms' }));
  const other = draft(crowd(2), { channel: 'sms' });
  const elsewhere = await desk.engine.plan({ ...other, workspaceId: 'ws_practice' as typeof other.workspaceId });
  expect(elsewhere.problem).toBeNull();
  expect(elsewhere.cost?.leftThisMonth).toBe(2);
});
