import { request } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const botInfo = (headers: Record<string, string>) => world.raw('GET', '/open-apis/bot/v3/info', { headers });
const chats = () => world.call('GET', '/im/v1/chats');

describe('tokens', () => {
  test('live two hours, stand at the top level of the answer, and stay the same while half an hour is left', async () => {
    const first = (await world.askToken()).body;
    expect(first).toEqual({ code: 0, msg: 'ok', tenant_access_token: expect.stringMatching(/^t-/), expire: 7200 });
    world.pass(90 * 60_000);
    expect((await world.askToken()).body).toMatchObject({
      tenant_access_token: first.tenant_access_token,
      expire: 1800,
    });
  });

  test('are renewed in the last half hour, and both are valid until each ends', async () => {
    const first = (await world.askToken()).body.tenant_access_token;
    world.pass(91 * 60_000);
    const second = (await world.askToken()).body;
    expect(second.tenant_access_token).not.toBe(first);
    expect(second.expire).toBe(7200);
    const code = async (token: string) => (await botInfo({ authorization: `Bearer ${token}` })).code;
    expect(await code(first)).toBe(0);
    expect(await code(second.tenant_access_token)).toBe(0);
    world.pass(29 * 60_000);
    expect(await code(first)).toBe(99991663);
    expect(await code(second.tenant_access_token)).toBe(0);
  });

  test.each([
    ['a malformed App ID', 'nonsense', 'x', 10003],
    ['an empty secret', undefined, '', 10003],
    ['a secret that is a number', undefined, 5, 10003],
    ['an App ID nobody has', 'cli_0000000000000000', 'x', 10014],
    ['a wrong secret', undefined, 'wrong', 10014],
  ])('%s is refused with HTTP 200 and no token', async (_what, appId, secret, code) => {
    const answer = await world.askToken(appId, secret);
    expect(answer).toMatchObject({ status: 200, code, body: { data: {} } });
    expect(answer.body.tenant_access_token).toBeUndefined();
  });

  test.each([
    ['none', {}, 99991661],
    ['another scheme', { authorization: 'Basic abc' }, 99991661],
    ['no prefix', { authorization: 'Bearer abc' }, 99991671],
    ['nobody', { authorization: 'Bearer t-abc' }, 99991663],
  ])('a call with a token of %s is refused', async (_what, headers: Record<string, string>, code) => {
    expect(await botInfo(headers)).toMatchObject({ status: 400, code });
  });

  test('expire at once on command', async () => {
    expect((await chats()).code).toBe(0);
    await world.raw('PATCH', '/_practice/world', { body: JSON.stringify({ expireTokens: true }) });
    expect((await chats()).code).toBe(99991663);
    world.useToken('');
    expect((await chats()).code).toBe(0);
  });
});

describe('the request itself', () => {
  test.each([
    ['an unknown path', 'GET', '/im/v1/nothing', 404, 99991201],
    ['a wrong method', 'GET', '/auth/v3/tenant_access_token/internal', 400, 99991301],
    ['a wrong method on a path with an id', 'POST', '/im/v1/messages/om_1/read_users', 400, 99991301],
  ])('%s has its own code', async (_what, method, path, status, code) => {
    expect(await world.call(method, path)).toMatchObject({ status, code });
  });

  test.each([
    ['text/plain', '{}'],
    ['application/x-www-form-urlencoded', 'a=b'],
    ['application/json', '{"receive_id":'],
    ['application/json', '[1]'],
  ])('a body of %s that reads %s is a bad request', async (type, body) => {
    const token = (await world.askToken()).body.tenant_access_token;
    const answer = await world.raw('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });
    expect(answer).toMatchObject({ status: 400, code: 9499 });
  });

  test('a failure has the same log id in its header and its error', async () => {
    const answer = await world.call('GET', '/im/v1/chats/nonsense');
    expect(answer.headers.get('x-tt-logid')).toMatch(/^\d{14}[0-9A-F]{20}$/);
    expect(answer.body.error.log_id).toBe(answer.headers.get('x-tt-logid'));
    expect(world.practice.log.entries.at(-1)?.logId).toBe(answer.body.error.log_id);
  });

  test('a page in a browser cannot call, because it sends an Origin', async () => {
    for (const path of ['/open-apis/bot/v3/info', '/_practice/world', '/nothing']) {
      const answer = await world.raw('GET', path, { headers: { origin: 'https://evil.example' } });
      expect(answer.status).toBe(403);
    }
  });

  test('a page whose name points to this computer cannot call, because it sends its own Host', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = world.practice;
      const call = request({
        host: '127.0.0.1',
        port,
        path: '/_practice/world',
        headers: { host: `evil.example:${port}` },
      });
      call.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject);
      call.end();
    });
    expect(status).toBe(403);
  });
});

describe('settings of the console and the admin', () => {
  test('a missing scope is refused as on live tenants, with every alternative, a link and violations', async () => {
    world.practice.change({ revokeScopes: ['im:chat:readonly'] });
    const { status, body } = await chats();
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 99991672,
      msg: expect.stringContaining('One of the following scopes is required: [im:chat, im:chat:readonly, im:chat:read'),
    });
    expect(body.error.permission_violations).toContainEqual({
      type: 'action_scope_required',
      subject: 'im:chat:readonly',
    });
    expect(body.error.helps[0].url).toContain(`/app/${world.practice.appId}/auth?q=im:chat,`);
    world.practice.change({ grantScopes: ['im:chat:read'] });
    expect((await chats()).code).toBe(0);
  });

  test('an IP allow-list without this address refuses every call but the token', async () => {
    world.practice.change({ ipAllowList: ['10.0.0.1'] });
    expect((await world.askToken()).code).toBe(0);
    expect(await chats()).toMatchObject({ code: 99991401, msg: 'ip 127.0.0.1 is denied by app setting' });
    world.practice.change({ ipAllowList: ['10.0.0.1', '127.0.0.1'] });
    expect((await chats()).code).toBe(0);
  });

  test.each([
    [{ appEnabled: false }, 99991662],
    [{ installed: false }, 99991673],
    [{ botEnabled: false }, 232025],
  ])('%j gives %i', async (change, code) => {
    world.practice.change(change);
    expect((await chats()).code).toBe(code);
  });

  test('bot info describes the bot, or is refused without one', async () => {
    const bot = await world.call('GET', '/bot/v3/info');
    expect(bot.body.bot).toMatchObject({ activate_status: 2, app_name: '值班提醒（练习）', ip_white_list: [] });
    expect(bot.body.data).toBeUndefined();
    world.practice.change({ botEnabled: false });
    expect((await world.call('GET', '/bot/v3/info')).code).toBe(11205);
  });

  test.each([0, 1, 3, 5, 6])('a bot of activate_status %i is described, and does nothing', async (activateStatus) => {
    world.practice.change({ activateStatus });
    expect((await world.call('GET', '/bot/v3/info')).body.bot.activate_status).toBe(activateStatus);
    expect((await chats()).code).toBe(232025);
    expect((await world.send('open_id', world.person('单小雨').openId)).code).toBe(230006);
  });

  test('a bot whose upgrade waits goes on as before, and there is no other status', async () => {
    world.practice.change({ activateStatus: 4 });
    expect((await world.call('GET', '/bot/v3/info')).body.bot.activate_status).toBe(4);
    expect((await chats()).code).toBe(0);
    expect(() => world.practice.change({ activateStatus: 7 })).toThrow('activateStatus is 0 to 6');
  });

  test('scopes that were asked for are listed as granted or not, and the tenant by name', async () => {
    world.practice.change({ revokeScopes: ['im:message.urgent:sms'], reviewScopes: ['im:message.urgent:phone'] });
    const { scopes } = (await world.call('GET', '/application/v6/scopes')).body.data;
    expect(scopes).toContainEqual({ scope_name: 'im:message.urgent', grant_status: 1, scope_type: 'tenant' });
    expect(scopes).toContainEqual({ scope_name: 'im:message.urgent:phone', grant_status: 2, scope_type: 'tenant' });
    expect(JSON.stringify(scopes)).not.toContain('im:message.urgent:sms');
    const company = async () => (await world.call('GET', '/tenant/v2/tenant/query')).body.data.tenant;
    expect((await company()).name).toContain('晨星制造');
    world.practice.change({ personal: true, tenantName: '李雷的个人版' });
    expect(await company()).toMatchObject({ name: '李雷的个人版', tenant_tag: 2 });
  });

  test("the month's quota counts successes of counted calls only, and then refuses with 429", async () => {
    world.practice.change({ apiCallsLeft: 2 });
    expect((await chats()).code).toBe(0);
    expect((await world.call('GET', '/im/v1/chats/nonsense')).code).toBe(232006);
    expect((await world.call('GET', '/contact/v3/users/find_by_department?department_id=0')).code).toBe(0);
    expect((await chats()).code).toBe(0);
    expect(await chats()).toMatchObject({ status: 429, code: 99991403 });
    expect((await world.call('GET', '/contact/v3/users/find_by_department?department_id=0')).code).toBe(0);
  });
});

describe('rates', () => {
  test('the 51st call of one API within a second is 429, with the limit and the seconds to wait', async () => {
    await Promise.all(Array.from({ length: 50 }, chats)).then((all) =>
      expect(all.every(({ code }) => code === 0)).toBe(true),
    );
    const refused = await chats();
    expect(refused).toMatchObject({ status: 429, code: 99991400 });
    expect(refused.headers.get('x-ogw-ratelimit-limit')).toBe('50');
    expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('1');
    expect((await world.call('GET', '/bot/v3/info')).code).toBe(0);
    world.pass(1000);
    expect((await chats()).code).toBe(0);
  });

  test('the 1001st within a minute is 429 until the oldest leaves the window', async () => {
    await chats();
    for (let second = 0; second < 20; second += 1) {
      world.pass(1000);
      await Promise.all(Array.from({ length: second === 19 ? 49 : 50 }, chats));
    }
    const refused = await chats();
    expect(refused.headers.get('x-ogw-ratelimit-limit')).toBe('1000');
    expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('40');
    world.pass(40_000);
    expect((await chats()).code).toBe(0);
  });

  test('a sixth send to one person within a second is 230020; each person has an own count', async () => {
    const send = (name: string) => world.send('open_id', world.person(name).openId);
    for (let count = 0; count < 5; count += 1) expect((await send('单小雨')).code).toBe(0);
    expect(await send('单小雨')).toMatchObject({ status: 400, code: 230020 });
    expect((await send('仇远')).code).toBe(0);
    world.pass(1000);
    expect((await send('单小雨')).code).toBe(0);
  });

  test('basic_batch allows five a second', async () => {
    const ask = () => world.call('POST', '/contact/v3/users/basic_batch', { user_ids: [world.person('仇远').openId] });
    for (let count = 0; count < 5; count += 1) expect((await ask()).code).toBe(0);
    expect((await ask()).status).toBe(429);
  });

  test('limits can be moved and switched off', async () => {
    world.practice.change({ limits: { perSecond: 1 } });
    expect((await chats()).code).toBe(0);
    expect((await chats()).code).toBe(99991400);
    world.practice.change({ limits: { perSecond: null, perMinute: null } });
    expect((await chats()).code).toBe(0);
  });
});
