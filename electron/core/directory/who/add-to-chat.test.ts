import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { chatId, chatOf } from '../../../../test/support/desk/buzz-desk';
import { crowd, failure, idsOf, ScriptedFeishu } from '../../../../test/support/feishu/scripted-feishu';
import { addToChat } from './add-to-chat';

const people = (count: number) => idsOf(crowd(count)).map((id) => ({ idType: 'open_id' as const, id }));
const withChat = () => {
  const feishu = new ScriptedFeishu(createVirtualClock());
  feishu.chatList.push(chatOf([]));
  return feishu;
};

it('adds fifty people per call, and counts those in the chat', async () => {
  const feishu = withChat();
  expect(await addToChat(feishu, chatId, people(60))).toEqual({ added: 60, problem: null });
  expect(feishu.of('add-members').map((call) => call.ids.length)).toEqual([50, 10]);
});

it('says why a person was not added', async () => {
  const feishu = withChat();
  feishu.awaiting.add('ou_p1');
  expect(await addToChat(feishu, chatId, people(3))).toMatchObject({ added: 2, problem: { advice: 'room-pending' } });
  feishu.unusable.add('ou_p2');
  expect(await addToChat(feishu, chatId, people(3))).toMatchObject({ added: 1, problem: { advice: 'room-unaddable' } });
});

it('ends with the first refusal, and tells it', async () => {
  const feishu = withChat();
  feishu.fate = () => ({ failure: failure({ code: 232017 }) });
  expect(await addToChat(feishu, chatId, people(60))).toMatchObject({ added: 0, problem: { code: 232017 } });
});
