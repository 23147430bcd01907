import { beforeEach, describe, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const open = (name: string) => world.person(name).openId;

describe('the people reached', () => {
  test('a message to a person buzzes that person; others come back as invalid with code 0', async () => {
    const messageId = await world.sentTo('韩梅梅');
    const answer = await world.buzz(messageId, [open('韩梅梅'), open('单小雨')]);
    expect(answer.body).toEqual({ code: 0, msg: 'success', data: { invalid_user_id_list: [open('单小雨')] } });
    expect(world.practice.log.entries.at(-1)).toMatchObject({
      api: 'urgent_app',
      status: 200,
      code: 0,
      did: { buzzed: [{ openId: open('韩梅梅'), name: '韩梅梅', channel: 'app' }], notInChat: [open('单小雨')] },
    });
  });

  test('the whole call is 230001 when no person of the list is in the chat', async () => {
    const answer = await world.buzz(await world.sentTo('韩梅梅'), [open('单小雨')]);
    expect(answer).toMatchObject({ status: 400, code: 230001 });
    expect(answer.msg).toContain('all ids in the user_id_list are invalid');
  });

  test.each([
    ['open_id', 'openId'],
    ['union_id', 'unionId'],
    ['user_id', 'userId'],
  ] as const)('%s is accepted, and the list answers in the same type', async (idType, field) => {
    const messageId = await world.sentTo('韩梅梅');
    const ids = [world.person('韩梅梅')[field], world.person('仇远')[field]];
    const answer = await world.buzz(messageId, ids, 'app', idType);
    expect(answer.body.data).toEqual({ invalid_user_id_list: [world.person('仇远')[field]] });
  });

  test.each(['app', 'sms', 'phone'])('the %s channel reaches a member of the chat', async (channel) => {
    const answer = await world.buzz(await world.sent('值班协调群'), [open('单小雨')], channel);
    expect(answer.code).toBe(0);
    expect(world.practice.log.entries.at(-1)?.did.buzzed).toEqual([
      { openId: open('单小雨'), name: '单小雨', channel },
    ]);
  });

  test.each([
    ['absent', {}],
    ['null', { invalid_user_id_list: null }],
    ['empty', { invalid_user_id_list: [] }],
  ] as const)('without invalid ids the list is %s when so chosen', async (noInvalidIds, data) => {
    world.practice.change({ noInvalidIds });
    const answer = await world.buzz(await world.sentTo('韩梅梅'), [open('韩梅梅')]);
    expect(answer.body.data).toEqual(data);
  });

  test('an id written twice is buzzed once', async () => {
    await world.buzz(await world.sentTo('韩梅梅'), [open('韩梅梅'), open('韩梅梅')], 'sms');
    expect(world.practice.log.entries.at(-1)?.did.buzzed).toHaveLength(1);
    expect(world.practice.world.settings.smsLeft).toBe(499);
  });
});

describe('unknown ids', () => {
  const unknown = 'ou_0000000000000000000000000000dead';

  test('fail the whole request, which names them', async () => {
    const messageId = await world.sentTo('韩梅梅');
    const answer = await world.buzz(messageId, [open('韩梅梅'), unknown]);
    expect(answer).toMatchObject({ status: 400, code: 99992351 });
    expect(answer.msg).toContain(`these open ids not existed: [${unknown}]`);
    expect(world.practice.log.entries.at(-1)?.did).toEqual({});
  });

  test('come back in the list when practice is set to follow the documentation', async () => {
    world.practice.change({ unknownIds: 'list' });
    const answer = await world.buzz(await world.sentTo('韩梅梅'), [open('韩梅梅'), unknown]);
    expect(answer.body.data).toEqual({ invalid_user_id_list: [unknown] });
  });

  const strangers: readonly (readonly [string, () => string, number])[] = [
    ['open_id', () => world.person('仇远').foreignOpenId, 99992361],
    ['union_id', () => 'on_0000', 99992363],
    ['union_id', () => world.person('周子涵').unionId, 99992381],
    ['user_id', () => 'nobody00', 99992360],
    ['user_id', () => world.person('周子涵').userId, 99992364],
  ];
  test.each(strangers)('a stranger by %s (%#) is refused with its own code', async (idType, id, code) => {
    const answer = await world.buzz(await world.sentTo('韩梅梅'), [id()], 'app', idType);
    expect(answer).toMatchObject({ status: 400, code });
  });
});

describe('the request', () => {
  test.each([
    ['an empty list', [], 230001],
    ['more than 200 ids', Array.from({ length: 201 }, (_, index) => `ou_${index}`), 230001],
    ['a list that is a string', 'ou_a', 9499],
    ['a list of numbers', [1], 9499],
    ['no list', undefined, 99992402],
  ])('%s is refused', async (_what, ids, code) => {
    expect(await world.buzz(await world.sentTo('韩梅梅'), ids)).toMatchObject({ status: 400, code });
  });

  test('200 ids are accepted', async () => {
    world.practice.change({ unknownIds: 'list' });
    const others = Array.from({ length: 199 }, (_, index) => `ou_${index}`);
    const answer = await world.buzz(await world.sentTo('韩梅梅'), [open('韩梅梅'), ...others]);
    expect(answer.body.data.invalid_user_id_list).toEqual(others);
  });

  test.each([
    ['email', 230001],
    ['chat_id', 230001],
    ['', 99992402],
  ])('user_id_type "%s" is refused', async (idType, code) => {
    const messageId = await world.sentTo('韩梅梅');
    expect(await world.buzz(messageId, [open('韩梅梅')], 'app', idType)).toMatchObject({ status: 400, code });
  });

  test('user_id needs its own scope', async () => {
    const messageId = await world.sentTo('韩梅梅');
    world.practice.change({ revokeScopes: ['contact:user.employee_id:readonly'] });
    const answer = await world.buzz(messageId, [world.person('韩梅梅').userId], 'app', 'user_id');
    expect(answer).toMatchObject({ status: 400, code: 99991672 });
  });

  test.each(['bm-1234567890', 'bm_1234567890', 'nonsense', 'oc_1234'])('%s is no message id', async (messageId) => {
    const answer = await world.buzz(messageId, [open('韩梅梅')]);
    expect(answer).toMatchObject({ status: 400, code: 230001 });
    expect(answer.msg).toContain('invalid message_id');
  });

  test('a well-formed message id that no message has is refused', async () => {
    expect((await world.buzz('om_00000000', [open('韩梅梅')])).code).toBe(99992354);
  });

  test('a POST is a plain 404', async () => {
    const messageId = await world.sentTo('韩梅梅');
    const path = `/im/v1/messages/${messageId}/urgent_app?user_id_type=open_id`;
    expect((await world.call('POST', path, { user_id_list: [open('韩梅梅')] })).status).toBe(404);
  });

  test.each([
    ['app', 'im:message.urgent'],
    ['sms', 'im:message.urgent:sms'],
    ['phone', 'im:message.urgent:phone'],
  ])('the %s channel has a scope of its own', async (channel, scope) => {
    const messageId = await world.sentTo('韩梅梅');
    world.practice.change({ revokeScopes: [scope] });
    const answer = await world.buzz(messageId, [open('韩梅梅')], channel);
    expect(answer).toMatchObject({ status: 400, code: 99991672 });
    expect(answer.body.error.permission_violations[0]).toEqual({ type: 'action_scope_required', subject: scope });
  });
});

describe('the message and its chat', () => {
  const historyOf = (chatName: string, pick: (message: { sender: { kind: string }; folded: boolean }) => boolean) => {
    const { messages } = world.practice.world;
    const found = world
      .chat(chatName)
      .messages.flatMap((id) => messages.get(id) ?? [])
      .find(pick);
    if (!found) throw new Error(`no such message in ${chatName}`);
    return found.messageId;
  };

  test.each([
    ['a human wrote it', '值班协调群', 'person', false, '单小雨', 230012],
    ['another app wrote it', '数据库告警', 'app', false, '缪思远', 230012],
    ['it is folded', '值班协调群', 'bot', true, '单小雨', 230098],
    ['only the owner may buzz there', '管理通知群', 'bot', false, '李雷', 230052],
    ['the chat is external', '供应商联络群', 'bot', false, '沈静', 230027],
    ['the chat is dissolved', '旧机房迁移', 'bot', false, '翟羽', 232009],
  ] as const)('refused when %s', async (_why, chatName, kind, folded, who, code) => {
    const messageId = historyOf(chatName, (message) => message.sender.kind === kind && message.folded === folded);
    expect(await world.buzz(messageId, [open(who)])).toMatchObject({ status: 400, code });
  });

  test.each([
    ['manages', '夜班交接群', '宁大勇'],
    ['owns', '加急演练群', '乐嘉'],
  ])('a bot that %s an only-owner chat may buzz there', async (_how, chatName, who) => {
    expect((await world.buzz(await world.sent(chatName), [open(who)])).code).toBe(0);
  });

  test('a recalled message cannot be buzzed', async () => {
    const messageId = await world.sentTo('韩梅梅');
    await world.call('DELETE', `/im/v1/messages/${messageId}`);
    expect((await world.buzz(messageId, [open('韩梅梅')])).code).toBe(230110);
  });

  test('a bot taken out of the chat cannot buzz there', async () => {
    const messageId = await world.sent('值班协调群');
    world.practice.change({ chats: [{ chat: '值班协调群', botIn: false }] });
    expect((await world.buzz(messageId, [open('单小雨')])).code).toBe(230002);
  });

  test('an app without the bot ability cannot buzz', async () => {
    const messageId = await world.sentTo('韩梅梅');
    world.practice.change({ botEnabled: false });
    expect((await world.buzz(messageId, [open('韩梅梅')])).code).toBe(230006);
  });
});

describe('the people', () => {
  test.each([
    ['outside availability', { available: false }],
    ['resigned', { status: 'resigned' }],
    ['frozen', { status: 'frozen' }],
  ])('one person %s fails the list, and no one is buzzed', async (_what, change) => {
    const messageId = await world.sent('值班协调群');
    world.practice.change({ people: [{ who: '单小雨', ...change }] });
    const answer = await world.buzz(messageId, [open('单小雨'), open('仇远')]);
    expect(answer).toMatchObject({ status: 400, code: 230013 });
    expect(world.practice.log.entries.at(-1)?.did.buzzed).toBeUndefined();
  });

  test('one person with more than 200 unread buzzes fails the list without being named', async () => {
    const answer = await world.buzz(await world.sent('值班协调群'), [open('曾一鸣'), open('仇远')]);
    expect(answer).toMatchObject({ status: 400, code: 230023 });
    expect(answer.msg).not.toContain(open('曾一鸣'));
  });

  test('the 200th unread buzz is accepted, the 201st is not, and reading makes room again', async () => {
    world.practice.change({ people: [{ who: '任盈盈', unreadBuzzes: 199 }] });
    const first = await world.sentTo('任盈盈');
    expect((await world.buzz(first, [open('任盈盈')])).code).toBe(0);
    expect((await world.buzz(first, [open('任盈盈')])).code).toBe(0);
    const second = await world.sentTo('任盈盈');
    expect((await world.buzz(second, [open('任盈盈')])).code).toBe(230023);
    world.practice.read('任盈盈', first);
    expect((await world.buzz(second, [open('任盈盈')])).code).toBe(0);
  });

  test.each([
    ['sms', 'smsLeft'],
    ['phone', 'phoneLeft'],
  ] as const)(
    '%s uses up the quota one by one, and is refused whole when it does not suffice',
    async (channel, left) => {
      world.practice.change({ [left]: 2 });
      const messageId = await world.sent('值班协调群');
      const three = ['单小雨', '仇远', '乐嘉'].map(open);
      expect((await world.buzz(messageId, three, channel)).code).toBe(230024);
      expect(world.practice.world.settings[left]).toBe(2);
      expect((await world.buzz(messageId, three.slice(0, 2), channel)).code).toBe(0);
      expect((await world.buzz(messageId, three.slice(2), channel)).code).toBe(230024);
      expect((await world.buzz(messageId, three, 'app')).code).toBe(0);
    },
  );
});
