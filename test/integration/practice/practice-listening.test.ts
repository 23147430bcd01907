import * as lark from '@larksuiteoapi/node-sdk';
import { expect, onTestFinished, test } from 'vitest';
import type { Practice } from '../../../electron/practice/start-practice';
import { allScopes } from '../../../electron/practice/world/scopes';
import { until } from '../../support/clock/until';
import { aCompany, chatIn, personIn } from '../../support/feishu/a-company';

// Feishu's own client is the oracle: whatever it meets here without a complaint is the protocol as Feishu speaks it.

interface Heard {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's handlers get events of every shape.
  data: any;
}

const types = [
  'im.message.receive_v1',
  'im.message.message_read_v1',
  'im.message.recalled_v1',
  'im.message.reaction.created_v1',
  'im.message.reaction.deleted_v1',
  'im.chat.disbanded_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'contact.user.deleted_v3',
] as const;

/** Connects Feishu's own client, and collects what its dispatcher hears and what its log complains about. */
const listening = async (practice: Practice) => {
  const heard: Heard[] = [];
  const complaints: string[] = [];
  const complain = (...words: unknown[]) => void complaints.push(words.flat().map(String).join(' '));
  const silent = () => undefined;
  const logger = { fatal: complain, error: complain, warn: complain, info: silent, debug: silent, trace: silent };
  const eventDispatcher = new lark.EventDispatcher({ logger }).register(
    Object.fromEntries(types.map((type) => [type, (data: unknown) => void heard.push({ type, data })])),
  );
  let client: lark.WSClient | null = null;
  onTestFinished(() => client?.close({ force: true }));
  // It loses what comes before it is ready: the socket is open, and it does not look yet.
  await new Promise<void>((onReady, onError) => {
    const { appId, appSecret, baseUrl: domain } = practice;
    client = new lark.WSClient({ appId, appSecret, domain, logger, onReady, onError });
    void client.start({ eventDispatcher });
  });
  const of = (type: string) => heard.filter((one) => one.type === type).map(({ data }) => data);
  return { heard, complaints, of };
};

const open = (options: Parameters<typeof aCompany>[0] = {}) =>
  aCompany({ scopes: allScopes, readingSpeed: 0, ...options });

/** Waits until all deliveries so far are taken. */
const allTaken = (practice: Practice) =>
  until('all events are taken', () => practice.lines().deliveries.every(({ state }) => state === 'taken'));

/** Waits until the nth connection has sent its first ping: Feishu's own client loses what comes before. */
const pinged = (practice: Practice, number: number) =>
  until(`connection ${number} has pinged`, () =>
    practice.lines().open.some((line) => line.number === number && line.pings.length > 0),
  );

test('Feishu’s own client connects, is answered its ping, and hears of all that happens', async () => {
  const practice = await open();
  const { complaints, of, heard } = await listening(practice);
  await pinged(practice, 1);
  const client = new lark.Client({ ...practice, domain: practice.baseUrl, loggerLevel: lark.LoggerLevel.error });
  const leilei = personIn(practice, '李雷');
  const group = chatIn(practice, '值班协调群');
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: leilei.openId, msg_type: 'text', content: '{"text":"请确认"}' },
  });
  const messageId = sent.data?.message_id ?? '';

  practice.read('李雷', messageId);
  practice.act({ who: '李雷', react: 'OK', messageId });
  practice.act({ who: '李雷', takeBack: true, messageId });
  const written = practice.act({ who: '李雷', write: '机房停电了' });
  const toBot = practice.act({ who: '韩梅梅', write: '谁在现场', chat: '值班协调群' });
  practice.act({ who: '韩梅梅', write: '不相干', chat: '值班协调群', mention: false });
  practice.act({ who: '李雷', recall: written });
  practice.change({
    chats: [
      { chat: '值班协调群', leave: ['李雷'], join: ['燕小北'] },
      { chat: '数据库告警', botIn: false },
      { chat: '夜班交接群', status: 'dissolved' },
    ],
    people: [{ who: '查理', status: 'resigned' }],
  });
  await allTaken(practice);

  expect(of('im.message.message_read_v1')).toMatchObject([
    { reader: { reader_id: { open_id: leilei.openId } }, message_id_list: [messageId] },
  ]);
  const reaction = { message_id: messageId, reaction_type: { emoji_type: 'OK' }, operator_type: 'user' };
  expect(of('im.message.reaction.created_v1')).toMatchObject([{ ...reaction, user_id: { open_id: leilei.openId } }]);
  expect(of('im.message.reaction.deleted_v1')).toMatchObject([reaction]);
  // The message of the group that does not name the bot comes as well, as this app has the scope for all of them.
  expect(of('im.message.receive_v1').map(({ message }) => message)).toMatchObject([
    { message_id: written, chat_type: 'p2p', message_type: 'text', content: '{"text":"机房停电了"}' },
    { message_id: toBot, chat_type: 'group', chat_id: group.chatId, mentions: [{ mentioned_type: 'bot' }] },
    { chat_type: 'group', content: '{"text":"不相干"}' },
  ]);
  expect(of('im.message.recalled_v1')).toMatchObject([{ message_id: written, recall_type: 'message_owner' }]);
  expect(of('im.chat.member.user.deleted_v1')).toMatchObject([{ chat_id: group.chatId, users: [{ name: '李雷' }] }]);
  expect(of('im.chat.member.user.added_v1')).toMatchObject([{ users: [{ name: '燕小北' }] }]);
  expect(of('im.chat.member.bot.deleted_v1')).toMatchObject([{ name: '数据库告警' }]);
  expect(of('im.chat.disbanded_v1')).toMatchObject([{ name: '夜班交接群' }]);
  expect(of('contact.user.deleted_v3')).toMatchObject([{ object: { name: '查理' } }]);
  expect(heard).toHaveLength(12);
  expect(practice.lines().deliveries.every(({ attempts }) => attempts.length === 1)).toBe(true);
  expect(practice.lines().open[0]?.mistakes).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an event without its scope, or without a subscription, tells nothing', async () => {
  const practice = await open();
  const { heard } = await listening(practice);
  practice.change({ revokeScopes: ['im:message.p2p_msg:readonly'] });
  practice.act({ who: '李雷', write: '在吗' });
  practice.changeSocket({ events: ['im.chat.disbanded_v1'] });
  practice.act({ who: '韩梅梅', write: '在吗', chat: '值班协调群' });
  practice.changeSocket({ events: 'all', silent: true });
  practice.act({ who: '韩梅梅', write: '在吗', chat: '值班协调群' });
  expect(practice.lines().deliveries).toEqual([]);
  practice.changeSocket({ silent: false });
  practice.act({ who: '韩梅梅', write: '在吗', chat: '值班协调群' });
  await allTaken(practice);
  expect(heard).toHaveLength(1);
});

test('fragments in any order, duplicates and a long body arrive whole at Feishu’s own client', async () => {
  const practice = await open();
  const { of, complaints } = await listening(practice);
  practice.changeSocket({ faults: [{ kind: 'parts', parts: 5, shuffle: true }] });
  practice.act({ who: '李雷', write: '一' });
  practice.changeSocket({ faults: [{ kind: 'duplicate' }] });
  practice.act({ who: '李雷', write: '二' });
  const long = '长'.repeat(200_000);
  practice.act({ who: '李雷', write: long });
  practice.changeSocket({ faults: [{ kind: 'unknown-fields' }] });
  practice.act({ who: '李雷', write: '四' });
  await allTaken(practice);
  const texts = of('im.message.receive_v1').map(({ message }) => JSON.parse(message.content).text);
  // Handlers run side by side, so their order is not that of the events.
  expect(texts.sort()).toEqual(['一', '二', '二', '四', long].sort());
  expect(complaints).toEqual([]);
});

test('a connection that the server ends is opened anew with another ticket', async () => {
  const practice = await open();
  practice.changeSocket({
    clientConfig: { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0 },
  });
  const { of } = await listening(practice);
  practice.changeSocket({ do: 'close' });
  await pinged(practice, 2);
  practice.act({ who: '李雷', write: '还在吗' });
  await allTaken(practice);
  expect(of('im.message.receive_v1')).toHaveLength(1);
  expect(practice.log.entries.filter(({ api }) => api === 'ws_endpoint')).toHaveLength(2);
  expect(JSON.stringify(practice.log.entries)).not.toContain(practice.appSecret);
});

test.each([
  ['a wrong secret', { appSecret: 'wrong' }, '1000040345'],
  ['an unknown app', { appId: 'cli_0000000000000000' }, '1000040346'],
])('%s stops Feishu’s own client', async (_, wrong, code) => {
  const practice = await open();
  const error = await new Promise<Error>((resolve) => {
    const silent = () => undefined;
    const logger = { fatal: silent, error: silent, warn: silent, info: silent, debug: silent, trace: silent };
    const client = new lark.WSClient({ ...practice, domain: practice.baseUrl, logger, ...wrong, onError: resolve });
    void client.start({ eventDispatcher: new lark.EventDispatcher({ logger }) });
  });
  expect(error.message).toContain(code);
});

test('two clients share the events, and both are counted', async () => {
  const practice = await open({ random: () => turn });
  let turn = 0;
  const first = await listening(practice);
  const second = await listening(practice);
  expect(practice.lines().count()).toBe(2);
  practice.act({ who: '李雷', write: '一' });
  turn = 0.5;
  practice.act({ who: '李雷', write: '二' });
  await allTaken(practice);
  const texts = ({ of }: typeof first) => of('im.message.receive_v1').map(({ message }) => message.content);
  expect([texts(first), texts(second)]).toEqual([['{"text":"一"}'], ['{"text":"二"}']]);
});
