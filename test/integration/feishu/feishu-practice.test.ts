import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChatId, MessageId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import type { Fetch } from '../../../electron/core/feishu/client/transport';
import type { FeishuDeps } from '../../../electron/core/feishu/endpoints/create-feishu';
import { type Practice, startPractice } from '../../../electron/practice/start-practice';
import { until } from '../../support/clock/until';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { aCompany, chatIn, personIn } from '../../support/feishu/a-company';
import { connectedClient } from '../../support/feishu/connected-client';
import { openGuard } from '../../support/feishu/fake-feishu';
import { silentHost } from '../../support/listening-server';

// The client and the embedded Feishu, which share no code. The server's log judges the client.

let practice: Practice;

const client = (deps: Partial<FeishuDeps> = {}) => connectedClient(practice, deps);

const person = (name: string) => personIn(practice, name);

const chatId = (name: string) => ChatId.parse(chatIn(practice, name).chatId);

const post = { zh_cn: { title: '', content: [[{ tag: 'text' as const, text: '数据库 <at>告警</at>\n请处理' }]] } };

let uuids = 0;
const newUuid = () => {
  uuids += 1;
  return `uuid-${uuids}`;
};

const sendTo = (name: string, uuid = newUuid(), feishu = client()) =>
  feishu.send({ to: { idType: 'open_id', id: person(name).openId }, post, uuid }, openGuard());

const sentTo = async (name: string) => {
  const sent = await sendTo(name);
  if (!sent.ok) throw new Error('expected a message');
  return sent.value.messageId;
};

const calls = (api: string) => practice.log.entries.filter((entry) => entry.api === api);

describe('on a company that stays as it is', () => {
  beforeAll(async () => {
    // Every test has its own limiter, so the server must not limit the rate per person here.
    practice = await startPractice({ scale: 300, readingSpeed: 0, limits: { perReceiver: null } });
  });
  afterAll(() => practice.close());
  beforeEach(() => practice.log.clear());
  afterEach(() => practice.faults.clear());

  it('sends exactly the text, once per uuid', async () => {
    const first = await sendTo('韩梅梅', 'the-same');
    const second = await sendTo('韩梅梅', 'the-same');
    expect(first).toMatchObject({ ok: true, value: { chatId: expect.stringMatching(/^oc_/) } });
    expect(first.ok && second.ok && second.value).toEqual(first.ok && first.value);
    expect(calls('send').map((call) => call.did.message)).toMatchObject([
      { to: person('韩梅梅').openId, text: '数据库 <at>告警</at>\n请处理', replayed: false },
      { replayed: true },
    ]);
  });

  it.each([
    ['app', 'urgent_app'],
    ['sms', 'urgent_sms'],
    ['phone', 'urgent_phone'],
  ] as const)('buzzes by %s and tells who is not in the chat', async (channel, api) => {
    const messageId = await sentTo('韩梅梅');
    const ids = [person('韩梅梅').openId, person('李雷').openId];
    const buzzed = await client().buzz({ messageId, channel, idType: 'open_id', ids }, openGuard());
    expect(buzzed).toMatchObject({ ok: true, value: { invalid: [person('李雷').openId] } });
    expect(calls(api)[0]?.did.buzzed).toEqual([{ openId: ids[0], name: '韩梅梅', channel }]);
  });

  it('knows when no one in the list is in the chat', async () => {
    const messageId = await sentTo('韩梅梅');
    const ids = [person('李雷').openId];
    const buzzed = await client().buzz({ messageId, channel: 'phone', idType: 'open_id', ids }, openGuard());
    expect(buzzed).toMatchObject({
      failure: { stage: 'rejected', problem: { code: 230001, advice: 'person-not-in-chat' } },
    });
  });

  const nobody = () => 'ou_00000000000000000000000000000000';
  const foreigner = (): string => person('李雷').foreignOpenId;
  it.each([
    ['an unknown id', nobody, 99992351, 'ids-not-existing'],
    ['an id of another app', foreigner, 99992361, 'id-of-another-app'],
  ] as const)('names %s out of a list that was refused for it', async (_, wrong, code, advice) => {
    const messageId = await sentTo('韩梅梅');
    const ids = [person('韩梅梅').openId, wrong()];
    const buzzed = await client().buzz({ messageId, channel: 'app', idType: 'open_id', ids }, openGuard());
    expect(buzzed).toMatchObject({
      failure: { stage: 'rejected', passing: false, namedIds: [wrong()], problem: { code, advice } },
    });
    if (!buzzed.ok) expect(buzzed.failure.problem.logId).toMatch(/\w{10}/);
  });

  it('reads receipts and recalls', async () => {
    const messageId = await sentTo('韩梅梅');
    const feishu = client();
    expect(await feishu.readReceipts({ messageId, idType: 'union_id' })).toMatchObject({ ok: true, value: [] });
    practice.read('韩梅梅', messageId);
    expect(await feishu.readReceipts({ messageId, idType: 'union_id' })).toMatchObject({
      ok: true,
      value: [{ id: person('韩梅梅').unionId, readAt: expect.any(Number) }],
    });
    expect(await feishu.recall({ messageId })).toMatchObject({ ok: true });
    const ids = [person('韩梅梅').openId];
    expect(await feishu.buzz({ messageId, channel: 'app', idType: 'open_id', ids }, openGuard())).toMatchObject({
      failure: { problem: { code: 230110, advice: 'message-deleted' } },
    });
  });

  it('lists chats without dissolved ones and knows where the bot may buzz', async () => {
    const feishu = client();
    const listed = await feishu.readChats();
    if (!listed.ok) throw new Error('expected chats');
    const names = listed.value.map((chat) => chat.name);
    expect(names).toContain('数据库告警');
    expect(names).not.toContain('旧机房迁移');
    const may = async (name: string): Promise<boolean> => {
      const got = await feishu.readChat({ chatId: chatId(name) });
      return got.ok && got.value.canBuzz;
    };
    expect(await may('数据库告警')).toBe(true);
    expect(await may('管理通知群')).toBe(false);
    expect(await may('供应商联络群')).toBe(false);
    expect(await may('加急演练群')).toBe(true);
  });

  it('lists every member of a chat larger than two pages', async () => {
    const everybody = practice.world.people.filter((one) => one.tenant === 'own').map((one) => one.openId);
    const chat = practice.world.chats.get(chatId('全员公告'));
    for (const openId of everybody) chat?.members.add(openId);
    const listed = await client().readMembers({ chatId: chatId('全员公告'), idType: 'open_id' });
    if (!listed.ok) throw new Error('expected members');
    const got = listed.value.map((one: Person) => one.openId);
    expect(new Set(got)).toEqual(new Set(chat?.members));
    expect(got.length).toBe(chat?.members.size);
    expect(practice.log.entries.filter((entry) => entry.path.endsWith('/members')).length).toBeGreaterThan(3);
  });

  it('looks up e-mails and mobiles, many at a time', async () => {
    const people = practice.world.people.filter(
      (one) => one.tenant === 'own' && one.inContacts && one.status === 'active',
    );
    const emails = people.slice(0, 70).map((one) => one.email);
    const mobiles = people.slice(70, 130).map((one) => one.mobile);
    const found = await client().lookUp({ emails: [...emails, 'nobody@example.com'], mobiles });
    if (!found.ok) throw new Error('expected people');
    expect(found.value.filter((one) => one.openId === null).map((one) => one.query)).toEqual(['nobody@example.com']);
    expect(found.value[0]).toEqual({ query: people[0]?.email, openId: people[0]?.openId, standing: 'active' });
    expect(found.value.at(-1)).toMatchObject({ query: mobiles.at(-1), openId: people[129]?.openId });
  });

  it('reads the bot’s name', async () => {
    expect(await client().readBot()).toMatchObject({ ok: true, value: { status: 2, name: expect.any(String) } });
  });

  it('answers a wrong secret with advice and sends nothing', async () => {
    const feishu = client({ secret: () => Promise.resolve('wrong') });
    expect(await sendTo('韩梅梅', newUuid(), feishu)).toMatchObject({
      failure: { stage: 'not-sent', passing: false, problem: { advice: 'credentials-wrong' } },
    });
    expect(calls('send')).toHaveLength(0);
  });

  it('replaces an expired token, even for a phone call, which rings once', async () => {
    const messageId = await sentTo('韩梅梅');
    const feishu = client();
    await feishu.readBot();
    practice.change({ expireTokens: true });
    const ids = [person('韩梅梅').openId];
    expect(await feishu.buzz({ messageId, channel: 'phone', idType: 'open_id', ids }, openGuard())).toMatchObject({
      ok: true,
    });
    expect(calls('urgent_phone').map((call) => call.code)).toEqual([99991663, 0]);
    expect(calls('urgent_phone').flatMap((call) => call.did.buzzed ?? [])).toHaveLength(1);
  });

  it.each([
    ['a page of HTML', { kind: 'html', status: 200 }, 'faulty', 'fault-paid'],
    ['a gateway that broke', { kind: 'html', status: 502 }, 'faulty', 'fault-paid'],
    ['an internal fault', { kind: 'code', code: 2200, processed: true }, 'faulty', 'fault-paid'],
    ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, 'faulty', 'lost-paid'],
    ['a connection dropped before', { kind: 'drop-before' }, 'lost', 'lost-paid'],
    ['a connection dropped after', { kind: 'drop-after' }, 'lost', 'lost-paid'],
    ['half an answer', { kind: 'cut-body' }, 'lost', 'lost-paid'],
    ['a 429', { kind: 'rate-limit', reset: 3 }, 'rejected', 'rate-limited'],
    ['the month’s quota', { kind: 'code', code: 99991403, status: 429 }, 'rejected', 'monthly-quota'],
  ] as const)('makes one call, not two: %s', async (_, fault, stage, advice) => {
    const messageId = await sentTo('韩梅梅');
    practice.log.clear();
    practice.faults.add({ ...fault, path: 'urgent_phone' });
    const ids = [person('韩梅梅').openId];
    const buzzed = await client().buzz({ messageId, channel: 'phone', idType: 'open_id', ids }, openGuard());
    expect(buzzed).toMatchObject({ ok: false, failure: { stage, problem: { advice } } });
    expect(practice.log.entries.filter((entry) => entry.path.endsWith('urgent_phone'))).toHaveLength(1);
  });

  it('names the missing scope', async () => {
    practice.change({ revokeScopes: ['im:message.urgent:phone', 'im:message.urgent:phone_send'] });
    const messageId = await sentTo('韩梅梅');
    const ids = [person('韩梅梅').openId];
    const buzzed = await client().buzz({ messageId, channel: 'phone', idType: 'open_id', ids }, openGuard());
    practice.change({ grantScopes: ['im:message.urgent:phone', 'im:message.urgent:phone_send'] });
    if (buzzed.ok) throw new Error('expected a refusal');
    expect(buzzed.failure.problem).toMatchObject({ code: 99991672, advice: 'scope-missing' });
    expect(buzzed.failure.problem.params.scopes).toContain('im:message.urgent:phone');
  });

  it('knows when the server is gone', async () => {
    const feishu = client({ baseUrl: `http://${silentHost}` });
    expect(await feishu.readBot()).toMatchObject({
      failure: { stage: 'not-sent', passing: true, problem: { advice: 'unreachable-host' } },
    });
  });

  it('refuses an invented message id', async () => {
    const messageId = MessageId.parse('om_00000000000000000000000000000000');
    const ids = [person('韩梅梅').openId];
    const buzzed = await client().buzz({ messageId, channel: 'app', idType: 'open_id', ids }, openGuard());
    expect(buzzed).toMatchObject({ ok: false, failure: { stage: 'rejected', passing: false } });
  });
});

it('sends to 200 people within the limits, without one 429', async () => {
  // Both sides have one clock, which stands still while a call is on its way: a busy machine bunches no calls.
  const clock = createVirtualClock(Date.UTC(2026, 4, 22, 2));
  practice = await aCompany({ scale: 300, readingSpeed: 0, clock });
  let open = 0;
  const counted: Fetch = async (...request) => {
    open += 1;
    return fetch(...request).finally(() => {
      open -= 1;
    });
  };
  const feishu = client({ clock, fetch: counted });
  const people = practice.world.people.filter(
    (one) => one.tenant === 'own' && one.available && one.status === 'active' && one.acceptsBot && !one.blocked,
  );
  await feishu.readBot();
  const begun = clock.now();
  let left = 200;
  const answers = people.slice(0, left).map(async (one) => {
    const answer = await feishu.send({ to: { idType: 'open_id', id: one.openId }, post, uuid: newUuid() }, openGuard());
    left -= 1;
    return answer;
  });
  while (left > 0) {
    await until('no call is on its way', () => open === 0);
    await clock.advance(20);
  }
  expect((await Promise.all(answers)).filter((answer) => !answer.ok)).toEqual([]);
  const sends = calls('send');
  expect(sends).toHaveLength(200);
  expect(sends.filter((call) => call.status === 429)).toHaveLength(0);
  // Four times fifty, a second apart.
  expect(clock.now() - begun).toBeLessThan(4_000);
});
