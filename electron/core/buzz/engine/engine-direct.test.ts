import { expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, standing } from '../../../../test/support/desk/buzz-desk';
import { busy, crowd, failure, offline, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aPerson } from '../../../../test/support/samples';
import { UnionId, UserId } from '../../../contract/model/ids';

const minute = 60_000;

it('sends each person a message of their own and buzzes them about it', async () => {
  const desk = buzzDesk();
  const people = crowd(3);
  const board = await desk.buzz(draft(people));
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(board.state).toBe('done');
  expect(desk.feishu.messages().map((message) => message.to)).toEqual(['ou_p1', 'ou_p2', 'ou_p3']);
  expect(desk.feishu.of('buzz').map((call) => call.ids)).toEqual([['ou_p1'], ['ou_p2'], ['ou_p3']]);
  expect(board.calls).toEqual({ send: 3, buzz: 3, total: 6 });
});

it('writes the text exactly as it was typed, a paragraph per line, and names who asks', async () => {
  const desk = buzzDesk();
  await desk.buzz(draft(crowd(1), { text: '主库 <at user_id="all"> 98%\r\n**请看**' }));
  expect(desk.feishu.messages()[0]?.post.zh_cn.content).toEqual([
    [{ tag: 'text', text: '主库 <at user_id="all"> 98%' }],
    [{ tag: 'text', text: '**请看**' }],
    [{ tag: 'text', text: '— 李雷 发起的加急' }],
  ]);
});

it('calls people by whichever id they have', async () => {
  const desk = buzzDesk();
  const people = [
    someone(1),
    { name: '乐嘉', unionId: UnionId.parse('on_u2') },
    { name: '朴志勇', userId: UserId.parse('zhiyong') },
  ];
  const board = await desk.buzz(draft(people, { channel: 'sms' }));
  expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(desk.feishu.buzzed('sms')).toEqual(['ou_p1', 'on_u2', 'zhiyong']);
  expect(board.people.map((person) => person.idType)).toEqual(['open_id', 'union_id', 'user_id']);
});

it('waits as long as Feishu asks after a 429, then goes on', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 1 ? { failure: busy(7_000) } : 'ok');
  const started = desk.clock.now();
  const board = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  expect(outcomes(board)).toEqual(['accepted']);
  expect(desk.feishu.of('buzz').map((call) => call.at - started)).toEqual([7_000]);
});

it('does not ask every second for ten minutes, although Feishu always says that a second is enough', async () => {
  const desk = buzzDesk();
  let attempts = 0;
  desk.feishu.fate = ({ api }) => {
    if (api === 'send') attempts += 1;
    return { failure: busy(1_000) };
  };
  await desk.buzz(draft(crowd(1)));
  expect(attempts).toBeGreaterThan(10);
  expect(attempts).toBeLessThan(120);
});

it('sends the message once, with one uuid, however often the answer is lost', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api, nth }) => (api === 'send' && nth <= 3 ? 'lost-after' : 'ok');
  const board = await desk.buzz(draft(crowd(1)));
  expect(outcomes(board)).toEqual(['accepted']);
  expect(desk.feishu.messages()).toHaveLength(1);
  expect(new Set(desk.feishu.of('send').map((call) => call.uuid)).size).toBe(1);
});

it('keeps trying to send for ten minutes without a network, and then says so', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = () => ({ failure: offline });
  const started = desk.clock.now();
  const board = await desk.buzz(draft(crowd(1)));
  expect(standing(board, someone(1))).toMatchObject({
    outcome: 'not-called',
    message: 'failed',
    problem: { advice: 'offline' },
  });
  expect(desk.clock.now() - started).toBeGreaterThan(8 * minute);
  expect(desk.clock.now() - started).toBeLessThanOrEqual(10 * minute + 1_000);
});

it('calls a message unknown when one attempt got no answer and the others never left', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ nth }) => (nth === 1 ? 'lost-before' : { failure: offline });
  const board = await desk.buzz(draft(crowd(1)));
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'unknown', message: 'unknown' });
});

it('never calls a phone more than two minutes after it was asked for, though the message still goes', async () => {
  const desk = buzzDesk();
  const online = desk.clock.now() + 3 * minute;
  desk.feishu.fate = () => (desk.clock.now() < online ? { failure: offline } : 'ok');
  const board = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  expect(standing(board, someone(1))).toMatchObject({
    outcome: 'not-called',
    message: 'sent',
    problem: { advice: 'expired' },
  });
  expect(desk.feishu.buzzed()).toEqual([]);
});

it('lets nothing leave after the computer has slept past the expiry', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ nth }) => (nth === 1 ? { failure: busy(60_000) } : 'ok');
  const plan = await desk.engine.plan(draft(crowd(1)));
  await desk.confirm(plan);
  await desk.clock.advance(1_000);
  desk.clock.jump(8 * 60 * minute);
  await desk.clock.drain();
  expect(desk.feishu.of('send')).toHaveLength(0);
  expect(desk.engine.running).toBe(0);
});

it('takes a wall clock that was set back as too late as well', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api, nth }) => (api === 'buzz' && nth === 1 ? { failure: busy(30_000) } : 'ok');
  const plan = await desk.engine.plan(draft(crowd(1), { channel: 'sms' }));
  await desk.confirm(plan);
  await desk.clock.advance(1_000);
  desk.clock.jump(-60 * minute);
  await desk.clock.drain();
  expect(desk.feishu.buzzed()).toEqual([]);
});

it.each([
  [230013, 'unreachable'],
  [230029, 'unreachable'],
  [230035, 'unreachable'],
  [230038, 'unreachable'],
  [230053, 'unreachable'],
  [99992351, 'unreachable'],
  [99992352, 'unreachable'],
  [99992361, 'unreachable'],
  [230024, 'quota'],
  [99991403, 'quota'],
  [230023, 'too-many-unread'],
  [230052, 'refused'],
  [230027, 'refused'],
  [424242, 'refused'],
] as const)('makes of code %i on a phone call the outcome %s, without trying again', async (code, outcome) => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? { failure: failure({ code }) } : 'ok');
  const board = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  expect(standing(board, someone(1))).toMatchObject({ outcome, message: 'sent', problem: { code } });
  expect(board.calls.buzz).toBe(1);
});

it('says that a person is not in the chat, in whichever form Feishu says it', async () => {
  const desk = buzzDesk();
  desk.feishu.outsiders.add('ou_p1');
  const board = await desk.buzz(draft(crowd(1)));
  expect(standing(board, someone(1))).toMatchObject({
    outcome: 'not-in-chat',
    problem: { advice: 'person-not-in-chat' },
  });
});

it('shows a buzz that failed beside a message that was sent', async () => {
  const desk = buzzDesk();
  desk.feishu.culprits.set('ou_p1', 230024);
  const board = await desk.buzz(draft(crowd(2), { channel: 'sms' }));
  expect(standing(board, someone(1))).toMatchObject({ outcome: 'quota', message: 'sent' });
  expect(standing(board, someone(2))).toMatchObject({ outcome: 'accepted', message: 'sent' });
  expect(board.messages).toHaveLength(2);
});

it('buzzes no person whose message was refused, and all others', async () => {
  const desk = buzzDesk();
  desk.feishu.unknown.add('ou_p2');
  const board = await desk.buzz(draft(crowd(3)));
  expect(outcomes(board)).toEqual(['accepted', 'unreachable', 'accepted']);
  expect(standing(board, someone(2)).message).toBe('failed');
  expect(desk.feishu.buzzed()).toEqual(['ou_p1', 'ou_p3']);
});

it('gives every person an outcome when Feishu cannot be reached at all', async () => {
  const desk = buzzDesk({ feishuOf: () => ({ ok: false, problem: failure().problem }) });
  const board = await desk.buzz(draft([aPerson('乐嘉', 'ou_le')]));
  expect(outcomes(board)).toEqual(['not-called']);
  expect(board.people[0]?.message).toBe('failed');
  expect(board.state).toBe('done');
});

it('gives every person an outcome even after a bug in the program', async () => {
  const desk = buzzDesk();
  desk.feishu.buzz = () => Promise.reject(new RangeError('a mistake'));
  const board = await desk.buzz(draft(crowd(2)));
  expect(outcomes(board)).toEqual(['not-called', 'not-called']);
  expect(board.people[0]?.problem?.advice).toBe('internal');
});
