import { beforeEach, describe, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const post = (...content: unknown[][]) => ({
  msg_type: 'post',
  content: JSON.stringify({ zh_cn: { title: '', content } }),
});
const text = (value: string) => ({ content: JSON.stringify({ text: value }) });

describe('receivers', () => {
  test.each([
    ['open_id', 'openId'],
    ['union_id', 'unionId'],
    ['user_id', 'userId'],
    ['email', 'email'],
  ] as const)('a person is written to by %s, always in the same direct chat', async (idType, field) => {
    const one = await world.send(idType, world.person('单小雨')[field]);
    const other = await world.send('open_id', world.person('单小雨').openId);
    expect(one.body).toMatchObject({
      code: 0,
      data: { message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/), msg_type: 'text', deleted: false },
    });
    expect(one.body.data.chat_id).toMatch(/^oc_[0-9a-f]{32}$/);
    expect(other.body.data.chat_id).toBe(one.body.data.chat_id);
    expect(world.practice.log.entries.at(-1)?.did.message).toMatchObject({ to: world.person('单小雨').openId });
  });

  test('the bot can write to a direct chat by its chat id', async () => {
    const first = await world.send('open_id', world.person('单小雨').openId);
    expect((await world.send('chat_id', first.body.data.chat_id)).code).toBe(0);
  });

  const unwritable: readonly (readonly [string, string, () => string, number])[] = [
    ['nobody', 'open_id', () => 'ou_0000', 99992351],
    ['an open_id of another app', 'open_id', () => world.person('仇远').foreignOpenId, 99992361],
    ['an id of another type', 'open_id', () => world.person('仇远').unionId, 230034],
    ['an e-mail nobody has', 'email', () => 'nobody@lianxi.example', 230034],
    ['a chat nobody has', 'chat_id', () => 'oc_0000', 99992355],
    ['someone outside availability', 'open_id', () => world.person('王芳').openId, 230013],
    ['someone who left', 'open_id', () => world.person('刘洋').openId, 230029],
    ['someone who stopped this bot', 'open_id', () => world.person('李静').openId, 230053],
    ['someone of another company', 'open_id', () => world.person('周子涵').openId, 230038],
    ['a chat the bot is not in', 'chat_id', () => world.chat('财务小群').chatId, 230002],
    ['a moderated chat', 'chat_id', () => world.chat('全员公告').chatId, 230018],
    ['a dissolved chat', 'chat_id', () => world.chat('旧机房迁移').chatId, 232009],
    ['an empty id', 'open_id', () => '', 230001],
    ['a type that does not exist', 'phone', () => 'x', 230001],
    ['no type', '', () => 'x', 99992402],
  ];
  test.each(unwritable)('%s is refused', async (_who, idType, id, code) => {
    expect(await world.send(idType, id())).toMatchObject({ status: 400, code });
    expect(world.practice.log.entries.at(-1)?.did.message).toBeUndefined();
  });
});

describe('content', () => {
  const refused: [string, Record<string, unknown>, number][] = [
    ['an object where the double-encoded string belongs', { content: { text: 'x' } }, 9499],
    ['a string that is not JSON', { content: 'hello' }, 230001],
    ['a text without text', { content: '{}' }, 230001],
    ['an empty text', text(''), 230001],
    ['no content', { content: undefined }, 99992402],
    ['no type', { msg_type: undefined }, 99992402],
    ['an unknown type', { msg_type: 'shout' }, 230001],
    ['an image that was never uploaded', { msg_type: 'image', content: '{"image_key":"img_x"}' }, 230017],
    ['a post without a language', { msg_type: 'post', content: '{"title":"x","content":[]}' }, 230001],
    ['a post wrapped in post', { msg_type: 'post', content: '{"post":{"zh_cn":{"content":[]}}}' }, 230001],
    ['a post of nothing', post([]), 230001],
    ['a paragraph that is no list', { msg_type: 'post', content: '{"zh_cn":{"content":[{"tag":"text"}]}}' }, 230001],
    ['a node without a tag', post([{ text: 'x' }]), 230001],
    ['a text node without text', post([{ tag: 'text' }]), 230001],
    ['a link without an address', post([{ tag: 'a', text: 'x' }]), 230001],
    ['a link that is none', post([{ tag: 'a', text: 'x', href: 'not a link' }]), 230001],
    ['a mention without an id', post([{ tag: 'at' }]), 230001],
    [
      'markdown beside another node',
      post([
        { tag: 'md', text: 'x' },
        { tag: 'text', text: 'y' },
      ]),
      230001,
    ],
    ['a rule beside another node', post([{ tag: 'hr' }, { tag: 'text', text: 'y' }]), 230001],
    ['a style that is no list', post([{ tag: 'text', text: 'x', style: 'bold' }]), 230001],
  ];
  test.each(refused)('%s is refused', async (_what, fields, code) => {
    const answer = await world.send('open_id', world.person('单小雨').openId, fields);
    expect(answer).toMatchObject({ status: 400, code });
  });

  test('a post comes back without its language, with mentions as placeholders with names', async () => {
    const { openId } = world.person('单小雨');
    const answer = await world.send(
      'chat_id',
      world.chat('值班协调群').chatId,
      post(
        [
          { tag: 'at', user_id: openId },
          { tag: 'text', text: ' <b>原样</b> & "引号"' },
        ],
        [{ tag: 'hr' }],
        [{ tag: 'a', text: '看板', href: 'https://board.example/1' }],
        [{ tag: 'md', text: '**粗**' }],
      ),
    );
    expect(answer.code).toBe(0);
    const { data } = answer.body;
    expect(JSON.parse(data.body.content).content[0]).toEqual([
      { tag: 'at', user_id: '@_user_1', user_name: '单小雨', style: [] },
      { tag: 'text', text: ' <b>原样</b> & "引号"', style: [] },
    ]);
    expect(data.mentions).toMatchObject([{ key: '@_user_1', id: openId, id_type: 'open_id', name: '单小雨' }]);
    expect(world.practice.log.entries.at(-1)?.did.message).toMatchObject({
      text: '@单小雨 <b>原样</b> & "引号"\n\n看板\n**粗**',
      mentions: [openId],
    });
  });

  test('a mention in a text becomes a placeholder, whatever the type of its id', async () => {
    const { unionId, openId } = world.person('仇远');
    const answer = await world.send(
      'chat_id',
      world.chat('值班协调群').chatId,
      text(`<at user_id="${unionId}"></at> 看下`),
    );
    expect(JSON.parse(answer.body.data.body.content)).toEqual({ text: '@_user_1 看下' });
    expect(answer.body.data.mentions[0].id).toBe(openId);
  });

  test('mentions that never end are text, and take no time', async () => {
    const whole = `<at user_id="${world.person('仇远').openId}"></at>${'<at user_id="x">'.repeat(5_000)}`;
    const answer = await world.send('chat_id', world.chat('值班协调群').chatId, text(whole));
    expect(JSON.parse(answer.body.data.body.content).text).toMatch(/^@_user_1(<at user_id="x">){5000}$/);
  });

  test.each([
    ['text', 150, (filler: string) => text(filler)],
    ['post', 30, (filler: string) => post([{ tag: 'text', text: filler }])],
  ] as const)('a %s of more than %i KB is 230025', async (_type, kilobytes, fields) => {
    const send = (size: number) => world.send('open_id', world.person('单小雨').openId, fields('a'.repeat(size)));
    expect((await send(kilobytes * 1024 - 300)).code).toBe(0);
    expect((await send(kilobytes * 1024 + 1)).code).toBe(230025);
  });
});

describe('uuid', () => {
  const uuid = 'a'.repeat(50);
  const send = (fields: Record<string, unknown> = {}) =>
    world.send('open_id', world.person('单小雨').openId, { uuid, ...fields });

  test('within an hour the same uuid gives the message already sent', async () => {
    const first = await send();
    world.pass(59 * 60_000);
    const second = await send(text('other words'));
    expect(second.body.data.message_id).toBe(first.body.data.message_id);
    expect(world.practice.log.entries.at(-1)?.did.message).toMatchObject({ replayed: true });
    expect(world.practice.world.messages.get(first.body.data.message_id)?.content).toContain('请处理');
  });

  test('after an hour the same uuid sends a new message', async () => {
    const first = await send();
    world.pass(60 * 60_000);
    expect((await send()).body.data.message_id).not.toBe(first.body.data.message_id);
  });

  test('a second call with a uuid on its way is 230049', async () => {
    world.practice.faults.add({ kind: 'delay', ms: 150, api: 'send' });
    const first = send();
    await world.practice.log.until((calls) => calls.some((call) => call.api === 'send'));
    expect((await send()).code).toBe(230049);
    expect((await first).code).toBe(0);
    expect((await send()).body.data.message_id).toBe((await first).body.data.message_id);
  });

  test('51 characters are refused', async () => {
    const answer = await send({ uuid: 'a'.repeat(51) });
    expect(answer).toMatchObject({ status: 400, code: 99992402 });
    expect(answer.body.error.field_violations[0].field).toBe('uuid');
  });
});

describe('reply, read, edit and recall', () => {
  const humanLine = () => {
    const found = world.chat('值班协调群').messages.find((id) => {
      const message = world.practice.world.messages.get(id);
      return message?.sender.kind === 'person';
    });
    return found ?? '';
  };

  test("a reply to a human's message is the bot's own and can be buzzed", async () => {
    const parent = humanLine();
    const answer = await world.call('POST', `/im/v1/messages/${parent}/reply`, { msg_type: 'text', ...text('收到') });
    expect(answer.body.data).toMatchObject({ root_id: parent, parent_id: parent });
    const buzzed = await world.buzz(answer.body.data.message_id, [world.person('单小雨').openId]);
    expect(buzzed.code).toBe(0);
  });

  test('a recalled message cannot be replied to', async () => {
    const parent = await world.sent('值班协调群');
    await world.call('DELETE', `/im/v1/messages/${parent}`);
    const answer = await world.call('POST', `/im/v1/messages/${parent}/reply`, { msg_type: 'text', ...text('x') });
    expect(answer.code).toBe(230011);
  });

  test('history comes in pages, oldest first, with tokens good only for the same query', async () => {
    const container = `container_id_type=chat&container_id=${world.chat('数据库告警').chatId}`;
    const first = await world.call('GET', `/im/v1/messages?${container}&page_size=2`);
    expect(first.body.data.items).toHaveLength(2);
    expect(first.body.data.items[0].sender).toMatchObject({ id_type: 'app_id', sender_type: 'app' });
    expect(first.body.data.items[1].sender).toMatchObject({ id_type: 'open_id', sender_type: 'user' });
    const token = encodeURIComponent(first.body.data.page_token);
    const rest = await world.call('GET', `/im/v1/messages?${container}&page_size=50&page_token=${token}`);
    expect(rest.body.data).toMatchObject({ has_more: false });
    expect(rest.body.data.page_token).toBeUndefined();
    expect(rest.body.data.items).toHaveLength(3);
    const changed = `${container}&sort_type=ByCreateTimeDesc&page_token=${token}`;
    expect((await world.call('GET', `/im/v1/messages?${changed}`)).code).toBe(230001);
  });

  test.each([
    ['no container', '', 99992402],
    ['a container that is no chat', 'container_id_type=chat&container_id=om_1', 230001],
    ['a chat nobody has', 'container_id_type=chat&container_id=oc_1', 99992355],
    ['a page of 51', 'container_id_type=chat&container_id=CHAT&page_size=51', 230001],
    ['a page of 0', 'container_id_type=chat&container_id=CHAT&page_size=0', 230001],
    ['an end before the start', 'container_id_type=chat&container_id=CHAT&start_time=20&end_time=10', 230001],
    ['milliseconds', 'container_id_type=chat&container_id=CHAT&start_time=1770000000000', 230001],
  ])('history with %s is refused', async (_what, query, code) => {
    const path = `/im/v1/messages?${query.replace('CHAT', world.chat('值班协调群').chatId)}`;
    expect(await world.call('GET', path)).toMatchObject({ status: 400, code });
  });

  test('group history without its scope is 230027', async () => {
    world.practice.change({ revokeScopes: ['im:message.group_msg'] });
    const path = `/im/v1/messages?container_id_type=chat&container_id=${world.chat('值班协调群').chatId}`;
    expect((await world.call('GET', path)).code).toBe(230027);
  });

  test('one message can be read, until it is recalled', async () => {
    const messageId = await world.sent('值班协调群');
    const got = await world.call('GET', `/im/v1/messages/${messageId}`);
    expect(got.body.data.items).toMatchObject([{ message_id: messageId, body: { content: '{"text":"请处理"}' } }]);
    expect((await world.call('DELETE', `/im/v1/messages/${messageId}`)).body).toMatchObject({ code: 0, data: {} });
    expect((await world.call('GET', `/im/v1/messages/${messageId}`)).code).toBe(230110);
    expect((await world.call('DELETE', `/im/v1/messages/${messageId}`)).code).toBe(230110);
  });

  test('recall ends with the window, and never reaches messages of other people', async () => {
    const messageId = await world.sent('值班协调群');
    expect((await world.call('DELETE', `/im/v1/messages/${humanLine()}`)).code).toBe(230026);
    world.practice.change({ chats: [{ chat: '值班协调群', botIn: false }] });
    expect((await world.call('DELETE', `/im/v1/messages/${messageId}`)).code).toBe(230002);
    world.practice.change({ chats: [{ chat: '值班协调群', botIn: true }] });
    world.pass(86_400_001);
    world.useToken('');
    expect((await world.call('DELETE', `/im/v1/messages/${messageId}`)).code).toBe(230009);
  });

  test('the bot can edit its own message twenty times', async () => {
    const messageId = await world.sent('值班协调群');
    const edit = (id: string) => world.call('PUT', `/im/v1/messages/${id}`, { msg_type: 'text', ...text('改') });
    expect((await edit(messageId)).body.data).toMatchObject({ updated: true, body: { content: '{"text":"改"}' } });
    for (let count = 1; count < 20; count += 1) expect((await edit(messageId)).code).toBe(0);
    expect((await edit(messageId)).code).toBe(230072);
    expect((await edit(humanLine())).code).toBe(230071);
  });
});
