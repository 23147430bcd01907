import { describe, expect, it } from 'vitest';
import { fakeFeishu, openGuard, type Reaction } from '../../../../test/support/feishu/fake-feishu';
import { ChatId, MessageId } from '../../../contract/model/ids';

const messageId = MessageId.parse('om_1');
const chatId = ChatId.parse('oc_1');
const post = { zh_cn: { title: '', content: [[{ tag: 'text' as const, text: '数据库 <b>告警</b>' }]] } };
const fine: Reaction = { json: { code: 0, msg: 'success', data: {} } };

describe('send', () => {
  const to = { idType: 'open_id' as const, id: 'ou_a' };
  const sent: Reaction = { json: { code: 0, msg: 'success', data: { message_id: 'om_9', chat_id: 'oc_9' } } };

  it('posts the doubly encoded content with its uuid and answers with the message and its chat', async () => {
    const { feishu, requests } = fakeFeishu(() => sent);
    const result = await feishu.send({ to, post, uuid: 'u-1' }, openGuard());
    expect(result).toEqual({ ok: true, value: { messageId: 'om_9', chatId: 'oc_9' }, logId: 'log-1' });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/open-apis/im/v1/messages',
      query: { receive_id_type: 'open_id' },
      headers: { authorization: 'Bearer t-1', 'content-type': 'application/json; charset=utf-8' },
      body: { receive_id: 'ou_a', msg_type: 'post', content: JSON.stringify(post), uuid: 'u-1' },
    });
  });

  it('follows no redirect, sends no cookies and uses no cache', async () => {
    const { feishu, requests, tokenRequests } = fakeFeishu(() => sent);
    await feishu.send({ to, post, uuid: 'u-1' }, openGuard());
    for (const { init } of [...requests, ...tokenRequests]) {
      expect(init).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' });
    }
  });

  it('says that a success without a message id may have been carried out', async () => {
    const { feishu } = fakeFeishu(() => fine);
    const result = await feishu.send({ to, post, uuid: 'u-1' }, openGuard());
    expect(result).toMatchObject({
      ok: false,
      failure: { stage: 'faulty', passing: true, problem: { advice: 'answer-incomplete', logId: 'log-1' } },
    });
  });

  it('leaves the chat out when Feishu does', async () => {
    const { feishu } = fakeFeishu(() => ({ json: { code: 0, data: { message_id: 'om_9' } } }));
    expect(await feishu.send({ to, post, uuid: 'u-1' }, openGuard())).toMatchObject({ value: { chatId: null } });
  });

  it('keeps to five messages a second to one person, whichever id names them', async () => {
    const { feishu, clock, requests } = fakeFeishu(() => sent);
    const arrived: number[] = [];
    const start = clock.now();
    const write = (idType: 'open_id' | 'union_id' | 'chat_id', id: string, uuid: string) =>
      feishu.send({ to: { idType, id }, post, uuid }, openGuard()).then(() => arrived.push(clock.now() - start));
    await write('open_id', 'ou_a', 'first');
    await write('union_id', 'on_a', 'second');
    const more = ['ou_a', 'on_a', 'oc_9'].flatMap((id) =>
      [1, 2].map((nth) =>
        write(id.startsWith('ou') ? 'open_id' : id.startsWith('on') ? 'union_id' : 'chat_id', id, `${id}${nth}`),
      ),
    );
    const answered = feishu.reply({ messageId, chatId: ChatId.parse('oc_9'), post, uuid: 'reply' }, openGuard());
    await clock.drain();
    await Promise.all([...more, answered]);
    expect(requests).toHaveLength(9);
    expect(arrived.filter((at) => at < 1_000)).toHaveLength(5);
  });

  it.each(['', 'x'.repeat(51)])('takes no uuid that Feishu would not honor (%#)', async (uuid) => {
    const { feishu } = fakeFeishu(() => sent);
    await expect(feishu.send({ to, post, uuid }, openGuard())).rejects.toThrow(RangeError);
  });
});

describe('buzz', () => {
  const buzz = { messageId, idType: 'open_id' as const, ids: ['ou_a', 'ou_b'] };

  it.each([
    ['app', 'urgent_app', false],
    ['sms', 'urgent_sms', true],
    ['phone', 'urgent_phone', true],
  ] as const)('sends %s to %s, on a fresh connection: %s', async (channel, path, paid) => {
    const { feishu, requests, tokenRequests } = fakeFeishu(() => fine);
    await feishu.buzz({ ...buzz, channel }, openGuard());
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'PATCH',
      path: `/open-apis/im/v1/messages/om_1/${path}`,
      query: { user_id_type: 'open_id' },
      body: { user_id_list: ['ou_a', 'ou_b'] },
      paid,
    });
    expect(tokenRequests[0]?.paid).toBe(false);
  });

  it.each([
    [{ data: { invalid_user_id_list: ['ou_b'] } }, ['ou_b']],
    [{ data: { invalid_user_id_list: [] } }, []],
    [{ data: { invalid_user_id_list: null } }, []],
    [{ data: {} }, []],
    [{}, []],
  ])('reads the people who were not buzzed from %j', async (part, invalid) => {
    const { feishu } = fakeFeishu(() => ({ json: { code: 0, msg: 'success', ...part } }));
    const result = await feishu.buzz({ ...buzz, channel: 'app' }, openGuard());
    expect(result).toMatchObject({ ok: true, value: { invalid } });
  });

  it.each([[[]], [Array.from({ length: 201 }, (_, index) => `ou_${index}`)]])(
    'takes 1 to 200 ids (%#)',
    async (ids) => {
      const { feishu, requests } = fakeFeishu(() => fine);
      await expect(feishu.buzz({ ...buzz, channel: 'app', ids }, openGuard())).rejects.toThrow(RangeError);
      expect(requests).toHaveLength(0);
    },
  );

  it('is a refusal of its own when none of the people is in the chat', async () => {
    const { feishu } = fakeFeishu(() => ({
      status: 400,
      json: { code: 230001, msg: 'Your request contains …, ext=all ids in the user_id_list are invalid' },
    }));
    expect(await feishu.buzz({ ...buzz, channel: 'app' }, openGuard())).toMatchObject({
      failure: { stage: 'rejected', problem: { code: 230001, advice: 'person-not-in-chat' } },
    });
  });
});

describe('lists', () => {
  it('asks for pages of 100 until there is no more, whatever a page holds', async () => {
    const pages = [
      { items: [{ chat_id: 'oc_1', name: '值班' }], has_more: true, page_token: 'a b/+=' },
      { items: [], has_more: true, page_token: 'p2' },
      {
        items: [
          { chat_id: 'oc_2', external: true },
          { chat_id: 'oc_1', name: '值班' },
        ],
        has_more: false,
      },
    ];
    const { feishu, requests } = fakeFeishu((_, index) => ({ json: { code: 0, data: pages[index] } }));
    const result = await feishu.readChats();
    expect(result).toMatchObject({
      ok: true,
      value: [
        { chatId: 'oc_1', name: '值班', external: false, memberCount: null },
        { chatId: 'oc_2', name: '', external: true, memberCount: null },
      ],
    });
    expect(requests.map((request) => request.query)).toEqual([
      { page_size: '100' },
      { page_size: '100', page_token: 'a b/+=' },
      { page_size: '100', page_token: 'p2' },
    ]);
  });

  it.each([
    ['the same page token again', { items: [], has_more: true, page_token: 'same' }],
    ['no page token', { items: [], has_more: true }],
  ])('ends with a failure rather than half a list or no end: %s', async (_, data) => {
    const { feishu, requests } = fakeFeishu(() => ({ json: { code: 0, data } }));
    const result = await feishu.readMembers({ chatId, idType: 'open_id' });
    expect(result).toMatchObject({ ok: false, failure: { stage: 'faulty', problem: { advice: 'answer-incomplete' } } });
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  it('leaves out dissolved chats', async () => {
    const items = [
      { chat_id: 'oc_1', name: 'gone', chat_status: 'dissolved_save' },
      { chat_id: 'oc_2', name: 'here', chat_status: 'normal' },
    ];
    const { feishu } = fakeFeishu(() => ({ json: { code: 0, data: { items, has_more: false } } }));
    expect(await feishu.readChats()).toMatchObject({ value: [{ chatId: 'oc_2' }] });
  });

  it('names members by the id type asked for and drops ids of no such type', async () => {
    const items = [
      { member_id: 'on_1', name: '单小雨' },
      { member_id: 'ou_9', name: 'foreign' },
      { member_id: 'on_2', name: ' ' },
    ];
    const { feishu, requests } = fakeFeishu(() => ({ json: { code: 0, data: { items, has_more: false } } }));
    expect(await feishu.readMembers({ chatId, idType: 'union_id' })).toMatchObject({
      value: [
        { name: '单小雨', unionId: 'on_1' },
        { name: 'on_2', unionId: 'on_2' },
      ],
    });
    expect(requests[0]).toMatchObject({
      path: '/open-apis/im/v1/chats/oc_1/members',
      query: { member_id_type: 'union_id' },
    });
  });

  it('reads receipts with their times in ms, and keeps one whose time is missing', async () => {
    const items = [{ user_id: 'ou_a', timestamp: '1700000001234' }, { user_id: 'ou_b' }];
    const { feishu, clock } = fakeFeishu(() => ({ json: { code: 0, data: { items, has_more: false } } }));
    expect(await feishu.readReceipts({ messageId, idType: 'open_id' })).toMatchObject({
      value: [
        { id: 'ou_a', readAt: 1_700_000_001_234 },
        { id: 'ou_b', readAt: clock.now() },
      ],
    });
  });
});

describe('readChat', () => {
  const chatOf = async (data: object) => {
    const { feishu } = fakeFeishu(() => ({ json: { code: 0, data } }));
    const result = await feishu.readChat({ chatId });
    if (!result.ok) throw new Error('expected a chat');
    return result.value;
  };
  const own = { name: '值班', external: false, owner_id: 'ou_x', user_count: '42' };

  it.each([
    ['open to all', { ...own, urgent_setting: 'all_members' }, true],
    ['owners only', { ...own, urgent_setting: 'only_owner' }, false],
    [
      'owners only, the bot is a manager',
      { ...own, urgent_setting: 'only_owner', bot_manager_id_list: ['cli_a1b2c3d4e5f60718'] },
      true,
    ],
    ['owners only, another bot is', { ...own, urgent_setting: 'only_owner', bot_manager_id_list: ['cli_0'] }, false],
    ['owners only, the bot is the owner', { ...own, owner_id: undefined, urgent_setting: 'only_owner' }, true],
    ['external', { ...own, external: true, urgent_setting: 'all_members' }, false],
    ['seen from outside', { name: '值班', user_count: '3' }, false],
    ['dissolved', { ...own, urgent_setting: 'all_members', chat_status: 'dissolved' }, false],
  ])('knows whether the bot may buzz: %s', async (_, data, canBuzz) => {
    expect((await chatOf(data)).canBuzz).toBe(canBuzz);
  });

  it('reads the number of people from its string', async () => {
    expect(await chatOf({ ...own, urgent_setting: 'all_members' })).toEqual({
      chatId: 'oc_1',
      name: '值班',
      external: false,
      memberCount: 42,
      urgentSetting: 'all_members',
      canBuzz: true,
      direct: false,
    });
    expect((await chatOf({ ...own, user_count: 'many' })).memberCount).toBeNull();
  });
});

describe('lookUp', () => {
  it('splits into calls of 50 and 50 and matches by echo, not by position', async () => {
    const emails = Array.from({ length: 60 }, (_, index) => `p${index}@example.com`);
    const mobiles = Array.from({ length: 120 }, (_, index) => `1380000${1000 + index}`);
    const { feishu, requests } = fakeFeishu((request) => {
      const body = request.body as { emails?: string[]; mobiles?: string[] };
      const list = [
        ...(body.mobiles ?? []).map((mobile) => ({ mobile: `+86${mobile}`, user_id: `ou_m${mobile}` })),
        ...(body.emails ?? []).map((email) => ({ email, user_id: `ou_${email.split('@')[0]}` })),
      ];
      return { json: { code: 0, data: { user_list: list.reverse() } } };
    });
    const result = await feishu.lookUp({ emails, mobiles });
    expect(requests.map(({ body }) => body as { emails?: string[]; mobiles?: string[] })).toEqual([
      { emails: emails.slice(0, 50), mobiles: mobiles.slice(0, 50) },
      { emails: emails.slice(50), mobiles: mobiles.slice(50, 100) },
      { mobiles: mobiles.slice(100) },
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: [
        ...emails.map((query) => ({ query, openId: `ou_${query.split('@')[0]}` })),
        ...mobiles.map((query) => ({ query, openId: `ou_m${query}` })),
      ],
    });
  });

  it('asks once for two spellings of one e-mail or mobile and answers both', async () => {
    const { feishu, requests } = fakeFeishu(() => ({
      json: { code: 0, data: { user_list: [{ email: 'a@x.cn', user_id: 'ou_a' }, { mobile: '13800001111' }] } },
    }));
    const result = await feishu.lookUp({ emails: ['A@x.cn', ' a@x.cn'], mobiles: ['+86 138-0000-1111'] });
    expect(requests[0]?.body).toEqual({ emails: ['a@x.cn'], mobiles: ['+8613800001111'] });
    expect(result).toMatchObject({
      value: [
        { query: 'A@x.cn', openId: 'ou_a' },
        { query: ' a@x.cn', openId: 'ou_a' },
        { query: '+86 138-0000-1111', openId: null },
      ],
    });
  });

  it('tells the state of an account, and null where the app may not see it', async () => {
    const { feishu } = fakeFeishu(() => ({
      json: {
        code: 0,
        data: {
          user_list: [
            { email: 'a@x.cn', user_id: 'ou_a', status: { is_activated: true, is_frozen: true } },
            { email: 'b@x.cn', user_id: 'ou_b', status: { is_activated: false } },
            { email: 'c@x.cn', user_id: 'ou_c', status: { is_activated: true } },
            { email: 'd@x.cn', user_id: 'ou_d' },
            { email: 'e@x.cn' },
          ],
        },
      },
    }));
    const emails = ['a@x.cn', 'b@x.cn', 'c@x.cn', 'd@x.cn', 'e@x.cn'];
    const looked = await feishu.lookUp({ emails, mobiles: [] });
    const standings = looked.ok && looked.value.map(({ standing }) => standing);
    expect(standings).toEqual(['frozen', 'unjoined', 'active', null, null]);
  });

  it('makes no call when there is nothing to look up', async () => {
    const { feishu, requests, tokenRequests } = fakeFeishu(() => fine);
    expect(await feishu.lookUp({ emails: [], mobiles: [] })).toMatchObject({ ok: true, value: [] });
    expect([...requests, ...tokenRequests]).toHaveLength(0);
  });
});

it('reads the bot from its own envelope', async () => {
  const { feishu, requests } = fakeFeishu(() => ({
    json: { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: '值班提醒', open_id: 'ou_bot' } },
  }));
  expect(await feishu.readBot()).toMatchObject({ value: { name: '值班提醒', status: 2, openId: 'ou_bot' } });
  expect(requests[0]?.headers['content-type']).toBeUndefined();
});

it('recalls with a DELETE without a body', async () => {
  const { feishu, requests } = fakeFeishu(() => fine);
  expect(await feishu.recall({ messageId })).toMatchObject({ ok: true });
  expect(requests[0]).toMatchObject({ method: 'DELETE', path: '/open-apis/im/v1/messages/om_1', body: null });
});
