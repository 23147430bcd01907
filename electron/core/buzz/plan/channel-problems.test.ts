import { expect, it } from 'vitest';
import { buzzDesk, draft, standing } from '../../../../test/support/desk/buzz-desk';
import { crowd, failure, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import type { AdviceKey } from '../../../contract/advice/problem';
import type { Plan } from '../../../contract/model/plan';
import { defaultSettings } from '../../../contract/model/settings';
import { neededScopes } from '../../doctor/needed-scopes';
import { dayMs, hourMs } from '../../ports/clock';

const { ceilings } = defaultSettings;
const allScopes = neededScopes.map(({ name }) => name);
const without = (...names: string[]) => new Set(allScopes.filter((name) => !names.includes(name)));
const said = ({ channels }: Plan) => [channels.app, channels.sms, channels.phone].map((each) => each?.advice ?? null);
/** Makes Feishu refuse every buzz with a code. */
const refusing = (code: number, advice: AdviceKey) => (call: { api: string }) =>
  call.api === 'buzz'
    ? { failure: { ...failure({ code }), problem: { code, advice, params: {}, logId: 'log-1' } } }
    : ('ok' as const);

it('offers every channel as long as nothing is known against it', async () => {
  const desk = buzzDesk();
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, null, null]);
  desk.settings.scopes = without();
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, null, null]);
});

it('names the scope that a channel lacks, and confirms no plan over it', async () => {
  const desk = buzzDesk({ scopes: without('im:message.urgent:sms') });
  const plan = await desk.engine.plan(draft(crowd(2)));
  expect(said(plan)).toEqual([null, 'channel-unscoped', null]);
  expect(plan.channels.sms?.params).toEqual({ scope: 'im:message.urgent:sms' });
  expect(plan.problem).toBeNull();
  const bySms = await desk.engine.plan(draft(crowd(2), { channel: 'sms' }));
  expect(bySms.problem?.advice).toBe('channel-unscoped');
  expect((await desk.confirm(bySms)).ok).toBe(false);
  expect(desk.feishu.seen).toEqual([]);
  desk.settings.scopes = without();
  expect((await desk.engine.plan(draft(crowd(2), { channel: 'sms' }))).problem).toBeNull();
});

it('takes one scope for another that is enough', async () => {
  const desk = buzzDesk({ scopes: new Set([...without('im:message.urgent:sms'), 'im:message.urgent:sms_send']) });
  expect(said(await desk.engine.plan(draft(crowd(1))))).toEqual([null, null, null]);
});

it('says of a rung beforehand that its scope is missing, and still counts its cost', async () => {
  const desk = buzzDesk({ scopes: without('im:message.urgent:phone'), ladders: [aLadder()] });
  const plan = await desk.engine.plan(draft(crowd(2), { ladder: aLadder().id }));
  expect(plan.problem).toBeNull();
  expect(plan.ladder?.rungs.map(({ channel, problem, calls }) => [channel, problem?.advice ?? null, calls])).toEqual([
    ['sms', null, 2],
    ['phone', 'channel-unscoped', 2],
  ]);
});

it('knows the months that this computer has used up, and the calls that are too few', async () => {
  const desk = buzzDesk({ ceilings: { ...ceilings, smsPerMonth: 0, phonePerMonth: 1 } });
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, 'ceiling-month', 'ceiling-month-short']);
  expect(said(await desk.engine.plan(draft(crowd(1))))).toEqual([null, 'ceiling-month', null]);
});

it('remembers a quota that Feishu called used up, until a call gets through or the month ends, and lets a person try', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = refusing(230024, 'buzz-quota');
  await desk.buzz(draft(crowd(1), { channel: 'sms' }));
  const plan = await desk.engine.plan(draft(crowd(2), { channel: 'sms' }));
  expect(said(plan)).toEqual([null, 'buzz-quota', null]);
  expect(plan.problem).toBeNull();
  desk.feishu.fate = () => 'ok';
  const board = await desk.buzz(draft([someone(2)], { channel: 'sms', text: '再试一次' }));
  expect(standing(board, someone(2)).outcome).toBe('accepted');
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, null, null]);

  desk.feishu.fate = refusing(230024, 'buzz-quota');
  await desk.buzz(draft([someone(3)], { channel: 'phone' }));
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, null, 'buzz-quota']);
  await desk.clock.advance(31 * dayMs);
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, null, null]);
});

it('says that all recipients were over the limit of unread buzzes, and not once one of them has read', async () => {
  const desk = buzzDesk();
  const first = await desk.buzz(draft(crowd(2)));
  desk.feishu.fate = refusing(230023, 'too-many-unread');
  await desk.buzz(draft(crowd(2), { text: '又一条' }));
  const full = await desk.engine.plan(draft(crowd(2)));
  expect(said(full)).toEqual(['all-too-many-unread', 'all-too-many-unread', 'all-too-many-unread']);
  // They may have read in Feishu: a person may try.
  expect(full.problem).toBeNull();
  expect(said(await desk.engine.plan(draft(crowd(3))))).toEqual([null, null, null]);
  desk.engine.watch(first.id);
  await desk.clock.advance(hourMs);
  desk.feishu.readAt.set('ou_p1', desk.clock.now());
  await desk.clock.advance(hourMs);
  expect(said(await desk.engine.plan(draft(crowd(2))))).toEqual([null, null, null]);
});
