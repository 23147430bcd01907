import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenedApp } from '../../../electron/practice/start-practice';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const tokenOf = async ({ appId, appSecret }: Pick<OpenedApp, 'appId' | 'appSecret'>) =>
  (await world.askToken(appId, appSecret)).body.tenant_access_token as string;
const as = async (app: Pick<OpenedApp, 'appId' | 'appSecret'>) => {
  world.useToken(await tokenOf(app));
  return world;
};
const control = async (method: string, path: string, body?: unknown) =>
  (await world.raw(method, `/_practice${path}`, body === undefined ? {} : { body: JSON.stringify(body) })).body;
const inWorld = (app: OpenedApp, name: string) =>
  app.world.people.find((person) => person.name === name) ?? expect.fail(`nobody is called ${name}`);

describe('several apps', () => {
  test('each has its own secret, bot, people’s open ids and scopes; the company and its union ids are the same', async () => {
    const given = await control('POST', '/apps', { name: '第二个机器人', scopes: ['contact:user.id:readonly'] });
    const { email, openId, unionId } = world.person('单小雨');
    await as(given);
    expect((await world.call('GET', '/bot/v3/info')).body.bot.app_name).toBe('第二个机器人');
    const found = await world.call('POST', '/contact/v3/users/batch_get_id', { emails: [email] });
    const theirs = found.body.data.user_list[0].user_id;
    expect(theirs).toMatch(/^ou_/);
    expect(theirs).not.toBe(openId);
    const union = await world.call('POST', '/contact/v3/users/batch_get_id?user_id_type=union_id', { emails: [email] });
    expect(union.body.data.user_list[0].user_id).toBe(unionId);
    expect((await world.call('GET', '/contact/v3/scopes')).code).toBe(99991672);
    await as(world.practice);
    expect((await world.call('GET', '/contact/v3/scopes')).code).toBe(0);
    expect((await control('GET', '/apps')).apps).toHaveLength(2);
  });

  test('each app refuses open ids of the other, and both accept union ids', async () => {
    const second = world.practice.openApp();
    const mine = world.person('仇远');
    await as(second);
    expect((await world.send('open_id', mine.openId)).code).toBe(99992361);
    expect((await world.send('union_id', mine.unionId)).code).toBe(0);
    await as(world.practice);
    expect((await world.send('open_id', inWorld(second, '仇远').openId)).code).toBe(99992361);
  });

  test('an app of another developer has other union ids', async () => {
    const other = world.practice.openApp({ developer: 'other' });
    await as(other);
    expect((await world.send('union_id', world.person('仇远').unionId)).code).toBe(99992363);
  });

  test('a secret belongs to one app, and a change can apply to one app', async () => {
    const second = world.practice.openApp();
    expect((await world.askToken(second.appId, world.practice.appSecret)).code).toBe(10014);
    await control('PATCH', `/world?app=${second.appId}`, { botEnabled: false });
    await as(second);
    expect((await world.call('GET', '/bot/v3/info')).code).toBe(11205);
    await as(world.practice);
    expect((await world.call('GET', '/bot/v3/info')).code).toBe(0);
    expect(await control('PATCH', '/world?app=cli_nobody', {})).toEqual({ error: expect.any(String) });
  });

  test('the log names the app that called', async () => {
    const second = world.practice.openApp();
    await as(second);
    await world.call('GET', '/bot/v3/info');
    expect(world.practice.log.entries.at(-1)).toMatchObject({ api: 'bot_info', app: second.appId });
  });

  test.each([
    [{ appId: 'nonsense' }],
    [{ appSecret: '' }],
    [{ brand: 'slack' }],
    [{ developer: 'nobody' }],
    [{ scopes: 'all' }],
    [{ color: 'red' }],
    ['text'],
  ])('%j is no app and opens none', async (given) => {
    expect(await control('POST', '/apps', given)).toEqual({ error: expect.any(String) });
    expect((await control('GET', '/apps')).apps).toHaveLength(1);
  });
});

describe('the rights of an app', () => {
  test('an unpublished app has neither bot nor scopes, and gets both by publishing', async () => {
    const app = world.practice.openApp({ published: false });
    await as(app);
    expect((await world.call('GET', '/bot/v3/info')).code).toBe(11205);
    const grants = async () =>
      (await world.call('GET', '/application/v6/scopes')).body.data.scopes.map(
        (scope: { grant_status: number }) => scope.grant_status,
      );
    expect(new Set(await grants())).toEqual(new Set([2]));
    world.practice.change({ published: true }, app.appId);
    expect((await world.call('GET', '/bot/v3/info')).code).toBe(0);
    expect(await grants()).toContain(1);
  });

  test('scopes are revoked and granted while it runs', async () => {
    const list = async () => (await world.call('GET', '/contact/v3/scopes')).code;
    expect(await list()).toBe(0);
    world.practice.change({ revokeScopes: ['contact:contact.base:readonly'] });
    expect(await list()).toBe(99991672);
    world.practice.change({ grantScopes: ['contact:contact.base:readonly'] });
    expect(await list()).toBe(0);
  });

  test('an allow-list without this computer refuses everything but the token, and names the address', async () => {
    world.practice.change({ ipAllowList: ['203.0.113.7'] });
    expect((await world.askToken()).code).toBe(0);
    const refused = await world.call('GET', '/bot/v3/info');
    expect(refused.code).toBe(99991401);
    expect(refused.msg).toContain('127.0.0.1');
    world.practice.change({ ipAllowList: ['127.0.0.1'] });
    expect((await world.call('GET', '/bot/v3/info')).body.bot.ip_white_list).toEqual(['127.0.0.1']);
  });

  test('the bot can write only to people inside its availability range', async () => {
    world.practice.change({ availability: ['单小雨'] });
    expect((await world.send('open_id', world.person('单小雨').openId)).code).toBe(0);
    expect((await world.send('open_id', world.person('仇远').openId)).code).toBe(230013);
    world.practice.change({ availability: 'nobody' });
    expect((await world.send('open_id', world.person('单小雨').openId)).code).toBe(230013);
    world.practice.change({ availability: 'everybody' });
    expect((await world.send('open_id', world.person('仇远').openId)).code).toBe(0);
  });
});

describe('the contacts range', () => {
  beforeEach(() => {
    world.practice.change({ contactRange: { departments: ['技术中心'], people: ['沈静'] } });
  });
  const departmentId = (name: string) =>
    world.practice.world.departments.find((one) => one.name === name)?.openDepartmentId ?? expect.fail(name);
  const find = (name: string) =>
    world.call('GET', `/contact/v3/users/find_by_department?department_id=${departmentId(name)}&page_size=50`);

  test('is told with its departments and people', async () => {
    const { data } = (await world.call('GET', '/contact/v3/scopes')).body;
    expect(data).toMatchObject({
      department_ids: [departmentId('技术中心')],
      user_ids: [world.person('沈静').openId],
    });
  });

  test('includes the departments below, and refuses the root and the others with 403', async () => {
    expect((await find('数据库组')).body.data.items.length).toBeGreaterThan(3);
    for (const refused of [await find('质检组'), await world.call('GET', '/contact/v3/departments/0/children')]) {
      expect(refused).toMatchObject({ status: 403, code: 40004 });
    }
  });

  test('hides people outside it from every lookup', async () => {
    const { openId, email } = world.person('韩雪');
    expect((await world.call('GET', `/contact/v3/users/${openId}`)).code).toBe(41050);
    const looked = await world.call('POST', '/contact/v3/users/batch_get_id', { emails: [email] });
    expect(looked.body.data.user_list[0].user_id).toBeUndefined();
    const batch = await world.call(
      'GET',
      `/contact/v3/users/batch?user_ids=${openId}&user_ids=${world.person('沈静').openId}`,
    );
    expect(batch.body.data.items.map((one: { name: string }) => one.name)).toEqual(['沈静']);
  });

  test('departments by id come with the fields their scopes show', async () => {
    const path = `/contact/v3/departments/batch?department_ids=${departmentId('技术中心')}`;
    expect((await world.call('GET', path)).body.data.items).toMatchObject([
      { name: '技术中心', open_department_id: departmentId('技术中心'), parent_department_id: '0' },
    ]);
    world.practice.change({ revokeScopes: ['contact:department.base:readonly'] });
    const [bare] = (await world.call('GET', path)).body.data.items;
    expect(bare.name).toBeUndefined();
    expect((await world.call('GET', `${path}&department_ids=${departmentId('质检组')}`)).code).toBe(40004);
  });

  test('may be empty', async () => {
    world.practice.change({ contactRange: {} });
    expect((await world.call('GET', '/contact/v3/scopes')).body.data).toMatchObject({
      department_ids: [],
      user_ids: [],
    });
  });

  test.each([[{ departments: ['没有'] }], [{ people: ['没有'] }], ['some'], [{ groups: [] }]])(
    '%j is none',
    (contactRange) => {
      expect(() => world.practice.change({ contactRange })).toThrow();
    },
  );
});

test('a Lark app is unknown to Feishu, and Lark’s own apps cannot buzz by SMS or phone', async () => {
  const lark = world.practice.openApp({ brand: 'lark' });
  expect(await world.askToken(lark.appId, lark.appSecret)).toMatchObject({ code: 10014, msg: 'app id not exists' });
  const abroad = await plainCompany({ brand: 'lark' });
  const app = abroad.practice.openApp();
  abroad.useToken((await abroad.askToken(app.appId, app.appSecret)).body.tenant_access_token);
  const person = inWorld(app, '单小雨').openId;
  const messageId = (await abroad.send('open_id', person)).body.data.message_id;
  expect((await abroad.buzz(messageId, [person])).code).toBe(0);
  const refused = await abroad.buzz(messageId, [person], 'sms');
  expect(refused.code).toBe(99991672);
  expect(refused.msg).toContain(`https://open.larksuite.com/app/${app.appId}/auth`);
  const feishu = abroad.practice.openApp({ brand: 'feishu' });
  expect((await abroad.askToken(feishu.appId, feishu.appSecret)).code).toBe(10014);
});

test('a company of fifty thousand has departments within departments, each with its people', async () => {
  const large = await plainCompany({ scale: 50_000, limits: { perSecond: null, perMinute: null } });
  const { departments, people } = large.practice.world;
  expect(people.length).toBeGreaterThan(50_000);
  const parents = new Map(departments.map((one) => [one.openDepartmentId, one.parentId]));
  const depth = (id: string): number => (id === '0' ? 0 : 1 + depth(parents.get(id) ?? '0'));
  expect(Math.max(...departments.map((one) => depth(one.openDepartmentId)))).toBe(3);
  const team = departments.find((one) => one.departmentId === 'team700')?.openDepartmentId;
  const { data } = (await large.call('GET', `/contact/v3/users/find_by_department?department_id=${team}&page_size=50`))
    .body;
  expect(data.items).toHaveLength(50);
});
