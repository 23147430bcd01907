import { beforeEach, describe, expect, test } from 'vitest';
import { type PlainCompany, plainCompany } from '../../support/feishu/plain-company';

let world: PlainCompany;
beforeEach(async () => {
  world = await plainCompany();
});

const lookUp = async (body: Record<string, unknown>) =>
  (await world.call('POST', '/contact/v3/users/batch_get_id?user_id_type=open_id', body)).body;

test('a lookup has one entry for each e-mail and mobile, without user_id where no person has it', async () => {
  const { openId, email, mobile } = world.person('单小雨');
  const { data } = await lookUp({
    emails: [email.toUpperCase(), 'nobody@x.example'],
    mobiles: [mobile.slice(3), '+15550100'],
  });
  expect(data.user_list).toMatchObject([
    { user_id: openId, email: email.toUpperCase() },
    { email: 'nobody@x.example' },
    { user_id: openId, mobile: mobile.slice(3) },
    { mobile: '+15550100' },
  ]);
  expect(data.user_list[1].user_id).toBeUndefined();
});

test('people who have left are found only on request, people outside the contacts range never', async () => {
  const emails = [world.person('刘洋').email, world.person('王芳').email];
  const ids = async (more = {}) =>
    (await lookUp({ emails, ...more })).data.user_list.map((one: { user_id?: string }) => one.user_id);
  expect(await ids()).toEqual([undefined, undefined]);
  expect(await ids({ include_resigned: true })).toEqual([world.person('刘洋').openId, undefined]);
});

test('51 e-mails are refused', async () => {
  const emails = Array.from({ length: 51 }, (_, index) => `a${index}@x.example`);
  expect((await lookUp({ emails })).code).toBe(99992402);
});

test('a person comes with the fields that the scopes allow, and no others', async () => {
  const { openId, userId } = world.person('韩梅梅');
  const get = async () => (await world.call('GET', `/contact/v3/users/${openId}?user_id_type=open_id`)).body.data.user;
  expect(await get()).toMatchObject({
    open_id: openId,
    user_id: userId,
    name: '韩梅梅',
    en_name: 'May Han',
    nickname: '梅姐',
    status: { is_activated: true, is_resigned: false },
  });
  world.practice.change({
    revokeScopes: ['contact:user.base:readonly', 'contact:user.email:readonly', 'contact:user.employee:readonly'],
  });
  const bare = await get();
  expect(bare.open_id).toBe(openId);
  for (const field of ['name', 'email', 'status']) expect(bare[field]).toBeUndefined();
});

test.each([
  ['outside the range', (): string => world.person('王芳').openId, 41050],
  ['of nobody', () => 'ou_0', 99992351],
  ['of another app', (): string => world.person('仇远').foreignOpenId, 99992361],
])('a person %s is refused', async (_who, id, code) => {
  expect((await world.call('GET', `/contact/v3/users/${id()}`)).code).toBe(code);
});

test('fifty people can be read by repeated parameters, and ten names whatever the range', async () => {
  const ids = ['仇远', '王芳'].map((name) => world.person(name).openId);
  const batch = await world.call('GET', `/contact/v3/users/batch?user_ids=${ids[0]}&user_ids=${ids[1]}`);
  expect(batch.body.data.items.map((one: { name: string }) => one.name)).toEqual(['仇远']);
  const names = await world.call('POST', '/contact/v3/users/basic_batch', { user_ids: ids });
  expect(names.body.data.users.map((one: { name: string }) => one.name)).toEqual(['仇远', '王芳']);
  const eleven = Array.from({ length: 11 }, () => ids[0]);
  expect((await world.call('POST', '/contact/v3/users/basic_batch', { user_ids: eleven })).code).toBe(99992402);
});

test('walking the departments finds every person in the range exactly once', async () => {
  const all = async (path: string) => {
    const items: Record<string, string>[] = [];
    let token = '';
    do {
      const { data } = (await world.call('GET', `${path}&page_size=3${token && `&page_token=${token}`}`)).body;
      items.push(...data.items);
      token = data.page_token ?? '';
    } while (token);
    return items;
  };
  const departments = await all('/contact/v3/departments/0/children?fetch_child=true');
  expect(departments.map((one) => one.name)).toEqual(expect.arrayContaining(['技术中心', '数据库组', '三号产线']));
  const found: string[] = [];
  for (const department of departments) {
    const path = `/contact/v3/users/find_by_department?department_id=${department.open_department_id}`;
    found.push(...(await all(path)).map((one) => one.open_id ?? ''));
    world.pass(1000);
  }
  const expected = world.practice.world.people.filter(
    (person) => person.tenant === 'own' && person.inContacts && person.status !== 'resigned',
  );
  expect(found.sort()).toEqual(expected.map((person) => person.openId).sort());
});

test('departments by id take one scope, other contact calls any of several', async () => {
  const id = world.practice.world.departments[0]?.openDepartmentId;
  world.practice.change({
    revokeScopes: ['contact:contact.base:readonly'],
    grantScopes: ['contact:contact:readonly_as_app'],
  });
  const batch = await world.call('GET', `/contact/v3/departments/batch?department_ids=${id}`);
  expect(batch).toMatchObject({ code: 99991672, msg: expect.stringContaining('[contact:contact.base:readonly]') });
  expect((await world.call('GET', '/contact/v3/departments/0/children')).code).toBe(0);
  // The old scope covers the fields of people, too, but for three.
  world.practice.change({ revokeScopes: ['contact:user.base:readonly', 'contact:user.email:readonly'] });
  const { openId } = world.person('韩梅梅');
  const { user } = (await world.call('GET', `/contact/v3/users/${openId}`)).body.data;
  expect(user).toMatchObject({ name: '韩梅梅' });
  expect(user.email).toBeUndefined();
});

test('the range names no people without the scope of user ids', async () => {
  world.practice.change({ contactRange: { departments: ['质检组'], people: ['陈安琪'] } });
  const range = async () => (await world.call('GET', '/contact/v3/scopes?user_id_type=open_id')).body.data;
  expect((await range()).user_ids).toEqual([world.person('陈安琪').openId]);
  world.practice.change({ revokeScopes: ['contact:user.employee_id:readonly'] });
  const hidden = await range();
  expect(hidden).not.toHaveProperty('user_ids');
  expect(hidden.department_ids).toHaveLength(1);
});

test('the range names the first departments; searching by name needs a user token', async () => {
  const { data } = (await world.call('GET', '/contact/v3/scopes')).body;
  expect(data.department_ids).toHaveLength(4);
  expect(data.user_ids).toEqual([]);
  expect((await world.call('GET', '/search/v1/user?query=x')).code).toBe(99991663);
});

test.each([
  ['/contact/v3/departments/0/children?page_size=51', 40011],
  ['/contact/v3/departments/0/children?page_token=abc', 40012],
  ['/contact/v3/departments/od-0/children', 99992357],
  ['/contact/v3/departments/0/children?fetch_child=maybe', 99992402],
  ['/contact/v3/users/find_by_department', 99992402],
])('%s gives %i', async (path, code) => {
  expect((await world.call('GET', path)).code).toBe(code);
});

describe('departments that change', () => {
  const names = async () => {
    const { data } = (await world.call('GET', '/contact/v3/departments/0/children?fetch_child=true&page_size=50')).body;
    return (data.items as { name: string; open_department_id: string; member_count: number }[]).map(
      (each) => each.name,
    );
  };
  const memberCount = async (name: string) => {
    const { data } = (await world.call('GET', '/contact/v3/departments/0/children?fetch_child=true&page_size=50')).body;
    return data.items.find((each: { name: string }) => each.name === name)?.member_count;
  };

  test('are opened, renamed, moved and closed; their people move with them or to the one above', async () => {
    const before = await memberCount('生产中心');
    world.practice.change({
      departments: [
        { open: '支付组', under: '技术中心' },
        { department: '三号产线', name: '四号产线' },
        { department: '质检组', close: true },
      ],
      people: [{ who: '韩梅梅', department: '支付组' }],
    });
    expect(await names()).toEqual(expect.arrayContaining(['支付组', '四号产线']));
    expect(await names()).not.toContain('质检组');
    expect([await memberCount('支付组'), await memberCount('生产中心')]).toEqual([1, before]);
    world.practice.change({ departments: [{ department: '四号产线', under: '0' }] });
    expect(await memberCount('生产中心')).toBeLessThan(before);
  });

  test.each([
    [{ departments: [{ department: '没有' }] }, 'there is no department 没有'],
    [{ departments: [{ open: '平台组' }] }, 'there is a department 平台组 already'],
    [{ departments: [{ department: '技术中心', under: '平台组' }] }, '技术中心 cannot be below itself'],
    [{ departments: [{ department: '平台组', colour: 1 }] }, 'a department has no colour'],
    [{ people: [{ who: '韩梅梅', department: '没有' }] }, 'there is no department 没有'],
  ])('a mistake is refused: %j', (change, wrong) => {
    expect(() => world.practice.change(change)).toThrow(wrong);
  });
});
