import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as lark from '@larksuiteoapi/node-sdk';
import { beforeAll, expect, test } from 'vitest';
import { allScopes } from '../../../electron/practice/world/scopes';
import { tempFolder } from '../../support/disk/temp-folder';
import { chatIn, personIn, sharedCompany } from '../../support/feishu/a-company';
import { officialSdk } from '../../support/feishu/official-sdk';
import { aPng } from '../../support/feishu/pictures';

const practice = sharedCompany({ scopes: allScopes, readingSpeed: 1_000_000, limits: { perReceiver: null } });
let client: lark.Client;

beforeAll(async () => {
  client = officialSdk(practice);
});

const person = (name: string) => personIn(practice, name);
const chatId = (name: string) => chatIn(practice, name).chatId;
const lastCall = () => practice.log.entries.at(-1);
/** A file on disk: of a stream the SDK knows the name, of bytes alone it does not. */
const aPngFile = () => {
  const path = join(tempFolder(), 'graph.png');
  writeFileSync(path, aPng());
  return createReadStream(path);
};

const sendText = async (receiveIdType: 'open_id' | 'chat_id', receiveId: string, text: string) => {
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: receiveIdType },
    data: { receive_id: receiveId, msg_type: 'text', content: JSON.stringify({ text }) },
  });
  expect(sent.code).toBe(0);
  return { messageId: sent.data?.message_id ?? '', chatId: sent.data?.chat_id ?? '' };
};

test('the official SDK gets a token and sends a text', async () => {
  practice.log.clear();
  const { messageId } = await sendText('open_id', person('韩梅梅').openId, '请上线\n第二行');
  expect(practice.log.entries.map((call) => call.api)).toEqual(['token', 'send']);
  expect(lastCall()).toMatchObject({
    code: 0,
    did: { message: { messageId, to: person('韩梅梅').openId, msgType: 'text', text: '请上线\n第二行' } },
  });
});

test('the official SDK sends a post with a mention into a chat', async () => {
  const { openId } = person('单小雨');
  const content = [
    [
      { tag: 'at', user_id: openId },
      { tag: 'text', text: ' 主库磁盘 98%' },
    ],
  ];
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: {
      receive_id: chatId('数据库告警'),
      msg_type: 'post',
      content: JSON.stringify({ zh_cn: { title: '加急', content } }),
      uuid: 'sdk-post-1',
    },
  });
  expect(sent.code).toBe(0);
  expect(lastCall()?.did.message).toMatchObject({
    chatId: chatId('数据库告警'),
    msgType: 'post',
    text: '加急\n@单小雨 主库磁盘 98%',
    mentions: [openId],
  });
});

const channels = [
  ['app', 'urgentApp'],
  ['sms', 'urgentSms'],
  ['phone', 'urgentPhone'],
] as const;
const idTypes = [
  ['open_id', 'openId'],
  ['union_id', 'unionId'],
  ['user_id', 'userId'],
] as const;
const ways = channels.flatMap(([channel, method]) =>
  idTypes.map(([idType, field]) => [channel, idType, method, field] as const),
);

test.each(ways)('the official SDK buzzes on the %s channel by %s', async (channel, idType, method, field) => {
  const { messageId } = await sendText('chat_id', chatId('值班协调群'), `${channel} ${idType}`);
  const answer = await client.im.v1.message[method]({
    path: { message_id: messageId },
    params: { user_id_type: idType },
    data: { user_id_list: [person('韩梅梅')[field], person('燕小北')[field]] },
  });
  expect(answer).toMatchObject({ code: 0, data: { invalid_user_id_list: [person('燕小北')[field]] } });
  expect(lastCall()).toMatchObject({
    api: `urgent_${channel}`,
    method: 'PATCH',
    query: { user_id_type: idType },
    did: { buzzed: [{ openId: person('韩梅梅').openId, channel }] },
  });
});

test('the official SDK lists readers page by page', async () => {
  const { messageId } = await sendText('chat_id', chatId('值班协调群'), '读了吗');
  // At a million times real time all people who ever read have read by the next millisecond.
  practice.change({ advanceMs: 1000 });
  const readers = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page = await client.im.v1.message.readUsers({
      path: { message_id: messageId },
      params: { user_id_type: 'open_id', page_size: 3, ...(pageToken ? { page_token: pageToken } : {}) },
    });
    for (const item of page.data?.items ?? []) readers.add(item.user_id ?? '');
    pageToken = page.data?.has_more ? page.data.page_token : undefined;
  } while (pageToken);
  expect(readers).toContain(person('韩梅梅').openId);
  expect(readers).not.toContain(person('曾一鸣').openId);
  expect(lastCall()).toMatchObject({ api: 'read_users', code: 0 });
  expect(lastCall()?.query).toMatchObject({ user_id_type: 'open_id', page_size: '3', page_token: expect.any(String) });
});

test('the official SDK lists chats, members and history', async () => {
  const names: string[] = [];
  for await (const page of await client.im.v1.chat.listWithIterator({ params: { page_size: 4 } })) {
    for (const item of page?.items ?? []) names.push(item.name ?? '');
  }
  expect(names).toEqual(expect.arrayContaining(['数据库告警', '值班协调群', '三号产线', '夜班交接群']));
  expect(new Set(names).size).toBe(names.length);

  const members: string[] = [];
  const pages = await client.im.v1.chatMembers.getWithIterator({
    path: { chat_id: chatId('三号产线') },
    params: { member_id_type: 'open_id', page_size: 7 },
  });
  for await (const page of pages) for (const item of page?.items ?? []) members.push(item.name ?? '');
  expect(members).toHaveLength(19);
  expect(members).toContain('尉迟建国');

  const history = await client.im.v1.message.list({
    params: {
      container_id_type: 'chat',
      container_id: chatId('数据库告警'),
      sort_type: 'ByCreateTimeDesc',
      page_size: 50,
    },
  });
  expect(history.data?.items?.map((item) => item.body?.content)).toContain(JSON.stringify({ text: '已恢复，谢谢' }));
  expect(lastCall()).toMatchObject({ api: 'list_messages', code: 0 });
});

test('the official SDK finds people by e-mail, gets a chat, and recalls', async () => {
  const { openId, email } = person('仇远');
  const found = await client.contact.v3.user.batchGetId({
    params: { user_id_type: 'open_id' },
    data: { emails: [email] },
  });
  expect(found.data?.user_list).toMatchObject([{ user_id: openId, email }]);
  const chat = await client.im.v1.chat.get({ path: { chat_id: chatId('管理通知群') } });
  expect(chat.data).toMatchObject({ urgent_setting: 'only_owner', bot_manager_id_list: [] });
  const { messageId } = await sendText('open_id', openId, '撤回我');
  expect((await client.im.v1.message.delete({ path: { message_id: messageId } })).code).toBe(0);
  expect(lastCall()?.did.recalled).toBe(messageId);
});

test('the official SDK reacts, asks for reactions in both ways, and takes its own back', async () => {
  const { messageId } = await sendText('open_id', person('韩梅梅').openId, '请确认');
  practice.act({ who: '韩梅梅', react: 'THUMBSUP' });
  const path = { message_id: messageId };
  const made = await client.im.v1.messageReaction.create({ path, data: { reaction_type: { emoji_type: 'DONE' } } });
  expect(made.data).toMatchObject({ operator: { operator_type: 'app' }, reaction_type: { emoji_type: 'DONE' } });
  const listed = await client.im.v1.messageReaction.list({ path, params: { page_size: 50 } });
  expect(listed.data?.items.map((item) => item.reaction_type?.emoji_type)).toEqual(['THUMBSUP', 'DONE']);
  const asked = await client.im.v1.messageReaction.batchQuery({
    data: { queries: [path], page_size_per_message: 10 },
    params: { user_id_type: 'union_id' },
  });
  const [first] = asked.data?.success_msg_reaction_details?.[0]?.message_reaction_items ?? [];
  expect(first).toMatchObject({
    emoji_type: 'THUMBSUP',
    operator: { operator_id: person('韩梅梅').unionId, operator_type: 'user' },
  });
  const reactionId = made.data?.reaction_id ?? '';
  await client.im.v1.messageReaction.delete({ path: { ...path, reaction_id: reactionId } });
  expect(lastCall()?.did.unreacted).toEqual({ messageId, emoji: 'DONE' });
});

test('the official SDK puts bubbles under a message, and pins a chat', async () => {
  const { messageId } = await sendText('open_id', person('李雷').openId, '请确认');
  const bubbles = await client.im.v1.message.pushFollowUp({
    path: { message_id: messageId },
    data: { follow_ups: [{ content: '收到', i18n_contents: [{ content: 'Got it', language: 'en_us' }] }] },
  });
  expect(bubbles.code).toBe(0);
  expect(lastCall()?.did.bubbles).toEqual({ messageId, words: ['收到'] });
  const pinned = await client.im.v2.feedCard.botTimeSentive({
    params: { user_id_type: 'open_id' },
    data: { time_sensitive: true, user_ids: [person('李雷').openId] },
  });
  expect(pinned.data?.failed_user_reasons).toEqual([]);
  expect(lastCall()?.did.reminded).toMatchObject({ on: true, people: [{ name: '李雷' }] });
});

test('the official SDK sees refusals as HTTP errors with code and log id', async () => {
  const { messageId } = await sendText('chat_id', chatId('管理通知群'), '例会');
  const refusal = await client.im.v1.message
    .urgentApp({
      path: { message_id: messageId },
      params: { user_id_type: 'open_id' },
      data: { user_id_list: [person('李雷').openId] },
    })
    .then(
      () => null,
      (error: { response: { status: number; data: { code: number }; headers: Record<string, string> } }) =>
        error.response,
    );
  expect(refusal).toMatchObject({ status: 400, data: { code: 230052 } });
  expect(refusal?.headers['x-tt-logid']).toBe(lastCall()?.logId);
});

test('the official SDK uploads a picture and sends it', async () => {
  const uploaded = await client.im.v1.image.create({ data: { image_type: 'message', image: aPngFile() } });
  const key = uploaded?.image_key ?? '';
  expect(lastCall()).toMatchObject({ api: 'upload_image', code: 0, did: { image: { key, kind: 'png' } } });
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: person('韩梅梅').openId, msg_type: 'image', content: JSON.stringify({ image_key: key }) },
  });
  expect(sent.code).toBe(0);
  expect(lastCall()?.did.message?.images).toEqual([key]);
});
