import { beforeEach, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const lastEffects = () => world.practice.log.entries.at(-1)?.did;
const ask = (queries: readonly object[], more: object = {}) =>
  world.call('POST', '/im/v1/messages/reactions/batch_query', { queries, ...more });
const bubble = (messageId: string, words: unknown = [{ content: '收到' }]) =>
  world.call('POST', `/im/v1/messages/${messageId}/push_follow_up`, { follow_ups: words });

test('reactions of twenty messages come in one call, and what fails there fails alone', async () => {
  const mine = await world.sentTo('韩梅梅');
  const group = await world.sent('值班协调群');
  const recalled = await world.sentTo('李雷');
  await world.call('DELETE', `/im/v1/messages/${recalled}`);
  world.practice.act({ who: '韩梅梅', react: 'THUMBSUP' });
  world.pass(1000);
  world.practice.act({ who: '李雷', react: 'No', messageId: group });
  const queries = [mine, group, recalled, 'om_unknown'].map((message_id) => ({ message_id }));
  const { data } = (await ask([...queries, { message_id: mine, page_token: 'x' }])).body;
  const { openId } = world.person('韩梅梅');
  expect(data.success_msg_reaction_details).toEqual([
    {
      message_id: mine,
      has_more: false,
      message_reaction_items: [
        {
          reaction_id: expect.any(String),
          operator: { operator_id: openId, operator_type: 'user' },
          action_time: String(world.practice.world.now() - 1000),
          emoji_type: 'THUMBSUP',
        },
      ],
    },
    { message_id: group, has_more: false, message_reaction_items: [expect.objectContaining({ emoji_type: 'No' })] },
  ]);
  expect(data.success_msg_reaction_counts[0]).toEqual({
    message_id: mine,
    reaction_count: [{ reaction_type: 'THUMBSUP', count: '1' }],
  });
  expect(data.fail_msg_reaction_details).toEqual([
    { message_id: recalled, fail_reason: 'invalid' },
    { message_id: 'om_unknown', fail_reason: 'invalid' },
    { message_id: mine, fail_reason: 'invalid_page_token' },
  ]);
});

test('a message in a chat without the bot gives no_permission', async () => {
  const group = await world.sent('值班协调群');
  world.practice.change({ chats: [{ chat: '值班协调群', botIn: false }] });
  const { data } = (await ask([{ message_id: group }])).body;
  expect(data.fail_msg_reaction_details).toEqual([{ message_id: group, fail_reason: 'no_permission' }]);
});

test('more reactions than a page holds are asked for message by message, and can be narrowed to one kind', async () => {
  const group = await world.sent('值班协调群');
  for (const openId of world.chat('值班协调群').members) {
    world.practice.act({ who: openId, react: 'OK', messageId: group });
  }
  world.practice.act({ who: '韩梅梅', react: 'DONE', messageId: group });
  const all = world.chat('值班协调群').members.size + 1;
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { data } = (
      await ask([{ message_id: group, ...(token ? { page_token: token } : {}) }], { page_size_per_message: 3 })
    ).body;
    const [{ has_more: more, page_token: next, message_reaction_items: items }] = data.success_msg_reaction_details;
    expect(items.length).toBeLessThanOrEqual(3);
    for (const item of items) seen.add(item.reaction_id);
    token = more ? next : undefined;
  } while (token);
  expect(seen.size).toBe(all);
  const { data } = (await ask([{ message_id: group }], { reaction_type: 'DONE' })).body;
  expect(data.success_msg_reaction_details[0].message_reaction_items).toHaveLength(1);
});

test.each([
  [{ queries: [] }, 99992402],
  [{ queries: Array.from({ length: 21 }, () => ({ message_id: 'om_a' })) }, 99992402],
  [{ queries: 'om_a' }, 9499],
  [{}, 99992402],
  [{ queries: [{ message_id: 'om_a' }], page_size_per_message: 11 }, 99992402],
  [{ queries: [{ message_id: 'om_a' }], page_size_per_message: '10' }, 9499],
  [{ queries: [{ message_id: 'om_a' }], reaction_type: 'thumbsup' }, 230001],
])('batch_query refuses %j', async (body, code) => {
  expect((await world.call('POST', '/im/v1/messages/reactions/batch_query', body)).code).toBe(code);
});

test('reading reactions needs a scope of its own: im:message is not enough', async () => {
  const messageId = await world.sentTo('韩梅梅');
  world.practice.change({
    revokeScopes: ['im:message:readonly', 'im:message.reactions:read'],
    grantScopes: ['im:message'],
  });
  expect((await ask([{ message_id: messageId }])).code).toBe(99991672);
  expect((await world.call('GET', `/im/v1/messages/${messageId}/reactions`)).code).toBe(99991672);
  world.practice.change({ grantScopes: ['im:message.reactions:read'] });
  expect((await ask([{ message_id: messageId }])).code).toBe(0);
});

test('the bot reacts, once however often it asks, and takes it back', async () => {
  const messageId = await world.sentTo('韩梅梅');
  const reply = world.practice.act({ who: '韩梅梅', reply: '收到' });
  const path = `/im/v1/messages/${reply}/reactions`;
  const body = { reaction_type: { emoji_type: 'DONE' } };
  const made = (await world.call('POST', path, body)).body.data;
  expect(made).toMatchObject({
    operator: { operator_id: world.practice.appId, operator_type: 'app' },
    reaction_type: { emoji_type: 'DONE' },
  });
  expect((await world.call('POST', path, body)).body.data.reaction_id).toBe(made.reaction_id);
  expect(lastEffects()).toMatchObject({ reacted: { messageId: reply, emoji: 'DONE' } });
  world.practice.act({ who: '韩梅梅', react: 'OK', messageId: reply });
  const items = (await world.call('GET', `${path}?page_size=1`)).body.data;
  expect(items).toMatchObject({ has_more: true, items: [{ reaction_type: { emoji_type: 'DONE' } }] });
  const next = (await world.call('GET', `${path}?page_size=1&page_token=${items.page_token}`)).body.data;
  const [other] = next.items;
  expect((await world.call('DELETE', `${path}/${other.reaction_id}`)).code).toBe(231006);
  expect((await world.call('DELETE', `${path}/${made.reaction_id}`)).code).toBe(0);
  expect((await world.call('DELETE', `${path}/${made.reaction_id}`)).code).toBe(231003);
  expect((await world.call('POST', path, { reaction_type: { emoji_type: 'done' } })).code).toBe(231001);
  expect((await world.call('POST', path, { reaction_type: 'DONE' })).code).toBe(9499);
  await world.call('DELETE', `/im/v1/messages/${messageId}`);
  expect((await world.call('POST', `/im/v1/messages/${messageId}/reactions`, body)).code).toBe(231003);
});

test('bubbles stand under the newest message of a direct chat until one is tapped', async () => {
  const messageId = await world.sentTo('韩梅梅');
  const { chatId } = world.practice.world.messages.get(messageId)!;
  const words = [
    { content: '收到', i18n_contents: [{ language: 'en_us', content: 'Got it' }] },
    { content: '稍后处理' },
    { content: '需要帮忙' },
  ];
  expect((await bubble(messageId, words)).body.data).toEqual({});
  expect(lastEffects()?.bubbles).toEqual({ messageId, words: ['收到', '稍后处理', '需要帮忙'] });
  expect((await bubble(messageId)).code).toBe(230008);
  world.pass(5000);
  const tapped = world.practice.act({ who: '韩梅梅', tap: 1 });
  const start = Math.floor(world.practice.world.now() / 1000);
  const list = `/im/v1/messages?container_id_type=chat&container_id=${chatId}&start_time=${start}`;
  const { items } = (await world.call('GET', list)).body.data;
  expect(items).toMatchObject([
    {
      message_id: tapped,
      chat_id: chatId,
      msg_type: 'text',
      sender: { id: world.person('韩梅梅').openId, id_type: 'open_id', sender_type: 'user' },
      body: { content: '{"text":"收到"}' },
    },
  ]);
  expect(() => world.practice.act({ who: '韩梅梅', tap: 2 })).toThrow('no bubble');
});

test('a person whose Feishu is in English taps the English words', async () => {
  const messageId = await world.sentTo('韩梅梅');
  await bubble(messageId, [{ content: '收到', i18n_contents: [{ language: 'en_us', content: 'Got it' }] }]);
  const tapped = world.practice.act({ who: '韩梅梅', tap: 'Got it' });
  expect(world.practice.world.messages.get(tapped)?.content).toBe('{"text":"Got it"}');
});

test('bubbles have codes of their own', async () => {
  const messageId = await world.sentTo('韩梅梅');
  world.pass(600_001);
  expect((await bubble(messageId)).code).toBe(230002);
  const group = await world.sent('值班协调群');
  expect((await bubble(group)).code).toBe(230003);
  const older = await world.sentTo('韩梅梅');
  world.practice.act({ who: '韩梅梅', write: '在吗' });
  expect((await bubble(older)).code).toBe(230006);
  const newest = await world.sentTo('韩梅梅');
  expect((await bubble(newest, [{ content: ' ' }])).code).toBe(230007);
  expect((await bubble(newest, [{ content: '长'.repeat(201) }])).code).toBe(230007);
  expect((await bubble(newest, [])).code).toBe(230001);
  expect(
    (
      await bubble(
        newest,
        Array.from({ length: 4 }, () => ({ content: '好' })),
      )
    ).code,
  ).toBe(230001);
  const translated = [{ content: '好', i18n_contents: [{ language: 'xx_xx', content: 'OK' }] }];
  expect((await bubble(newest, translated)).code).toBe(230001);
  expect((await bubble(newest, [{ content: 1 }])).code).toBe(9499);
  expect((await bubble(newest)).code).toBe(0);
});

test('reminders pin chats at the top, and tell for whom it failed', async () => {
  await world.sentTo('韩梅梅');
  const path = '/im/v2/feed_cards/bot_time_sentive?user_id_type=open_id';
  const people = ['韩梅梅', '李雷'].map((name) => world.person(name).openId);
  const answer = await world.call('PATCH', path, { time_sensitive: true, user_ids: [...people, 'ou_unknown'] });
  // 李雷 has no direct chat with the bot that could be pinned.
  expect(answer.body.data.failed_user_reasons.map((one: { user_id: string }) => one.user_id)).toEqual([
    'ou_unknown',
    people[1],
  ]);
  expect(lastEffects()?.reminded).toEqual({ on: true, people: [{ openId: people[0], name: '韩梅梅' }] });
  const direct = world.practice.world.directChats.get(people[0] ?? '');
  expect(direct?.reminded).toEqual(new Set([people[0]]));
  await world.call('PATCH', path, { time_sensitive: false, user_ids: people });
  expect(direct?.reminded).toEqual(new Set());
  const group = world.chat('值班协调群');
  const inGroup = `/im/v2/feed_cards/${group.chatId}?user_id_type=open_id`;
  expect((await world.call('PATCH', inGroup, { time_sensitive: true, user_ids: people })).code).toBe(0);
  expect(group.reminded).toEqual(new Set(people));
  group.botIn = false;
  expect((await world.call('PATCH', inGroup, { time_sensitive: true, user_ids: people })).code).toBe(230027);
});

test.each([
  ['', { time_sensitive: true, user_ids: ['ou_a'] }, 99992402],
  ['?user_id_type=open_id', { time_sensitive: 'true', user_ids: ['ou_a'] }, 9499],
  ['?user_id_type=open_id', { time_sensitive: true, user_ids: [] }, 230001],
  ['?user_id_type=open_id', { time_sensitive: true, user_ids: Array.from({ length: 51 }, () => 'ou_a') }, 230001],
])('a reminder %s %j is refused', async (query, body, code) => {
  expect((await world.call('PATCH', `/im/v2/feed_cards/bot_time_sentive${query}`, body)).code).toBe(code);
});

test('each call names the scopes that it lacks', async () => {
  const messageId = await world.sentTo('韩梅梅');
  const { settings } = world.practice.world;
  settings.scopes.clear();
  const missing = async (method: string, path: string, body: unknown = {}) => {
    const answer = await world.call(method, path, body);
    return answer.body.error.permission_violations.map(({ subject }: { subject: string }) => subject);
  };
  expect(await missing('POST', `/im/v1/messages/${messageId}/reactions`)).toEqual([
    'im:message',
    'im:message.reactions:write_only',
  ]);
  expect(await missing('POST', `/im/v1/messages/${messageId}/push_follow_up`)).toEqual([
    'im:message',
    'im:message:send_as_bot',
  ]);
  expect(await missing('PATCH', '/im/v2/feed_cards/bot_time_sentive')).toEqual([
    'im:datasync.feed_card.time_sensitive:write',
  ]);
});
