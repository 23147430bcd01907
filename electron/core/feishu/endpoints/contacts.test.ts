import { expect, it } from 'vitest';
import { fakeFeishu } from '../../../../test/support/feishu/fake-feishu';

const page = (data: unknown) => ({ json: { code: 0, msg: 'success', data } });

it('reads the visible fields of a person, and tells hidden fields from empty ones', async () => {
  const { feishu } = fakeFeishu(() =>
    page({
      items: [
        {
          open_id: 'ou_1',
          union_id: 'on_1',
          name: ' \u202e单小雨\u2069 ',
          en_name: '',
          email: '',
          status: { is_activated: true },
        },
        { open_id: 'ou_2', mobile: '+8613800138000', status: { is_resigned: true, is_activated: true } },
        { open_id: 'ou_3', status: { is_frozen: true } },
        { open_id: 'ou_4', status: { is_activated: false } },
        { name: 'a person without an id cannot be called' },
      ],
      has_more: false,
    }),
  );
  const got = await feishu.readDepartmentPeople({ id: 'od-1', after: null });
  if (!got.ok) throw new Error('expected people');
  const [one, two, three, four, ...more] = got.value.items;
  expect(one).toMatchObject({
    openId: 'ou_1',
    unionId: 'on_1',
    name: '单小雨',
    enName: '',
    email: '',
    standing: 'active',
  });
  expect(two).toMatchObject({ openId: 'ou_2', standing: 'resigned' });
  expect(two?.email).toBeUndefined();
  expect(JSON.stringify(two)).not.toContain('13800138000');
  expect([three?.standing, four?.standing]).toEqual(['frozen', 'unjoined']);
  expect(more).toEqual([]);
  expect(got.value.next).toBeNull();
});

it('passes over departments that were deleted, and keeps those whose names are hidden', async () => {
  const { feishu } = fakeFeishu(() =>
    page({
      items: [
        { open_department_id: 'od-1', name: '技术中心', parent_department_id: '0' },
        { open_department_id: 'od-2' },
        { open_department_id: 'od-3', name: '旧', status: { is_deleted: true } },
      ],
      has_more: true,
      page_token: 'next',
    }),
  );
  expect(await feishu.readDepartmentsBelow({ id: '0', after: null })).toMatchObject({
    ok: true,
    value: {
      items: [
        { id: 'od-1', name: '技术中心', parentId: '0' },
        { id: 'od-2', name: null, parentId: null },
      ],
      next: 'next',
    },
  });
});

it.each([
  ['no token', { has_more: true }],
  ['the token just used', { has_more: true, page_token: 'again' }],
])('takes more with %s for an answer that is not whole', async (_what, rest) => {
  const { feishu } = fakeFeishu(() => page({ items: [], ...rest }));
  expect(await feishu.readDepartmentPeople({ id: 'od-1', after: 'again' })).toMatchObject({
    ok: false,
    failure: { stage: 'faulty', passing: true, problem: { advice: 'answer-incomplete' } },
  });
});

it('reads a range of people and departments, nulls included', async () => {
  const { feishu, requests } = fakeFeishu(() => page({ user_ids: ['ou_1'], department_ids: null, has_more: false }));
  expect(await feishu.readContactRange({ after: 'p2' })).toMatchObject({
    ok: true,
    value: { items: [{ kind: 'user', id: 'ou_1' }], next: null },
  });
  expect(requests[0]?.query.page_token).toBe('p2');
});

it('names the ids that a batch of people is refused for', async () => {
  const { feishu } = fakeFeishu(() => ({
    status: 400,
    json: { code: 99992363, msg: 'id not exist, these union ids not existed: [on_2]' },
  }));
  expect(await feishu.readPeopleById({ idType: 'union_id', ids: ['on_1', 'on_2'] })).toMatchObject({
    ok: false,
    failure: { namedIds: ['on_2'] },
  });
});

it('reads one person’s mobile, and takes one that is empty or hidden for none', async () => {
  const answers = [
    { items: [{ open_id: 'ou_1', mobile: '+8613800138000' }] },
    { items: [{ mobile: '' }] },
    { items: [{}] },
  ];
  const { feishu } = fakeFeishu(() => page(answers.shift() ?? {}));
  const mobiles = [];
  for (let left = answers.length; left > 0; left -= 1)
    mobiles.push(await feishu.readMobile({ idType: 'open_id', id: 'ou_1' }));
  expect(mobiles).toMatchObject([{ value: '+8613800138000' }, { value: null }, { value: null }]);
});
