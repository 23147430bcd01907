import { Agent, request } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../electron/practice/server/faults';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const arm = (...faults: Fault[]) => world.raw('POST', '/_practice/faults', { body: JSON.stringify(faults) });
const send = (name = '单小雨') => world.send('open_id', world.person(name).openId);
const last = () => world.practice.log.entries.at(-1);
const sentCount = () =>
  [...world.practice.world.messages.values()].filter((one) => one.content.includes('请处理')).length;

describe('faults', () => {
  test('a connection dropped before the call has no effect', async () => {
    await arm({ api: 'send', kind: 'drop-before' });
    await expect(send()).rejects.toThrow();
    expect(last()).toMatchObject({ api: 'send', dropped: 'before', status: null, did: {} });
    expect(sentCount()).toBe(0);
    expect((await send()).code).toBe(0);
  });

  test('a connection dropped after the call has its effect, and the log shows it', async () => {
    await arm({ api: 'send', kind: 'drop-after' });
    await expect(send()).rejects.toThrow();
    expect(last()).toMatchObject({ dropped: 'after', status: null, did: { message: { text: '请处理' } } });
    expect(sentCount()).toBe(1);
  });

  test.each([
    [{ kind: 'code', code: 230020 }, 400, 230020, 0],
    [{ kind: 'code', code: 2200, status: 500, processed: true }, 500, 2200, 1],
    [{ kind: 'html' }, 502, undefined, 0],
    [{ kind: 'html', status: 504, processed: true }, 504, undefined, 1],
    [{ kind: 'status', status: 503 }, 503, undefined, 0],
    [{ kind: 'rate-limit', reset: 7 }, 429, 99991400, 0],
  ] as [Fault, number, number | undefined, number][])('%j answers %i, %s', async (fault, status, code, sent) => {
    await arm({ ...fault, api: 'send' });
    const answer = await send();
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(sentCount()).toBe(sent);
    if (fault.kind === 'rate-limit') expect(answer.headers.get('x-ogw-ratelimit-reset')).toBe('7');
  });

  test('a redirect points to the given address', async () => {
    await arm({ kind: 'redirect', to: 'http://elsewhere.example/' });
    const answer = await world.askToken();
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe('http://elsewhere.example/');
  });

  test('a body can arrive slowly, or end in the middle', async () => {
    await arm({ api: 'send', kind: 'slow-body', ms: 30 }, { api: 'send', kind: 'cut-body' });
    expect((await send()).code).toBe(0);
    await expect(send()).rejects.toThrow();
    expect(sentCount()).toBe(2);
  });

  test('a delayed call is logged when it arrives and answered later', async () => {
    await arm({ api: 'send', kind: 'delay', ms: 100 });
    const answer = send();
    const [seen] = (await world.practice.log.until((calls) => calls.some((call) => call.api === 'send'))).slice(-1);
    expect(seen).toMatchObject({ status: null, fault: 'delay' });
    expect((await answer).code).toBe(0);
    expect(seen?.status).toBe(200);
  });

  test('a fault applies only to the calls it describes, skips some, and ends after its number of times', async () => {
    const { openId } = world.person('仇远');
    await arm({ path: '/messages$', includes: openId, skip: 1, times: 2, kind: 'code', code: 1 });
    const codes: number[] = [];
    for (const name of ['单小雨', '仇远', '仇远', '单小雨', '仇远', '仇远']) codes.push((await send(name)).code);
    expect(codes).toEqual([0, 0, 1, 0, 1, 0]);
    expect((await world.raw('GET', '/_practice/faults')).body).toEqual({ faults: [] });
  });

  test('a fault without end lasts until it is cleared', async () => {
    await arm({ kind: 'code', code: 1, times: null });
    expect([(await send()).code, (await send()).code]).toEqual([1, 1]);
    await world.raw('DELETE', '/_practice/faults');
    world.useToken('');
    expect((await send()).code).toBe(0);
  });

  test.each([
    [{ kind: 'explode' }],
    [{ kind: 'delay' }],
    [{ kind: 'code', code: '1' }],
    [{ kind: 'html', path: '(' }],
    [null],
  ])('%j is no fault', async (fault) => {
    const answer = await world.raw('POST', '/_practice/faults', { body: JSON.stringify(fault) });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toEqual(expect.any(String));
  });
});

describe('the log', () => {
  test('keeps every call in order, without the secret and without tokens', async () => {
    await send();
    await world.call('GET', '/im/v1/chats?page_size=5');
    await world.call('GET', '/contact/v3/users/batch?user_ids=a&user_ids=b');
    await world.raw('GET', '/open-apis/nowhere');
    const { calls } = (await world.raw('GET', '/_practice/log')).body;
    expect(calls.map((call: { seq: number }) => call.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(calls[0]).toMatchObject({ api: 'token', body: { app_id: world.practice.appId, app_secret: '***' } });
    expect(calls[1]).toMatchObject({
      method: 'POST',
      path: '/open-apis/im/v1/messages',
      query: { receive_id_type: 'open_id' },
      status: 200,
      code: 0,
    });
    expect(calls[2]).toMatchObject({ api: 'list_chats', query: { page_size: '5' } });
    expect(calls[3]).toMatchObject({ query: { user_ids: ['a', 'b'] }, code: 99992351 });
    expect(calls[4]).toMatchObject({ api: null, status: 404, code: 99991201 });
    const text = JSON.stringify(calls);
    expect(text).not.toContain(world.practice.appSecret);
    expect(text).not.toMatch(/t-g1[0-9a-f]/);
    await world.raw('DELETE', '/_practice/log');
    expect((await world.raw('GET', '/_practice/log')).body).toEqual({ calls: [] });
  });

  test('shows which calls shared a connection', async () => {
    const get = (agent: Agent) =>
      new Promise<void>((resolve, reject) => {
        const call = request(`${world.practice.baseUrl}/open-apis/bot/v3/info`, { agent });
        call.on('response', (response) => response.resume().on('end', resolve));
        call.on('error', reject);
        call.end();
      });
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    await get(kept);
    await get(kept);
    await get(new Agent({ keepAlive: false }));
    kept.destroy();
    const [one, two, three] = world.practice.log.entries.map((call) => call.connection);
    expect(one).toBe(two);
    expect(three).not.toBe(one);
  });

  test('forgets the oldest calls beyond the number it keeps', async () => {
    const small = await plainCompany({ keepCalls: 2 });
    for (let count = 0; count < 3; count += 1) await small.askToken();
    expect(small.practice.log.entries.map((call) => call.seq)).toEqual([2, 3]);
  });
});

describe('the world', () => {
  test.each([
    [{ nothing: 1 }],
    [{ people: [{ who: '张伟', available: false }] }],
    [{ people: [{ who: '仇远', reading: { kind: 'sometimes' } }] }],
    [{ chats: [{ chat: '没有这个群' }] }],
    [{ smsLeft: -1 }],
    [5],
  ])('%j is no change', async (change) => {
    const answer = await world.raw('PATCH', '/_practice/world', { body: JSON.stringify(change) });
    expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  });

  test('can be read and changed, time included', async () => {
    const before = (await world.raw('GET', '/_practice/world')).body;
    expect(before.people.length).toBeGreaterThanOrEqual(60);
    expect(before.people.find((one: { name: string }) => one.name === '曾一鸣').unreadBuzzes).toBe(203);
    const change = {
      advanceMs: 5000,
      smsLeft: 1,
      chats: [{ chat: '数据库告警', join: ['仇远'], urgentSetting: 'only_owner' }],
    };
    const after = (await world.raw('PATCH', '/_practice/world', { body: JSON.stringify(change) })).body;
    expect(after.now).toBe(before.now + 5000);
    expect(after.settings.smsLeft).toBe(1);
    expect(world.chat('数据库告警').members).toContain(world.person('仇远').openId);
    expect(world.chat('数据库告警').urgentSetting).toBe('only_owner');
  });

  test('closing ends delayed calls', async () => {
    const own = await plainCompany();
    own.practice.faults.add({ kind: 'delay', ms: 600_000 });
    const waiting = own.askToken().then(
      () => 'answered',
      () => 'cut',
    );
    await own.practice.log.until((calls) => calls.length === 1);
    await own.practice.close();
    expect(['answered', 'cut']).toContain(await waiting);
  });
});
