import { beforeEach, expect, test } from 'vitest';
import { aPng } from '../../support/feishu/pictures';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const bubbles = [{ content: '收到' }, { content: '稍后处理' }];
const bubble = (messageId: string) =>
  world.call('POST', `/im/v1/messages/${messageId}/push_follow_up`, { follow_ups: bubbles });
const emojis = async (messageId: string): Promise<string[]> => {
  const { items } = (await world.call('GET', `/im/v1/messages/${messageId}/reactions`)).body.data;
  return items.map((item: { reaction_type: { emoji_type: string } }) => item.reaction_type.emoji_type);
};
const texts = async (messageId: string): Promise<string[]> => {
  const chatId = world.practice.world.messages.get(messageId)?.chatId;
  const { items } = (await world.call('GET', `/im/v1/messages?container_id_type=chat&container_id=${chatId}`)).body
    .data;
  return items
    .filter((item: { sender: { sender_type: string } }) => item.sender.sender_type === 'user')
    .map((item: { body: { content: string } }) => JSON.parse(item.body.content).text);
};

test('people only read unless they are told to answer', async () => {
  const messageId = await world.sentTo('韩梅梅');
  await bubble(messageId);
  world.pass(600_000);
  expect(await texts(messageId)).toEqual([]);
});

test('some people tap, react, reply or decline after reading, each in their own time', async () => {
  world.practice.change({ answering: true });
  const sent = new Map<string, string>();
  for (const name of ['韩梅梅', '单小雨', '乐嘉', '秘宁', '仇远']) {
    const messageId = await world.sentTo(name);
    await bubble(messageId);
    sent.set(name, messageId);
  }
  const of = (name: string) => sent.get(name) ?? '';
  // 韩梅梅 reads after 8 s and taps 5 s later.
  world.pass(12_999);
  expect(await texts(of('韩梅梅'))).toEqual([]);
  world.pass(1);
  expect(await texts(of('韩梅梅'))).toEqual(['收到']);
  world.pass(60_000);
  expect(await emojis(of('单小雨'))).toEqual(['THUMBSUP']);
  expect(await texts(of('乐嘉'))).toEqual(['好的，我这就看']);
  expect(await emojis(of('秘宁'))).toEqual(['No']);
  expect([await emojis(of('仇远')), await texts(of('仇远'))]).toEqual([[], []]);
});

test('a person waits for bubbles to tap, and taps none that have gone', async () => {
  world.practice.change({ answering: true });
  const first = await world.sentTo('韩梅梅');
  world.pass(60_000);
  await bubble(first);
  world.pass(2000);
  const second = await world.sentTo('韩梅梅');
  world.pass(60_000);
  expect(await texts(second)).toEqual([]);
});

test('a reaction that its person takes back after a while is gone', async () => {
  world.practice.change({
    answering: true,
    people: [{ who: '李雷', answering: { kind: 'react', emoji: 'OK', seconds: 1, backAfter: 30 } }],
  });
  const messageId = await world.sentTo('李雷');
  world.pass(7000);
  expect(await emojis(messageId)).toEqual(['OK']);
  world.pass(30_000);
  expect(await emojis(messageId)).toEqual([]);
});

test('in a group only those answer who are meant, there by a reply to the message', async () => {
  world.practice.change({
    answering: true,
    people: ['李雷', '韩梅梅'].map((who) => ({ who, answering: { kind: 'reply', text: '在看', seconds: 1 } })),
  });
  const messageId = await world.sent('值班协调群');
  await world.buzz(messageId, [world.person('李雷').openId]);
  world.pass(60_000);
  await world.call('GET', '/bot/v3/info');
  const replies = [...world.practice.world.messages.values()].filter(({ parentId }) => parentId === messageId);
  expect(replies).toMatchObject([
    { rootId: messageId, sender: { kind: 'person', openId: world.person('李雷').openId } },
  ]);
});

test('to answer is to read', async () => {
  const messageId = await world.sentTo('任盈盈');
  world.practice.act({ who: '任盈盈', decline: true });
  const { items } = (await world.call('GET', `/im/v1/messages/${messageId}/read_users?user_id_type=open_id`)).body.data;
  expect(items).toHaveLength(1);
  expect(await emojis(messageId)).toEqual(['No']);
  world.practice.act({ who: '任盈盈', takeBack: true });
  expect(await emojis(messageId)).toEqual([]);
});

test('people write to the bot, directly or by a mention in a group, in words and otherwise', async () => {
  const direct = world.practice.act({ who: '李雷', write: '机房停电了' });
  const group = world.practice.act({ who: '李雷', write: '谁在现场', chat: '值班协调群' });
  const picture = world.practice.act({ who: '李雷', write: { image_key: 'img_1' }, msgType: 'image' });
  const { messages, chats, botOpenId } = world.practice.world;
  expect(chats.get(messages.get(direct)?.chatId ?? '')?.mode).toBe('p2p');
  expect(messages.get(group)).toMatchObject({
    content: '{"text":"@_user_1 谁在现场"}',
    mentions: [{ key: '@_user_1', openId: botOpenId }],
  });
  expect(messages.get(picture)).toMatchObject({ msgType: 'image', content: '{"image_key":"img_1"}' });
  // Such a message can be replied to, and never buzzed (feishu-api 3.4).
  expect((await world.buzz(direct, [world.person('李雷').openId])).code).toBe(230012);
  const reply = { content: '{"text":"收到"}', msg_type: 'text' };
  const { data } = (await world.call('POST', `/im/v1/messages/${direct}/reply`, reply)).body;
  expect(data).toMatchObject({ parent_id: direct, root_id: direct });
});

test('another bot can react, which is no person’s answer', async () => {
  const messageId = await world.sentTo('李雷');
  world.practice.act({ app: 'cli_a1ac71ce000000ff', react: 'OK', messageId });
  const { items } = (await world.call('GET', `/im/v1/messages/${messageId}/reactions`)).body.data;
  expect(items).toMatchObject([{ operator: { operator_id: 'cli_a1ac71ce000000ff', operator_type: 'app' } }]);
  expect(world.practice.world.messages.get(messageId)?.reads.size).toBe(0);
});

test.each([
  [{ app: 'cli_a', react: 'OK' }, 'an app has'],
  [{ who: '李雷' }, 'does one of'],
  [{ who: '李雷', tap: 1, react: 'OK' }, 'does one of'],
  [{ who: '李雷', react: 'ok' }, 'name of an emoji'],
  [{ who: '李雷', tap: 1 }, 'no bubble'],
  [{ who: '谁', write: '在' }, 'of no person'],
  [{ who: '李雷', write: '在', chat: '不存在' }, 'this person is in'],
  [{ who: '李雷', takeBack: true, messageId: 'om_none' }, 'no such message'],
])('%j is a mistake', async (deed, why) => {
  expect(() => world.practice.act(deed)).toThrow(why);
  const { status, body } = await world.raw('POST', '/_practice/act', { body: JSON.stringify(deed) });
  expect([status, body.error]).toEqual([400, expect.stringContaining(why)]);
});

test('a person plays one of the company on practice’s page: reads, taps, reacts, writes', async () => {
  const messageId = await world.sentTo('韩梅梅');
  await bubble(messageId);
  const { baseUrl, controlToken } = world.practice;
  const { openId } = world.person('韩梅梅');
  const page = `/_practice/chats/${openId}?token=${controlToken}`;
  const browser = { 'sec-fetch-site': 'same-origin' };
  const submit = (form: Record<string, string>, headers: Record<string, string> = { ...browser, origin: baseUrl }) =>
    world.raw('POST', page, {
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  const messages = async () =>
    String((await world.raw('GET', page.replace('?', '/messages?'), { headers: browser })).body);
  expect(String((await world.raw('GET', `/_practice/chats?token=${controlToken}`)).body)).toContain('韩梅梅');
  expect(await messages()).toContain('稍后处理');
  expect((await submit({ react: 'OK', messageId })).status).toBe(303);
  expect(await emojis(messageId)).toEqual(['OK']);
  expect((await submit({ tap: '收到' })).status).toBe(303);
  expect(await messages()).not.toContain('稍后处理');
  await submit({ write: '<b>我</b>' });
  expect(await messages()).toContain('&#60;b&#62;我');
  expect(await texts(messageId)).toEqual(['收到', '<b>我</b>']);
  expect((await submit({ tap: '收到' })).status).toBe(400);
  // Another page cannot submit, and no page can without the token.
  expect((await submit({ write: 'x' }, { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' })).status).toBe(
    403,
  );
  expect((await submit({ write: 'x' }, {})).status).toBe(401);
  expect((await world.raw('GET', '/_practice/chats', { headers: browser })).status).toBe(401);
});

test('the page of a person shows the pictures of their own chats, and nothing else that was uploaded', async () => {
  const bytes = aPng();
  const key = (await world.upload(bytes)).body.data.image_key;
  const send = (name: string) => {
    const content = JSON.stringify({ zh_cn: { title: '', content: [[{ tag: 'img', image_key: key }]] } });
    return world.send('open_id', world.person(name).openId, { msg_type: 'post', content });
  };
  const messageId = (await send('韩梅梅')).body.data.message_id;
  const foreign = (await send('李雷')).body.data.message_id;
  const { baseUrl, controlToken } = world.practice;
  const { openId } = world.person('韩梅梅');
  const ask = (path: string, query = `?token=${controlToken}`) =>
    world.raw('GET', `/_practice/chats/${openId}${path}${query}`, { headers: { 'sec-fetch-site': 'same-origin' } });
  const shown = String((await ask('/messages')).body);
  const [, source = ''] = /<img alt="[^"]+" src="([^"]+)"/.exec(shown) ?? [];
  expect(source).toContain(`/pictures/${messageId}/0`);
  const got = await fetch(baseUrl + source.replaceAll('&#38;', '&'));
  expect([got.headers.get('content-type'), got.headers.get('x-content-type-options')]).toEqual([
    'image/png',
    'nosniff',
  ]);
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
  for (const path of [`/pictures/${messageId}/1`, `/pictures/${messageId}/x`, `/pictures/${foreign}/0`])
    expect((await ask(path)).status, path).toBe(404);
  expect((await ask(`/pictures/${messageId}/0`, '')).status).toBe(401);
  await world.call('DELETE', `/im/v1/messages/${messageId}`);
  expect((await ask(`/pictures/${messageId}/0`)).status).toBe(404);
});
