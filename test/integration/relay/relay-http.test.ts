import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LadderId, WorkspaceId } from '../../../electron/contract/model/ids';
import { until } from '../../support/clock/until';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { boardsIn, hear } from '../../support/relay/events';
import { relayDesk } from '../../support/relay/relay-desk';

/** E-mails of people whom a buzz reaches. */
const company = async () => {
  const practice = await aCompany({ readingSpeed: 0 });
  const to = (...names: string[]) => names.map((name) => personIn(practice, name).openId);
  return { practice, to };
};

const buzzed = (practice: Awaited<ReturnType<typeof aCompany>>, channel: 'app' | 'sms' | 'phone') =>
  practice.log.entries.flatMap(({ did }) => did.buzzed ?? []).filter((each) => each.channel === channel);

describe('a wish', () => {
  it('becomes a buzz that reaches its people, and its end is told to those who listen', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    const events = await call('GET', '/v1/events');
    const made = await call('POST', '/v1/buzzes', {
      body: { to: to('李雷', '韩梅梅'), text: '磁盘满了', asker: '监控' },
    });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const heard = boardsIn(await hear(events, (all) => boardsIn(all).some(({ state }) => state === 'done')));
    expect(heard.at(-1)).toMatchObject({ id, state: 'done', asker: '监控' });
    expect(heard.at(-1)?.people.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(
      buzzed(practice, 'app')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['李雷', '韩梅梅'].sort());
    const shown = await call('GET', `/v1/buzzes/${id}`);
    expect(await shown.json()).toMatchObject({ id, state: 'done' });
    const listed = async (query: string) => {
      const list = (await (await call('GET', `/v1/buzzes?limit=5${query}`)).json()) as { buzzes: { id: string }[] };
      return list.buzzes.map((row) => row.id);
    };
    expect(await listed('')).toEqual([id]);
    expect(await listed(`&query=${encodeURIComponent('磁盘')}&outcome=accepted`)).toEqual([id]);
    expect(await listed(`&query=${encodeURIComponent('内存')}`)).toEqual([]);
    expect(await listed('&outcome=unknown')).toEqual([]);
  });

  it('asks for an answer when it says so, and not when it says no', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    const made = await call('POST', '/v1/buzzes', {
      body: { to: to('李雷', '韩梅梅'), text: '谁能接手', ask: true, enough: 'one' },
    });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ asks: true });
    const quiet = await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text: '知会一声', ask: false } });
    expect(await quiet.json()).toMatchObject({ asks: false });
  });

  it('is carried out once, however often it is told with its key, and a key is good for one wish', async () => {
    const { practice, to } = await company();
    const first = await relayDesk(practice);
    const wish = { body: { to: to('李雷'), text: '磁盘满了' }, headers: { 'idempotency-key': 'INC-1' } };
    const answers = await Promise.all([1, 2, 3].map(() => first.call('POST', '/v1/buzzes', wish)));
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
    expect(new Set(ids).size).toBe(1);
    await until('the end', async () => {
      const board = (await (await first.call('GET', `/v1/buzzes/${ids[0]}`)).json()) as { state: string };
      return board.state === 'done';
    });
    expect((await first.call('POST', '/v1/buzzes', { ...wish, body: { to: to('韩梅梅'), text: '别的' } })).status).toBe(
      422,
    );
    await first.close();
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toHaveLength(1);
    expect(buzzed(practice, 'app')).toHaveLength(1);
  });

  it('is carried out twice without a key, when it is another one', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    for (const text of ['一', '二']) {
      expect((await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text } })).status).toBe(201);
    }
    await practice.log.until(() => buzzed(practice, 'app').length === 2);
  });

  it.each<[string, object, number, string]>([
    ['a person who is unknown', { to: ['没有这个人'], text: '在吗' }, 422, '没有这个人'],
    ['an empty text', { to: ['李雷'], text: ' ' }, 422, ''],
    ['SMS without agreeing to the cost', { to: ['李雷'], text: '在吗', via: 'sms' }, 422, '--yes'],
    ['a ladder that there is not', { to: ['李雷'], text: '在吗', ladder: '没有' }, 422, '没有'],
    ['a workspace that there is not', { to: ['李雷'], text: '在吗', workspace: 'dev' }, 400, 'dev'],
    ['a key that does not exist', { to: ['李雷'], text: '在吗', urgent: true }, 400, 'urgent'],
    ['a text that is missing', { to: ['李雷'] }, 400, 'text'],
    ['pictures', { to: ['李雷'], text: '在吗', images: ['a.png'] }, 400, 'Leave the pictures out'],
  ])('that names %s is refused with the reason, and nothing is sent', async (_, body, status, said) => {
    const { practice } = await company();
    const { call } = await relayDesk(practice);
    const refused = await call('POST', '/v1/buzzes', { body });
    expect(refused.status).toBe(status);
    const { problem } = (await refused.json()) as { problem: { message: string; advice: string } };
    expect(problem.advice).toContain(said);
    expect(problem.message).toBeTruthy();
    expect(practice.log.entries.filter(({ api }) => api === 'send' || api?.startsWith('urgent'))).toEqual([]);
  });

  it('by phone calls each person once, on a connection of its own, and is in the audit without its text', async () => {
    const { practice, to } = await company();
    const { call, folder } = await relayDesk(practice);
    const body = { to: to('李雷', '韩梅梅', '单小雨'), text: '机房断电', via: 'phone', paid: true };
    expect((await call('POST', '/v1/buzzes', { body })).status).toBe(201);
    await practice.log.until(() => buzzed(practice, 'phone').length === 3);
    const calls = practice.log.entries.filter(({ api }) => api === 'urgent_phone');
    expect(new Set(calls.map(({ connection }) => connection)).size).toBe(3);
    const others = practice.log.entries.filter(({ api }) => api !== 'urgent_phone').map(({ connection }) => connection);
    expect(calls.some(({ connection }) => others.includes(connection))).toBe(false);
    const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('audit-'));
    const audit = readFileSync(join(folder, name), 'utf8');
    expect(JSON.parse(audit)).toMatchObject({ does: 'buzz', workspace: 'ws_ops', paid: 3 });
    expect(audit).not.toContain('机房');
  });
});

describe('a token', () => {
  it('is asked for everywhere but at health, before anything of the body', async () => {
    const { practice } = await company();
    const { call } = await relayDesk(practice);
    for (const [method, path] of [
      ['POST', '/v1/buzzes'],
      ['GET', '/v1/buzzes'],
      ['GET', '/v1/buzzes/bz_1'],
      ['POST', '/v1/buzzes/bz_1/stop'],
      ['POST', '/v1/buzzes/bz_1/continue'],
      ['GET', '/v1/events'],
      ['GET', '/v1/anything'],
      ['GET', '/metrics'],
    ] as const) {
      for (const token of [null, 'fbr_', `fbr_${'a'.repeat(12)}_${'A'.repeat(43)}`]) {
        expect((await call(method, path, { token })).status).toBe(401);
      }
    }
    expect((await call('GET', '/healthz', { token: null })).status).toBe(200);
    expect((await call('GET', '/readyz', { token: null })).status).toBe(200);
    // More than a relay takes, and yet it is the token that it asks for.
    const large = await call('POST', '/v1/buzzes', { token: null, body: 'x'.repeat(2_000_000) }).catch(() => null);
    if (large) expect(large.status).toBe(401);
  });

  it('does what its rights allow, and does not learn of what it may not see', async () => {
    const { practice, to } = await company();
    const { call, addToken } = await relayDesk(practice);
    const reads = addToken(['read']);
    const buzzes = addToken(['buzz']);
    const elsewhere = addToken([], { grants: { [WorkspaceId.parse('ws_dev')]: ['read', 'buzz', 'paid'] } });
    const wish = { to: to('李雷'), text: '在吗' };
    const status = async (...[method, path, options]: Parameters<typeof call>) =>
      (await call(method, path, options)).status;
    expect(await status('POST', '/v1/buzzes', { body: wish, token: reads })).toBe(403);
    expect(await status('POST', '/v1/buzzes', { body: wish, token: elsewhere })).toBe(403);
    const paid = { ...wish, via: 'phone', paid: true };
    expect(await status('POST', '/v1/buzzes', { body: paid, token: buzzes })).toBe(403);
    expect(practice.log.entries.filter(({ api }) => api === 'send')).toEqual([]);

    const made = await call('POST', '/v1/buzzes', { body: wish, token: buzzes });
    const { id } = (await made.json()) as { id: string };
    expect(await status('GET', `/v1/buzzes/${id}`, { token: reads })).toBe(200);
    expect(await status('GET', `/v1/buzzes/${id}`, { token: buzzes })).toBe(200);
    expect(await status('GET', '/v1/buzzes', { token: buzzes })).toBe(403);
    expect(await status('POST', `/v1/buzzes/${id}/stop`, { token: reads })).toBe(403);
    for (const action of ['stop', 'undo', 'recall', 'receipts', 'continue']) {
      expect(await status('POST', `/v1/buzzes/${id}/${action}`, { token: elsewhere })).toBe(404);
    }
    expect(await status('GET', `/v1/buzzes/${id}`, { token: elsewhere })).toBe(404);
    expect(await status('GET', `/v1/events?buzz=${id}`, { token: elsewhere })).toBe(403);
    const body = { gesture: 'paid' };
    expect(await status('POST', `/v1/buzzes/${id}/continue`, { token: buzzes, body })).toBe(403);
  });

  it('has ceilings of its own, and hears when there is something left', async () => {
    const { practice, to } = await company();
    const { call, addToken } = await relayDesk(practice);
    const token = addToken(['buzz', 'paid'], { paidPerHour: 1, buzzesPerHour: 2 });
    const wish = (text: string, change: object = {}) =>
      call('POST', '/v1/buzzes', { token, body: { to: to('李雷'), text, ...change } });
    expect((await wish('一', { via: 'sms', paid: true })).status).toBe(201);
    const refused = await wish('二', { via: 'sms', paid: true });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect((await wish('三')).status).toBe(201);
    expect((await wish('四')).status).toBe(429);
    await practice.log.until(() => buzzed(practice, 'sms').length === 1);
    expect(buzzed(practice, 'sms')).toHaveLength(1);
  });
});

describe('a board', () => {
  it('is stopped and its messages are taken back', async () => {
    const { practice, to } = await company();
    const ladders = [{ id: LadderId.parse('ldr_x'), name: '慢', steps: [{ afterMinutes: 60, channel: 'app' }] }];
    const { call, program } = await relayDesk(practice, { config: { ladders } });
    const made = await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text: '在吗', ladder: '慢' } });
    const { id } = (await made.json()) as { id: string };
    expect(program.engine.armed).toHaveLength(1);
    const stopped = await call('POST', `/v1/buzzes/${id}/stop`);
    expect(await stopped.json()).toMatchObject({ ladder: { state: 'ended' } });
    expect(program.engine.armed).toEqual([]);
    expect(await (await call('POST', `/v1/buzzes/${id}/recall`)).json()).toMatchObject({ recalled: true });
    expect(practice.log.entries.filter(({ did }) => did.recalled)).toHaveLength(1);
    expect((await call('POST', `/v1/buzzes/${id}/continue`, { body: { gesture: 'plain' } })).status).toBe(422);
  });

  it('is asked who has read, when a caller wants to know', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    const made = await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text: '在吗' } });
    const { id } = (await made.json()) as { id: string };
    await practice.log.until(() => buzzed(practice, 'app').length === 1);
    practice.read('李雷');
    const asked = (await (await call('POST', `/v1/buzzes/${id}/receipts`)).json()) as { people: { readAt: number }[] };
    expect(asked.people[0]?.readAt).toBeGreaterThan(0);
  });
});

describe('a stream of events', () => {
  it('that comes back hears every board that changed meanwhile, in its newest state, and no other', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    const send = async (text: string) => {
      const made = await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text } });
      const { id } = (await made.json()) as { id: string };
      await until(`the end of ${text}`, async () => {
        const board = (await (await call('GET', `/v1/buzzes/${id}`)).json()) as { state: string };
        return board.state === 'done';
      });
      return id;
    };
    const done = (id: string) => (all: Parameters<typeof boardsIn>[0]) =>
      boardsIn(all).some((board) => board.id === id && board.state === 'done');
    const events = await call('GET', '/v1/events');
    const [first] = await Promise.all([send('一')]);
    const before = await hear(events, done(first));
    const [second, third] = [await send('二'), await send('三')];
    const headers = { 'last-event-id': before.at(-1)?.id ?? '' };
    const after = await hear(await call('GET', '/v1/events', { headers }), done(third));
    expect(new Set(boardsIn(after).map(({ id }) => id))).toEqual(new Set([second, third]));
    expect(after.some(({ event }) => event === 'reset')).toBe(false);
  });

  it('that comes from an earlier run is reset, and gets the newest boards', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    const made = await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text: '在吗' } });
    const { id } = (await made.json()) as { id: string };
    for (const last of ['0badcafe-3', 'nonsense', '-', '0']) {
      const stream = await call('GET', '/v1/events', { headers: { 'last-event-id': last } });
      const heard = await hear(stream, (all) => boardsIn(all).length > 0);
      expect(heard[0]?.event).toBe('reset');
      expect(boardsIn(heard)[0]?.id).toBe(id);
    }
  });

  it('of one buzz begins with its board', async () => {
    const { practice, to } = await company();
    const { call } = await relayDesk(practice);
    const made = await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text: '在吗' } });
    const { id } = (await made.json()) as { id: string };
    const heard = await hear(await call('GET', `/v1/events?buzz=${id}`), (all) => boardsIn(all).length > 0);
    expect(boardsIn(heard)[0]?.id).toBe(id);
  });
});

it('tells figures without names, and nothing of a text, a name or the secret in its log', async () => {
  const { practice, to } = await company();
  const { call, lines, close } = await relayDesk(practice);
  await call('POST', '/v1/buzzes', { body: { to: to('李雷'), text: '机密的内容' } });
  await practice.log.until(() => buzzed(practice, 'app').length === 1);
  const metrics = await (await call('GET', '/metrics')).text();
  expect(metrics).toContain('feishu_buzz_wishes_total{end="made"} 1');
  expect(metrics).toContain('feishu_buzz_paid_used{workspace="ws_ops",channel="phone"} 0');
  await close();
  for (const told of [metrics, lines.join('')]) {
    for (const secret of ['机密', '李雷', practice.appSecret]) expect(told).not.toContain(secret);
  }
});

it('tells a token whose it is and what it may do where, and nothing of other workspaces', async () => {
  const { practice } = await company();
  const { call, addToken } = await relayDesk(practice);
  const mine = await call('GET', '/v1/me', { token: addToken(['adopt', 'paid'], { name: 'laptop' }) });
  expect(await mine.json()).toEqual({
    handOver: 1,
    token: { name: 'laptop' },
    workspaces: [
      {
        id: 'ws_ops',
        name: '运维',
        appId: practice.appId,
        baseUrl: practice.baseUrl,
        practice: false,
        rights: ['adopt', 'paid'],
      },
    ],
  });
  const elsewhere = addToken([], { grants: { [WorkspaceId.parse('ws_other')]: ['read'] } });
  expect(await (await call('GET', '/v1/me', { token: elsewhere })).json()).toMatchObject({ workspaces: [] });
  expect((await call('GET', '/v1/me', { token: null })).status).toBe(401);
});
