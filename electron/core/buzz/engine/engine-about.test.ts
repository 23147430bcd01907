import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, chatId, chatOf, draft, outcomes, standing, value } from '../../../../test/support/desk/buzz-desk';
import { crowd, ScriptedFeishu, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aLadder } from '../../../../test/support/samples';
import { failed, ok, problem } from '../../../contract/advice/problem';
import type { ExistingMessage } from '../../../contract/model/draft';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { OldMessage } from '../../feishu/feishu';

const messageId = MessageId.parse('om_old');

const old = (change: Partial<OldMessage> = {}): OldMessage => ({
  messageId,
  chatId,
  type: 'text',
  sentAt: 1_699_999_000_000,
  deleted: false,
  own: true,
  senderId: null,
  content: '{"text":"主库切换"}',
  mentions: [],
  ...change,
});

const about = (kind: ExistingMessage['kind']): ExistingMessage => ({
  kind,
  messageId,
  chatId,
  chatName: '数据库告警',
  excerpt: '主库切换',
});

const deskWith = (message: OldMessage) => {
  const desk = buzzDesk();
  desk.feishu.chatList.push(chatOf(crowd(4)));
  desk.feishu.old.push(message);
  return desk;
};

it('buzzes a message of its own as it is: nothing is sent, no text is needed', async () => {
  const desk = deskWith(old());
  const plan = await desk.engine.plan(draft(crowd(2), { text: '', about: about('message') }));
  expect(plan).toMatchObject({
    mode: 'chat',
    chat: { chatId, name: '数据库告警' },
    counts: { messages: 0, buzzes: 2, calls: 1 },
    problem: null,
  });
  const board = await desk.finish(value(await desk.confirm(plan)).id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted']);
  expect(desk.feishu.of('send')).toEqual([]);
  expect(desk.feishu.of('buzz').map((call) => call.messageId)).toEqual([messageId]);
  expect(board).toMatchObject({
    text: '主库切换',
    about: { kind: 'message' },
    messages: [{ messageId, chatId }],
    people: [{ message: 'sent' }, { message: 'sent' }],
  });
});

it('does not take back a message that was there before', async () => {
  const desk = deskWith(old());
  const board = await desk.buzz(draft(crowd(1), { text: '', about: about('message') }));
  expect(await desk.engine.recall(board.id)).toMatchObject({ ok: false, problem: { advice: 'nothing-to-recall' } });
  expect(desk.feishu.of('recall')).toEqual([]);
});

it('buzzes it again and by phone, still without sending anything', async () => {
  const desk = deskWith(old());
  const first = await desk.buzz(draft(crowd(2), { text: '', about: about('message') }));
  const board = await desk.again(first, 'phone', [someone(2)]);
  expect(standing(board, someone(2)).steps.map((step) => step.via)).toEqual(['app', 'phone']);
  expect(desk.feishu.of('send')).toEqual([]);
});

it('replies to another person’s message and buzzes the reply', async () => {
  const desk = deskWith(old({ own: false, senderId: 'ou_p4' }));
  const plan = await desk.engine.plan(draft(crowd(2), { about: about('reply') }));
  expect(plan.counts).toEqual({ messages: 1, buzzes: 2, calls: 2 });
  const board = await desk.finish(value(await desk.confirm(plan)).id);
  expect(outcomes(board)).toEqual(['accepted', 'accepted']);
  const [sent] = desk.feishu.messages();
  expect(sent).toMatchObject({ parent: messageId, to: chatId });
  expect(desk.feishu.of('buzz').map((call) => call.messageId)).toEqual([sent?.messageId]);
});

it('replies once, with the same uuid, although the answer was lost', async () => {
  const desk = deskWith(old({ own: false }));
  desk.feishu.fate = ({ api, nth }) => (api === 'send' && nth === 1 ? 'lost-after' : 'ok');
  const board = await desk.buzz(draft(crowd(1), { about: about('reply') }));
  expect(outcomes(board)).toEqual(['accepted']);
  expect(desk.feishu.of('send')).toHaveLength(2);
  expect(desk.feishu.messages()).toHaveLength(1);
});

it('replies once although it was killed while it waited for the answer', async () => {
  const before = deskWith(old({ own: false }));
  before.feishu.answerAfter = () => new Promise(() => undefined);
  const { id } = value(await before.confirm(await before.engine.plan(draft(crowd(1), { about: about('reply') }))));
  await before.clock.settle();
  before.feishu.answerAfter = async () => undefined;
  const after = buzzDesk({ clock: before.clock, feishu: before.feishu, ledger: before.ledger });
  await after.engine.resume();
  expect(outcomes(await after.finish(id))).toEqual(['accepted']);
  expect(after.feishu.messages()).toHaveLength(1);
  expect(after.feishu.messages()[0]?.parent).toBe(messageId);
});

it('needs a text to reply with', async () => {
  const desk = deskWith(old({ own: false }));
  const plan = await desk.engine.plan(draft(crowd(1), { text: ' ', about: about('reply') }));
  expect(plan.problem).toMatchObject({ advice: 'text-empty' });
});

it('reaches only members of that chat', async () => {
  const desk = deskWith(old());
  const board = await desk.buzz(draft([someone(1), someone(9)], { text: '', about: about('message') }));
  expect(outcomes(board)).toEqual(['accepted', 'not-in-chat']);
});

it.each([
  ['was recalled', old({ deleted: true }), { code: 230110, advice: 'message-deleted' }],
  ['is another person’s', old({ own: false }), { code: 230012, advice: 'message-by-others' }],
  ['does not exist', old({ messageId: MessageId.parse('om_other') }), { code: 99992354 }],
] as const)('refuses beforehand to buzz a message that %s', async (_, message, reason) => {
  const desk = deskWith(message);
  const plan = await desk.engine.plan(draft(crowd(2), { text: '', about: about('message') }));
  expect(plan.problem).toMatchObject(reason);
  expect(plan.people.map((person) => person.preflight?.outcome)).toEqual(['refused', 'refused']);
});

it('buzzes in a direct chat, which does not say who may buzz', async () => {
  const desk = buzzDesk();
  const direct = ChatId.parse('oc_direct');
  desk.feishu.chatList.push(chatOf([someone(1)], { chatId: direct, canBuzz: false, direct: true, name: '' }));
  desk.feishu.old.push(old({ chatId: direct }));
  const there = { ...about('message'), chatId: direct, chatName: '同事1' };
  const board = await desk.buzz(draft([someone(1)], { text: '', about: there }));
  expect(outcomes(board)).toEqual(['accepted']);
});

it('takes two different messages as two wishes, however quickly they come', async () => {
  const desk = deskWith(old());
  const other = MessageId.parse('om_other');
  desk.feishu.old.push(old({ messageId: other }));
  const one = await desk.engine.plan(draft(crowd(1), { text: '', about: about('message') }));
  const two = await desk.engine.plan(draft(crowd(1), { text: '', about: { ...about('message'), messageId: other } }));
  const ids = [value(await desk.confirm(one)).id, value(await desk.confirm(two)).id];
  for (const id of ids) await desk.finish(id);
  expect(desk.feishu.of('buzz').map((call) => call.messageId)).toEqual([messageId, other]);
});

it('can be made again as it was: the same message, and no text', async () => {
  const desk = deskWith(old());
  const wanted = draft(crowd(2), { text: '', delivery: { mode: 'auto' }, about: about('message') });
  const board = await desk.buzz(wanted);
  expect(value(desk.engine.repeat(board.id, () => []))).toEqual({
    ...wanted,
    origin: { from: 'repeat', title: board.title },
  });
});

it('stops nothing on its way to saying that there is nothing to take back', async () => {
  const clock = createVirtualClock();
  const desk = buzzDesk({ clock, ladders: [aLadder()] });
  desk.feishu.chatList.push(chatOf(crowd(4)));
  desk.feishu.old.push(old());
  const wanted = draft(crowd(1), { text: '', about: about('message'), ladder: aLadder().id });
  const { id } = value(await desk.confirm(await desk.engine.plan(wanted)));
  await clock.advance(1_000);
  expect(await desk.engine.recall(id)).toMatchObject({ ok: false, problem: { advice: 'nothing-to-recall' } });
  expect(desk.engine.armed).toMatchObject([{ id }]);
  expect(value(desk.engine.board(id))).toMatchObject({ state: 'done', ladder: { state: 'armed' } });
});

it('stops nothing either when the workspace is gone', async () => {
  let gone = false;
  const feishu = new ScriptedFeishu(createVirtualClock());
  const feishuOf = () => (gone ? failed(problem('workspace-gone')) : ok(feishu));
  const desk = buzzDesk({ feishuOf, ladders: [aLadder()] });
  const { id } = value(await desk.confirm(await desk.engine.plan(draft(crowd(1), { ladder: aLadder().id }))));
  await desk.clock.advance(1_000);
  gone = true;
  expect(await desk.engine.recall(id)).toMatchObject({ ok: false, problem: { advice: 'workspace-gone' } });
  expect(desk.engine.armed).toMatchObject([{ id }]);
});
