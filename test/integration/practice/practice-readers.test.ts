import { beforeEach, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const readers = async (messageId: string, query = 'user_id_type=open_id') =>
  world.call('GET', `/im/v1/messages/${messageId}/read_users?${query}`);

const names = async (messageId: string): Promise<string[]> => {
  const { items } = (await readers(messageId, 'user_id_type=open_id&page_size=100')).body.data;
  return items.map((item: { user_id: string }) => world.practice.world.byOpenId.get(item.user_id)?.name);
};

test('people read after their own time, and the answer tells it', async () => {
  const messageId = await world.sentTo('韩梅梅');
  const sentAt = world.practice.world.now();
  expect(await names(messageId)).toEqual([]);
  world.pass(7999);
  expect(await names(messageId)).toEqual([]);
  world.pass(1);
  const { data } = (await readers(messageId)).body;
  expect(data).toEqual({
    items: [
      {
        user_id_type: 'open_id',
        user_id: world.person('韩梅梅').openId,
        timestamp: String(sentAt + 8000),
        tenant_key: world.practice.world.tenantKey,
      },
    ],
    has_more: false,
  });
});

test.each([
  ['解放', 'sms', ['app']],
  ['尉迟敬', 'phone', ['app', 'sms']],
])('%s reads only after a %s', async (name, channel, notBy) => {
  const messageId = await world.sentTo(name);
  const { openId } = world.person(name);
  for (const other of notBy) {
    expect((await world.buzz(messageId, [openId], other)).code).toBe(0);
    world.pass(60_000);
    expect(await names(messageId)).toEqual([]);
  }
  await world.buzz(messageId, [openId], channel);
  world.pass(20_000);
  expect(await names(messageId)).toEqual([name]);
});

test('a call also makes people read who wait for an SMS', async () => {
  const messageId = await world.sentTo('解放');
  await world.buzz(messageId, [world.person('解放').openId], 'phone');
  world.pass(12_000);
  expect(await names(messageId)).toEqual(['解放']);
});

test('some people never read on their own', async () => {
  const messageId = await world.sentTo('任盈盈');
  world.pass(6 * 86_400_000);
  world.useToken('');
  expect(await names(messageId)).toEqual([]);
  const answer = await world.raw('POST', '/_practice/read', { body: JSON.stringify({ who: '任盈盈', messageId }) });
  expect(answer.body).toEqual({ read: [messageId] });
  expect(await names(messageId)).toEqual(['任盈盈']);
});

test('habits can be changed and sped up; a read message stays read', async () => {
  const messageId = await world.sent('值班协调群');
  world.pass(8000);
  const before = await names(messageId);
  expect(before).toEqual(['李雷', '韩梅梅']);
  world.practice.change({ readingSpeed: 0 });
  world.pass(600_000);
  expect(await names(messageId)).toEqual(before);
  world.practice.change({
    readingSpeed: 1000,
    people: [
      { who: '韩梅梅', reading: { kind: 'never' } },
      { who: '曾一鸣', reading: { kind: 'after', seconds: 1 } },
    ],
  });
  expect(await names(messageId)).toEqual(expect.arrayContaining(['李雷', '韩梅梅', '曾一鸣']));
});

test('readers come in pages, in the requested type of id', async () => {
  const messageId = await world.sent('值班协调群');
  world.pass(60_000);
  const first = await readers(messageId, 'user_id_type=union_id&page_size=2');
  expect(first.body.data).toMatchObject({ has_more: true, page_token: expect.any(String) });
  const seen = new Set<string>();
  let query = 'user_id_type=union_id&page_size=2';
  for (;;) {
    const { data } = (await readers(messageId, query)).body;
    for (const item of data.items) seen.add(item.user_id);
    if (!data.has_more) break;
    query = `user_id_type=union_id&page_size=2&page_token=${encodeURIComponent(data.page_token)}`;
  }
  expect([...seen].every((id) => id.startsWith('on_'))).toBe(true);
  expect(seen.size).toBe((await names(messageId)).length);
});

test.each([
  ['no user_id_type', '', 99992402],
  ['a type that does not exist', 'user_id_type=email', 230001],
  ['a page of 0', 'user_id_type=open_id&page_size=0', 230001],
  ['a page of 101', 'user_id_type=open_id&page_size=101', 230001],
  ['a page of many', 'user_id_type=open_id&page_size=many', 99992402],
  ['a token of nowhere', 'user_id_type=open_id&page_token=abc', 230001],
])('%s is refused', async (_what, query, code) => {
  expect(await readers(await world.sentTo('韩梅梅'), query)).toMatchObject({ status: 400, code });
});

test('readers are told of the bot’s own messages of seven days only', async () => {
  const messageId = await world.sentTo('韩梅梅');
  const humanLine = world
    .chat('值班协调群')
    .messages.find((id) => world.practice.world.messages.get(id)?.sender.kind === 'person');
  expect((await readers(humanLine ?? '')).code).toBe(230012);
  world.pass(7 * 86_400_000);
  world.useToken('');
  expect((await readers(messageId)).code).toBe(0);
  world.pass(1);
  expect((await readers(messageId)).code).toBe(230033);
});

test('readers of a recalled message or in an external chat are not told', async () => {
  const messageId = await world.sentTo('韩梅梅');
  await world.call('DELETE', `/im/v1/messages/${messageId}`);
  expect((await readers(messageId)).code).toBe(230110);
  expect((await readers(await world.sent('供应商联络群'))).code).toBe(230027);
});
