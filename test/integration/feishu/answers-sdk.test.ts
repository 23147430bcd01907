import type { Client } from '@larksuiteoapi/node-sdk';
import { beforeAll, expect, it } from 'vitest';
import { ChatId, type MessageId } from '../../../electron/contract/model/ids';
import type { FeishuApp } from '../../../electron/core/feishu/feishu';
import { optionalScopes, usualScopes } from '../../../electron/practice/world/scopes';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { openGuard } from '../../support/feishu/fake-feishu';
import { officialSdk, seenAfter } from '../../support/feishu/official-sdk';

// What the app calls to ask for answers, to hear them and to remind: the server must see the same requests of Feishu's SDK.

const practice = sharedCompany({ readingSpeed: 0, scopes: [...usualScopes, ...optionalScopes] });
let ours: FeishuApp;
let sdk: Client;

beforeAll(() => {
  ours = connectedClient(practice, { clock: createVirtualClock() });
  sdk = officialSdk(practice);
});

const openIdOf = (name: string) => personIn(practice, name).openId;
const post = { zh_cn: { title: '', content: [[{ tag: 'text' as const, text: '请处理' }]] } };

const messageTo = async (name: string): Promise<{ messageId: MessageId; chatId: ChatId }> => {
  const to = { idType: 'open_id' as const, id: openIdOf(name) };
  const sent = await ours.send({ to, post, uuid: `${name} ${Math.random()}` }, openGuard());
  if (!sent.ok) throw new Error('expected a message');
  return { messageId: sent.value.messageId, chatId: ChatId.parse(sent.value.chatId) };
};

const aChat = () => {
  const found = [...practice.world.chats.values()].find((chat) => chat.name === '数据库告警');
  return ChatId.parse(found?.chatId);
};

/** Both make the same call, and Feishu accepts it. */
const expectSame = async (mine: Promise<unknown>, theirs: () => Promise<unknown>) => {
  const seen = await seenAfter(practice, mine);
  expect(seen).toEqual(await seenAfter(practice, theirs()));
  expect(seen.code).toBe(0);
};

it('asks for the reactions to several messages', async () => {
  const ids = [(await messageTo('李雷')).messageId, (await messageTo('韩梅梅')).messageId];
  await expectSame(ours.readReactions({ messageIds: ids, idType: 'open_id' }), () =>
    sdk.im.v1.messageReaction.batchQuery({
      params: { user_id_type: 'open_id' },
      data: { queries: ids.map((message_id) => ({ message_id })), page_size_per_message: 10 },
    }),
  );
});

it('puts a reaction under a message', async () => {
  const { messageId } = await messageTo('李雷');
  await expectSame(ours.react({ messageId, emoji: 'DONE' }, openGuard()), () =>
    sdk.im.v1.messageReaction.create({
      path: { message_id: messageId },
      data: { reaction_type: { emoji_type: 'DONE' } },
    }),
  );
});

it('shows bubbles in both languages', async () => {
  const bubbles = [
    { 'zh-CN': '收到', 'en-US': 'Got it' },
    { 'zh-CN': '需要帮忙', 'en-US': 'Need help' },
  ];
  const first = await messageTo('李雷');
  const other = await messageTo('韩梅梅');
  const mine = await seenAfter(practice, ours.showBubbles({ messageId: first.messageId, bubbles }, openGuard()));
  const theirs = await seenAfter(
    practice,
    sdk.im.v1.message.pushFollowUp({
      path: { message_id: other.messageId },
      data: {
        follow_ups: bubbles.map((bubble) => ({
          content: bubble['zh-CN'],
          i18n_contents: [
            { language: 'zh_cn', content: bubble['zh-CN'] },
            { language: 'en_us', content: bubble['en-US'] },
          ],
        })),
      },
    }),
  );
  // A message takes bubbles once, so the two are under different ones.
  const plain = (path: string) => path.replace(/om_\w+/, '');
  expect({ ...mine, path: plain(mine.path) }).toEqual({ ...theirs, path: plain(theirs.path) });
  expect(mine.code).toBe(0);
});

it('lists what a person wrote in their direct chat since a time', async () => {
  const { chatId } = await messageTo('单小雨');
  const since = practice.world.now() - 60_000;
  await expectSame(ours.readSince({ chatId, since }), () =>
    sdk.im.v1.message.list({
      params: {
        container_id_type: 'chat',
        container_id: chatId,
        start_time: String(Math.floor(since / 1000)),
        sort_type: 'ByCreateTimeAsc',
        page_size: 50,
      },
    }),
  );
});

it.each([true, false])('sets a reminder, or takes it back (%s), in direct chats', async (on) => {
  await messageTo('李雷');
  const ids = [openIdOf('李雷')];
  await expectSame(ours.remind({ chatId: null, idType: 'open_id', ids, on }, openGuard()), () =>
    sdk.im.v2.feedCard.botTimeSentive({
      params: { user_id_type: 'open_id' },
      data: { time_sensitive: on, user_ids: ids },
    }),
  );
});

it.each([true, false])('sets a reminder, or takes it back (%s), in a chat of many', async (on) => {
  const chatId = aChat();
  const ids = [openIdOf('李雷')];
  await expectSame(ours.remind({ chatId, idType: 'open_id', ids, on }, openGuard()), () =>
    sdk.im.v2.feedCard.patch({
      path: { feed_card_id: chatId },
      params: { user_id_type: 'open_id' },
      data: { time_sensitive: on, user_ids: ids },
    }),
  );
});
