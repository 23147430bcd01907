import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { buzzDesk, draft } from '../../../../test/support/desk/buzz-desk';
import { crowd, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { HeardText } from './texts';

const desks = (ask: boolean) => {
  const clock = createVirtualClock();
  const feishu = new ScriptedFeishu(clock);
  feishu.tellsChats = true;
  const desk = buzzDesk({ clock, feishu });
  let nth = 0;
  /** Writes a text and tells whether it is an answer, twice: heard again it must be the same. */
  const writes = async (change: Partial<HeardText> = {}): Promise<boolean> => {
    await clock.advance(1_000);
    const text: HeardText = {
      kind: 'wrote',
      messageId: MessageId.parse(`om_text${nth++}`),
      chatId: ChatId.parse('oc_p1'),
      chatType: 'p2p',
      from: 'ou_p1',
      parentId: null,
      rootId: null,
      messageType: 'text',
      text: `words ${nth}`,
      at: clock.now(),
      mentionsBot: false,
      ...change,
    };
    await desk.engine.hear([text]);
    const answer = desk.engine.isAnswer(text);
    await desk.engine.hear([text]);
    expect(desk.engine.isAnswer(text)).toBe(answer);
    return answer;
  };
  return { desk, clock, writes, buzz: () => desk.buzz(draft(crowd(2), { ask })) };
};

it('is an answer when it is the first text to a buzz that asks; what follows may be about anything', async () => {
  const { writes, buzz } = desks(true);
  expect(await writes()).toBe(false);
  await buzz();
  expect([await writes(), await writes()]).toEqual([true, false]);
});

it('is an answer to a buzz that asks for none only by name', async () => {
  const { writes, buzz } = desks(false);
  const board = await buzz();
  expect(await writes()).toBe(false);
  const parentId = board.messages[0]?.messageId ?? null;
  expect(await writes({ parentId, chatId: ChatId.parse('oc_other'), chatType: 'group' })).toBe(false);
});

it('is an answer whenever it is a bubble, and none after a reaction that acknowledged', async () => {
  const { desk, clock, writes, buzz } = desks(true);
  const board = await buzz();
  const messageId = board.messages[0]?.messageId;
  if (!messageId) throw new Error('no message was sent');
  await clock.advance(1_000);
  await desk.engine.hear([{ kind: 'reacted', messageId, by: 'ou_p1', byApp: false, emoji: 'OK', at: clock.now() }]);
  expect(await writes()).toBe(false);
  expect(await writes({ text: '稍后处理' })).toBe(true);
});

it('is none in the chat of another person, or a day later', async () => {
  const { clock, writes, buzz } = desks(true);
  await buzz();
  expect(await writes({ chatId: ChatId.parse('oc_p9'), from: 'ou_p9' })).toBe(false);
  await clock.advance(25 * 3_600_000);
  expect(await writes()).toBe(false);
});
