import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import type { ExistingMessage } from '../../../electron/contract/model/draft';
import { ChatId, GroupId, MessageId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import { listMessages } from '../../../electron/core/buzz/existing-message/list-messages';
import { systemClock } from '../../../electron/core/ports/clock';
import type { Fault } from '../../../electron/practice/server/faults';
import { buzzDesk, draft, outcomes, value } from '../../support/desk/buzz-desk';
import { chatIn, personIn, sharedCompany } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { aGroup, aPerson } from '../../support/samples';

// Rooms and existing messages over real HTTP, judged by what the server saw. The clock is real, and back-off takes no time
// (`random` is 0), so the tests wait only for the server.

const nothing = async () => undefined;
const clock = { ...systemClock, advance: nothing, drain: nothing, settle: nothing, jump: () => {}, sleeping: () => 0 };

const practice = sharedCompany({ scale: 100, readingSpeed: 0, limits: { perReceiver: null } });
beforeEach(() => practice.log.clear());
afterEach(() => practice.faults.clear());

const worldPerson = (name: string) => personIn(practice, name);
const person = (name: string): Person => aPerson(name, worldPerson(name).openId);
const chatNamed = (name: string) => chatIn(practice, name);
const calls = (api: string) => practice.log.entries.filter((entry) => entry.api === api);

let groups = 0;
const deskFor = (members: readonly Person[]) => {
  groups += 1;
  const group = aGroup(members, { id: GroupId.parse(`grp_${groups}`), name: `值班组 ${groups}` });
  const feishu = connectedClient(practice, { clock });
  const desk = buzzDesk({ clock, feishuOf: () => ok(feishu), groups: [group], random: () => 0 });
  const forGroup = (text = '请处理') =>
    draft([], { to: [{ kind: 'group', groupId: group.id }], delivery: { mode: 'room' }, text });
  const rooms = () => [...practice.world.chats.values()].filter((chat) => chat.name === `加急 · ${group.name}`);
  return { ...desk, client: feishu, forGroup, rooms };
};

const five = ['韩梅梅', '李雷', '单小雨', '曲直', '乐嘉'];

describe('a room', () => {
  it('is created once with all people and reused', async () => {
    const desk = deskFor(five.map(person));
    const board = await desk.buzz(desk.forGroup());
    expect(outcomes(board)).toEqual(five.map(() => 'accepted'));
    expect(calls('create_chat')).toHaveLength(1);
    expect(calls('add_members').map((call) => call.did.joined?.length)).toEqual([5]);
    expect(calls('send')).toHaveLength(1);
    expect(calls('urgent_app')[0]?.did.buzzed?.map(({ name }) => name)).toEqual(five);

    await desk.buzz(desk.forGroup('再来一次'));
    expect(calls('create_chat')).toHaveLength(1);
    expect(calls('add_members')).toHaveLength(1);
    expect(calls('urgent_app')).toHaveLength(2);
    expect(desk.rooms()).toHaveLength(1);
  });

  it('takes more than fifty people in several calls, one after the other', async () => {
    // Generated colleagues are ordinary people, some of them namesakes.
    const many = practice.world.people.filter((one) => one.status === 'active' && one.tenant === 'own').slice(-60);
    const desk = deskFor(many.map(({ name, openId }) => aPerson(name, openId)));
    const board = await desk.buzz(desk.forGroup());
    expect(board.people.filter((one) => one.outcome === 'accepted')).toHaveLength(60);
    expect(calls('add_members').map((call) => call.did.joined?.length)).toEqual([50, 10]);
    expect(calls('urgent_app')).toHaveLength(1);
  });

  it('names people who cannot join, and buzzes the others', async () => {
    const outsider = practice.world.people.find((one) => one.tenant === 'other');
    const people = [person('韩梅梅'), person('刘洋'), person('王芳'), person(outsider?.name ?? ''), person('李雷')];
    const desk = deskFor(people);
    const board = await desk.buzz(desk.forGroup());
    expect(outcomes(board)).toEqual(['accepted', 'unreachable', 'unreachable', 'unreachable', 'accepted']);
    expect(board.people.map((one) => one.message)).toEqual(['sent', 'failed', 'failed', 'failed', 'sent']);
    expect(calls('send')).toHaveLength(1);
    expect(desk.rooms()[0]?.members.size).toBe(2);
  });

  it('does not wait for a person whom the owner has not approved', async () => {
    const desk = deskFor(five.map(person));
    await desk.buzz(desk.forGroup());
    const room = desk.rooms()[0]!;
    room.owner = worldPerson('韩梅梅').openId;
    room.membershipApproval = 'approval_required';
    room.members.delete(worldPerson('乐嘉').openId);
    practice.log.clear();
    const board = await desk.buzz(desk.forGroup('再来一次'));
    expect(outcomes(board)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'not-in-chat']);
    expect(board.people[4]?.problem?.advice).toBe('room-pending');
  });

  it('is created anew when the old one was dissolved', async () => {
    const desk = deskFor(five.map(person));
    await desk.buzz(desk.forGroup());
    desk.rooms()[0]!.status = 'dissolved';
    const board = await desk.buzz(desk.forGroup('再来一次'));
    expect(outcomes(board)).toEqual(five.map(() => 'accepted'));
    expect(desk.rooms().map((room) => room.status)).toEqual(['dissolved', 'normal']);
  });

  it.each<[string, readonly Fault[]]>([
    ['the answer to making it is lost', [{ api: 'create_chat', kind: 'drop-after' }]],
    ['making it never arrives', [{ api: 'create_chat', kind: 'drop-before' }]],
    ['Feishu says that it is being made', [{ api: 'create_chat', kind: 'code', code: 232068, processed: true }]],
    ['the gateway answers in HTML', [{ api: 'create_chat', kind: 'html', processed: true }]],
    ['the answer to adding is lost', [{ api: 'add_members', kind: 'drop-after' }]],
    ['adding is too fast for Feishu', [{ api: 'add_members', kind: 'code', code: 232019 }]],
    ['the answer to the message is lost', [{ api: 'send', kind: 'drop-after' }]],
    ['its members cannot be listed', [{ api: 'list_members', kind: 'code', code: 2200, times: null }]],
  ])('exists once with one message, although %s', async (_, faults) => {
    const desk = deskFor(five.map(person));
    for (const fault of faults) practice.faults.add(fault);
    const board = await desk.buzz(desk.forGroup());
    expect(outcomes(board)).toEqual(five.map(() => 'accepted'));
    expect(desk.rooms()).toHaveLength(1);
    expect(desk.rooms()[0]?.messages).toHaveLength(1);
    expect(desk.rooms()[0]?.members.size).toBe(5);
  });

  it('names the missing scope and sends nothing', async () => {
    practice.world.settings.scopes.delete('im:chat:create');
    const desk = deskFor(five.map(person));
    const board = await desk.buzz(desk.forGroup());
    practice.world.settings.scopes.add('im:chat:create');
    expect(outcomes(board)).toEqual(five.map(() => 'refused'));
    expect(board.people[0]?.problem).toMatchObject({ code: 99991672, advice: 'scope-missing' });
    expect(calls('send')).toEqual([]);
  });
});

describe('an existing message', () => {
  beforeAll(() => practice.change({ grantScopes: ['im:message.group_msg'] }));

  const alerts = () => ChatId.parse(chatNamed('数据库告警').chatId);
  const page = async (desk: ReturnType<typeof deskFor>) => {
    const world = { feishu: desk.client, directory: desk.directory, locale: 'zh-CN' as const };
    return value(await listMessages({ chatId: alerts(), after: null }, world));
  };
  const about = (kind: ExistingMessage['kind'], messageId: MessageId): ExistingMessage => ({
    kind,
    messageId,
    chatId: alerts(),
    chatName: '数据库告警',
    excerpt: '主从延迟',
  });

  it('is listed newest first, with its author, and marked when it is the bot’s own', async () => {
    const desk = deskFor([]);
    const { messages, chat } = await page(desk);
    expect(chat.name).toBe('数据库告警');
    expect(messages.map(({ own, author, excerpt }) => [own, author, excerpt]).slice(-3)).toEqual([
      [true, null, '归档任务已停止，请确认主从延迟是否恢复。'],
      [false, '缪思远', '在看了，是昨晚的归档任务'],
      [false, null, '[P2] 订单库主从延迟 42 秒'],
    ]);
    expect([...messages].sort((a, b) => b.sentAt - a.sentAt)).toEqual(messages);
  });

  it('is buzzed without sending a message', async () => {
    const desk = deskFor([]);
    const own = (await page(desk)).messages.find((message) => message.own)!;
    const board = await desk.buzz(
      draft([person('韩梅梅'), person('李雷')], { text: '', about: about('message', own.messageId) }),
    );
    expect(outcomes(board)).toEqual(['accepted', 'accepted']);
    expect(calls('send')).toEqual([]);
    expect(calls('urgent_app')[0]?.path).toContain(own.messageId);
  });

  it.each<[string, Fault | null]>([
    ['at once', null],
    ['although the answer is lost', { api: 'reply', kind: 'drop-after' }],
    ['although it never arrives', { api: 'reply', kind: 'drop-before' }],
  ])('is replied to once, %s, and the reply is buzzed', async (_, fault) => {
    const desk = deskFor([]);
    const theirs = (await page(desk)).messages.find((message) => !message.own && message.author)!;
    const before = chatNamed('数据库告警').messages.length;
    if (fault) practice.faults.add(fault);
    const board = await desk.buzz(draft([person('韩梅梅')], { about: about('reply', theirs.messageId) }));
    expect(outcomes(board)).toEqual(['accepted']);
    const chat = chatNamed('数据库告警');
    expect(chat.messages).toHaveLength(before + 1);
    const reply = practice.world.messages.get(chat.messages.at(-1) ?? '');
    expect(reply?.parentId).toBe(theirs.messageId);
    expect(board.messages[0]?.messageId).toBe(reply?.messageId);
  });

  it('of another bot or a person cannot be buzzed: the plan says so before anything leaves', async () => {
    const desk = deskFor([]);
    const theirs = (await page(desk)).messages.find((message) => !message.own)!;
    const plan = await desk.engine.plan(
      draft([person('韩梅梅')], { text: '', about: about('message', theirs.messageId) }),
    );
    expect(plan.problem).toMatchObject({ code: 230012, advice: 'message-by-others' });
  });

  it('is found by its id unless the id is unknown or the bot may not read the chat', async () => {
    const desk = deskFor([]);
    const world = { feishu: desk.client, directory: desk.directory, locale: 'zh-CN' as const };
    const [first] = (await page(desk)).messages;
    const found = await listMessages({ messageId: first?.messageId ?? '' }, world);
    expect(found).toMatchObject({ value: { messages: [{ messageId: first?.messageId }], next: null } });
    const unknownId = MessageId.parse('om_00000000000000000000000000000000');
    expect(await listMessages({ messageId: unknownId }, world)).toMatchObject({ problem: { code: 99992354 } });
    practice.world.settings.scopes.delete('im:message.group_msg');
    const unread = await listMessages({ chatId: alerts(), after: null }, world);
    practice.world.settings.scopes.add('im:message.group_msg');
    expect(unread).toMatchObject({ problem: { code: 230027, advice: 'messages-unreadable' } });
  });

  it('can be one that the bot sent to a single person', async () => {
    const desk = deskFor([]);
    const sent = await desk.buzz(draft([person('曲直')]));
    const world = { feishu: desk.client, directory: desk.directory, locale: 'zh-CN' as const };
    const messageId = sent.messages[0]?.messageId ?? '';
    const found = value(await listMessages({ messageId }, world));
    expect(found.chat.name).toBe('曲直');
    practice.log.clear();
    const there: ExistingMessage = {
      kind: 'message',
      messageId: MessageId.parse(messageId),
      chatId: found.chat.chatId,
      chatName: found.chat.name,
      excerpt: found.messages[0]?.excerpt ?? '',
    };
    const board = await desk.buzz(draft([person('曲直')], { text: '', about: there }));
    expect(outcomes(board)).toEqual(['accepted']);
    expect(calls('send')).toEqual([]);
  });
});
