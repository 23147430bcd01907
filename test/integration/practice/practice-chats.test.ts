import { beforeEach, describe, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const chatNames = (answer: { body: { data: { items: { name: string }[] } } }) =>
  answer.body.data.items.map((item) => item.name);
const pathOf = (name: string) => `/im/v1/chats/${world.chat(name).chatId}`;
const create = (body: Record<string, unknown>, query = '') => world.call('POST', `/im/v1/chats${query}`, body);

describe('finding chats', () => {
  test('the list holds the chats the bot is in, never direct ones, in pages', async () => {
    await world.sentTo('韩梅梅');
    const first = await world.call('GET', '/im/v1/chats?page_size=6');
    expect(first.body.data).toMatchObject({ has_more: true });
    const rest = await world.call('GET', `/im/v1/chats?page_size=6&page_token=${first.body.data.page_token}`);
    const names = [...chatNames(first), ...chatNames(rest)];
    expect(names).toEqual(
      expect.arrayContaining(['数据库告警', '值班协调群', '三号产线', '供应商联络群', '旧机房迁移']),
    );
    expect(names).not.toContain('财务小群');
    expect(names).not.toContain('');
    expect(first.body.data.items[0].urgent_setting).toBeUndefined();
  });

  test('sorted by activity, the most recently active chat comes first', async () => {
    world.pass(1000);
    await world.sent('三号产线');
    expect(chatNames(await world.call('GET', '/im/v1/chats?sort_type=ByActiveTimeDesc'))[0]).toBe('三号产线');
  });

  test('owner_id is absent where the bot owns the chat', async () => {
    const { items } = (await world.call('GET', '/im/v1/chats?page_size=100')).body.data;
    const withoutOwner = items.filter((item: { owner_id?: string }) => item.owner_id === undefined);
    expect(withoutOwner.map((item: { name: string }) => item.name)).toEqual(['加急演练群']);
  });

  test('a page of 101 is refused', async () => {
    expect((await world.call('GET', '/im/v1/chats?page_size=101')).code).toBe(232001);
  });

  test('search finds names, names of members, and public chats the bot is not in', async () => {
    const search = async (query: string) =>
      chatNames(await world.call('GET', `/im/v1/chats/search?query=${encodeURIComponent(query)}`));
    expect(await search('告警')).toEqual(['数据库告警']);
    expect(await search('朴志勋')).toEqual(['技术分享（公开）']);
    expect(await search('财务')).toEqual([]);
    expect(await search('')).toEqual([]);
    expect(await search('长'.repeat(65))).toEqual([]);
  });

  test('getting a chat tells all that a buzz in it depends on', async () => {
    const { data } = (await world.call('GET', pathOf('夜班交接群'))).body;
    expect(data).toMatchObject({
      name: '夜班交接群',
      external: false,
      urgent_setting: 'only_owner',
      bot_manager_id_list: [world.practice.appId],
      user_count: '9',
      bot_count: '1',
      chat_mode: 'group',
      chat_status: 'normal',
      owner_id: world.person('宁大勇').openId,
    });
  });

  test('getting a chat without the bot tells its name and counts alone', async () => {
    const { data } = (await world.call('GET', pathOf('技术分享（公开）'))).body;
    expect(Object.keys(data).sort()).toEqual(['avatar', 'bot_count', 'chat_status', 'name', 'user_count']);
  });

  test.each([
    ['nonsense', 232006],
    ['oc_0000', 99992355],
  ])('the chat %s is refused', async (chatId, code) => {
    expect((await world.call('GET', `/im/v1/chats/${chatId}`)).code).toBe(code);
  });
});

describe('members', () => {
  test('are listed with names, in the requested type of id, without bots', async () => {
    const answer = await world.call('GET', `${pathOf('数据库告警')}/members?member_id_type=user_id&page_size=100`);
    const { items, member_total: total } = answer.body.data;
    expect(total).toBe(9);
    expect(items).toHaveLength(9);
    const { userId, name } = world.person('缪思远');
    expect(items).toContainEqual({
      member_id_type: 'user_id',
      member_id: userId,
      name,
      tenant_key: world.practice.world.tenantKey,
    });
  });

  test.each([
    ['财务小群', 232011],
    ['旧机房迁移', 232009],
  ])('of %s are not told', async (name, code) => {
    expect((await world.call('GET', `${pathOf(name)}/members`)).code).toBe(code);
  });

  test('a bot outside the chat is an answer, not a refusal', async () => {
    expect((await world.call('GET', `${pathOf('数据库告警')}/members/is_in_chat`)).body.data).toEqual({
      is_in_chat: true,
    });
    for (const without of ['财务小群', '旧机房迁移']) {
      expect((await world.call('GET', `${pathOf(without)}/members/is_in_chat`)).body.data).toEqual({
        is_in_chat: false,
      });
    }
  });

  test('a person can be buzzed after being added, and no longer after being removed', async () => {
    const { openId } = world.person('仇远');
    const messageId = await world.sent('加急演练群');
    expect((await world.buzz(messageId, [openId])).code).toBe(230001);
    await world.call('POST', `${pathOf('加急演练群')}/members`, { id_list: [openId] });
    expect((await world.buzz(messageId, [openId])).code).toBe(0);
    const removed = await world.call('DELETE', `${pathOf('加急演练群')}/members`, { id_list: [openId, 'ou_0'] });
    expect(removed.body.data).toEqual({ invalid_id_list: ['ou_0'] });
    expect((await world.buzz(messageId, [openId])).code).toBe(230001);
  });

  test.each([
    [0, ['仇远', '刘洋'], 0, { invalid_id_list: ['刘洋'], joined: ['仇远'] }],
    [0, ['仇远', '王芳'], 232024, null],
    [0, ['仇远', 'ou_0'], 99992351, null],
    [1, ['仇远', '王芳', '刘洋', 'ou_0'], 0, { invalid_id_list: ['刘洋', '王芳'], joined: ['仇远'] }],
    [2, ['仇远', '王芳'], 232043, null],
    [2, ['仇远', 'ou_0'], 232043, null],
    [2, ['仇远', '单小雨'], 0, { invalid_id_list: [], joined: ['仇远', '单小雨'] }],
    [0, [], 232027, null],
    [0, ['周子涵'], 232028, null],
  ] as const)('succeed_type %i with %j gives %i', async (succeed, who, code, expected) => {
    const id = (name: string) => (name.startsWith('ou_') ? name : world.person(name).openId);
    const path = `${pathOf('加急演练群')}/members?member_id_type=open_id&succeed_type=${succeed}`;
    const answer = await world.call('POST', path, { id_list: who.map(id) });
    expect(answer.code).toBe(code);
    if (!expected) return expect(world.chat('加急演练群').members.size).toBe(5);
    expect(answer.body.data.invalid_id_list).toEqual(expected.invalid_id_list.map(id));
    for (const name of expected.joined) expect(world.chat('加急演练群').members).toContain(id(name));
    expect(world.chat('加急演练群').members.size).toBe(5 + expected.joined.length);
  });

  test('51 at once are refused', async () => {
    const ids = Array.from({ length: 51 }, (_, index) => `ou_${index}`);
    expect((await world.call('POST', `${pathOf('加急演练群')}/members`, { id_list: ids })).code).toBe(232001);
  });

  test('the bot can join a public chat by itself, but not a private one', async () => {
    expect((await world.call('PATCH', `${pathOf('技术分享（公开）')}/members/me_join`)).code).toBe(0);
    expect((await world.send('chat_id', world.chat('技术分享（公开）').chatId)).code).toBe(0);
    expect((await world.call('PATCH', `${pathOf('财务小群')}/members/me_join`)).code).toBe(232011);
  });
});

describe('creating and changing chats', () => {
  test('a created chat belongs to the bot, holds the given people, and can be buzzed at once', async () => {
    const ids = ['仇远', '乐嘉'].map((name) => world.person(name).openId);
    const answer = await create({ name: '加急', user_id_list: ids, urgent_setting: 'only_owner' });
    expect(answer.body.data).toMatchObject({ name: '加急', urgent_setting: 'only_owner', chat_mode: 'group' });
    expect(answer.body.data.owner_id).toBeUndefined();
    const sent = await world.send('chat_id', answer.body.data.chat_id);
    expect((await world.buzz(sent.body.data.message_id, ids)).body.data).toEqual({ invalid_user_id_list: [] });
  });

  test('the same uuid, a query parameter, creates one chat in ten hours', async () => {
    const first = await create({ name: '一' }, '?uuid=u1');
    const again = await create({ name: '二' }, '?uuid=u1');
    expect(again.body.data.chat_id).toBe(first.body.data.chat_id);
    world.pass(10 * 3_600_000);
    world.useToken('');
    expect((await create({ name: '三' }, '?uuid=u1')).body.data.chat_id).not.toBe(first.body.data.chat_id);
  });

  test.each([
    ['51 members', { user_id_list: Array.from({ length: 51 }, (_, index) => `ou_${index}`) }, 232001],
    ['a stranger', { user_id_list: ['ou_0'] }, 232043],
    ['a setting that does not exist', { urgent_setting: 'everyone' }, 232001],
    ['a public name of one character', { chat_type: 'public', name: '一' }, 232020],
    ['a name that is a number', { name: 5 }, 9499],
  ])('%s is refused', async (_what, body, code) => {
    expect((await create(body)).code).toBe(code);
  });

  test('a person who has left the company cannot be put into a new chat', async () => {
    expect((await create({ user_id_list: [world.person('刘洋').openId] })).code).toBe(232022);
  });

  test('the owner can change who may buzz, an ordinary member only the name', async () => {
    expect((await world.call('PUT', pathOf('加急演练群'), { urgent_setting: 'all_members' })).body).toMatchObject({
      code: 0,
      data: {},
    });
    expect(world.chat('加急演练群').urgentSetting).toBe('all_members');
    expect((await world.call('PUT', pathOf('值班协调群'), { urgent_setting: 'only_owner' })).code).toBe(232016);
    expect((await world.call('PUT', pathOf('值班协调群'), { description: '值班' })).code).toBe(0);
  });

  test('only the owner adds managers', async () => {
    const path = (name: string) => `${pathOf(name)}/managers/add_managers?member_id_type=app_id`;
    const body = { manager_ids: [world.practice.appId] };
    const done = await world.call('POST', path('加急演练群'), body);
    expect(done.body.data).toEqual({ chat_managers: [], chat_bot_managers: [world.practice.appId] });
    expect((await world.call('POST', path('值班协调群'), body)).code).toBe(232038);
  });

  test('the bot can dissolve its own chat, once', async () => {
    const path = pathOf('加急演练群');
    expect((await world.call('DELETE', pathOf('值班协调群'))).code).toBe(232017);
    expect((await world.call('DELETE', path)).code).toBe(0);
    expect((await world.call('DELETE', path)).code).toBe(232009);
    expect((await world.send('chat_id', path.split('/').at(-1) ?? '')).code).toBe(232009);
  });

  test('a link tells its time of expiry, in seconds', async () => {
    const { data } = (await world.call('POST', `${pathOf('值班协调群')}/link`, { validity_period: 'week' })).body;
    const week = Math.floor(world.practice.world.now() / 1000) + 7 * 86_400;
    expect(data).toMatchObject({ expire_time: String(week), is_permanent: false });
  });
});
