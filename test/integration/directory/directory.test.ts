import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { Group } from '../../../electron/contract/model/group';
import { UnionId, UserId } from '../../../electron/contract/model/ids';
import { defaultSettings } from '../../../electron/contract/model/settings';
import { practiceId } from '../../../electron/contract/model/workspace';
import type { Directory } from '../../../electron/core/directory/directory';
import { systemClock } from '../../../electron/core/ports/clock';
import { groupHandlers } from '../../../electron/desktop/handlers/group-handlers';
import { until } from '../../support/clock/until';
import { type PeopleDesk, peopleDesk } from '../../support/desk/people-desk';
import { openGuard } from '../../support/feishu/fake-feishu';

let desk: PeopleDesk;
beforeEach(async () => {
  desk = await peopleDesk();
});
afterEach(() => desk.close());

const contactCalls = () => desk.calls().filter((call) => call.path.includes('/contact/v3/'));
/** A person of another department who is in no chat. */
const stranger = () => {
  const { chats, people, departments } = desk.practice.world;
  const chatted = new Set([...chats.values()].flatMap((chat) => [...chat.members]));
  const office = departments.find((one) => one.name === '海外组')?.openDepartmentId;
  const found = people.find((one) => one.departmentId === office && !chatted.has(one.openId));
  return found ?? expect.fail('everybody is in a chat');
};
const named = (people: readonly { name: string }[], name: string) => people.filter((person) => person.name === name);

it('reads all people of the contacts, once each, with department and status, without mobiles', async () => {
  const { directory } = desk.start();
  const view = await desk.read(directory);
  const { people } = directory.knownPeople();
  const visible = desk.practice.world.people.filter(
    (one) => one.tenant === 'own' && one.inContacts && one.status !== 'resigned',
  );
  const open = people.map((person) => person.openId);
  expect(new Set(open).size).toBe(open.length);
  for (const one of visible) expect(open).toContain(one.openId);
  expect(named(people, '单小雨')).toMatchObject([
    { enName: 'Rain Shan', department: '订单组', departments: ['技术中心', '订单组'], unionId: expect.any(String) },
  ]);
  expect(view).toMatchObject({ people: people.length, at: expect.any(Number), problems: [], unfinished: false });
  expect(JSON.stringify(people)).not.toContain(desk.person('单小雨').mobile.slice(3));
});

it('knows whole departments with those below them, also after a restart, without people who left', async () => {
  const { directory } = desk.start();
  await desk.read(directory);
  const { departments, people } = desk.practice.world;
  const idOf = (name: string) => departments.find((one) => one.name === name)?.openDepartmentId ?? expect.fail(name);
  const below = departments.filter((one) => one.parentId === idOf('技术中心')).map((one) => one.openDepartmentId);
  const own = people.filter(
    (one) => one.inContacts && one.status !== 'resigned' && [idOf('技术中心'), ...below].includes(one.departmentId),
  );
  const center = directory.knownDepartments().find(({ name }) => name === '技术中心') ?? expect.fail('not known');
  expect(center).toEqual({ id: idOf('技术中心'), name: '技术中心', above: [], people: own.length });
  const orders = directory.knownDepartments().find(({ name }) => name === '订单组');
  expect(orders).toMatchObject({ above: ['技术中心'] });
  const listed = await directory.listDepartment(center.id, center.name);
  expect(listed.ok && new Set(listed.value.map((one) => one.openId))).toEqual(new Set(own.map((one) => one.openId)));
  const again = desk.start().directory;
  await again.ready();
  expect(again.knownDepartments()).toEqual(directory.knownDepartments());
});

it('knows all people at once after a restart, without a call or a network', async () => {
  const first = desk.start();
  await desk.read(first.directory);
  const before = first.directory.knownPeople().people;
  desk.practice.log.clear();
  await desk.practice.close();
  const { directory } = desk.start();
  await directory.ready();
  const { people } = directory.knownPeople();
  expect(new Set(people)).toEqual(new Set(before));
});

it('keeps unchanged people as the same objects, and the same answer while nothing changes', async () => {
  const { directory } = desk.start();
  await desk.read(directory);
  const first = directory.knownPeople();
  expect(directory.knownPeople()).toBe(first);
  desk.practice.change({ people: [{ who: '单小雨', status: 'resigned' }] });
  directory.refresh();
  await until('reading ends', () => directory.view().reading === null);
  const second = directory.knownPeople();
  expect(second.version).toBeGreaterThan(first.version);
  const before = new Set(first.people);
  expect(second.people.filter((person) => !before.has(person)).length).toBeLessThanOrEqual(1);
});

it('reads again after a day, not before', async () => {
  const { directory } = desk.start();
  await desk.read(directory);
  desk.practice.log.clear();
  desk.clock.pass(23 * 3_600_000);
  await desk.read(directory);
  expect(contactCalls()).toEqual([]);
  desk.clock.pass(2 * 3_600_000);
  await desk.read(directory);
  expect(contactCalls().length).toBeGreaterThan(10);
});

const advices = (directory: Directory) => directory.view().problems.map((problem) => problem.advice);

it('has the people of the chats where the contacts are closed to it, and names the permission', async () => {
  desk.practice.change({ revokeScopes: ['contact:contact.base:readonly'] });
  const { directory } = desk.start();
  const view = await desk.read(directory);
  expect(view.problems).toMatchObject([{ code: 99991672, advice: 'scope-missing' }]);
  expect(view.problems[0]?.params.scopes).toContain('contact:contact.base:readonly');
  expect(named(directory.knownPeople().people, '单小雨')).toHaveLength(1);
  expect(view.at).not.toBeNull();
});

it('has the people of the range with their departments, and says that there are more', async () => {
  desk.practice.change({
    contactRange: { departments: ['技术中心', '质检组'], people: ['陈安琪'] },
    grantScopes: ['contact:user.employee_id:readonly'],
  });
  const { directory } = desk.start();
  await desk.read(directory);
  const { people } = directory.knownPeople();
  expect(advices(directory)).toEqual(['contacts-partial']);
  expect(named(people, '仇远')).toMatchObject([{ departments: ['技术中心', '数据库组'] }]);
  expect(named(people, '韩雪')).toMatchObject([{ departments: ['质检组'] }]);
  expect(named(people, '陈安琪')).toMatchObject([{ email: 'alice.chen@lianxi.example' }]);
  expect(people.map((person) => person.openId)).not.toContain(stranger().openId);
});

it('says that Feishu may hide people whom the range names one by one', async () => {
  desk.practice.change({ contactRange: { departments: ['质检组'], people: [stranger().name] } });
  const { directory } = desk.start();
  const view = await desk.read(directory);
  expect(advices(directory)).toEqual(['contacts-partial', 'range-people-hidden']);
  expect(view.problems[1]?.params).toEqual({ scope: 'contact:user.employee_id:readonly' });
  expect(named(directory.knownPeople().people, '韩雪')).toHaveLength(1);
  expect(named(directory.knownPeople().people, stranger().name)).toEqual([]);
});

it('says so when the range is empty', async () => {
  desk.practice.change({ contactRange: {}, grantScopes: ['contact:user.employee_id:readonly'] });
  const { directory } = desk.start();
  await desk.read(directory);
  expect(advices(directory)).toEqual(['contacts-empty']);
});

it.each([
  ['contact:user.email:readonly', 'emails-hidden'],
  ['contact:department.base:readonly', 'departments-hidden'],
  ['contact:user.employee:readonly', 'standing-hidden'],
])('notices the fields that Feishu hides silently without %s', async (scope, advice) => {
  desk.practice.change({ revokeScopes: [scope] });
  const { directory } = desk.start();
  const view = await desk.read(directory);
  expect(view.problems).toMatchObject([{ advice, params: { scope } }]);
  expect(named(directory.knownPeople().people, '单小雨')).toHaveLength(1);
});

it('takes names from the chats if the contacts hide them', async () => {
  desk.practice.change({ revokeScopes: ['contact:user.base:readonly', 'contact:user.email:readonly'] });
  const { directory } = desk.start();
  await desk.read(directory);
  expect(advices(directory)).toEqual(['names-hidden', 'emails-hidden']);
  expect(named(directory.knownPeople().people, '单小雨')).toMatchObject([{ unionId: expect.any(String) }]);
});

it('keeps the people met so far if a permission is lost meanwhile, and says which', async () => {
  const { directory } = desk.start();
  desk.practice.faults.add({ api: 'find_by_department', skip: 3, kind: 'delay', ms: 300 });
  await directory.listPeople();
  await until('half is read', () => desk.calls('find_by_department').length === 4);
  desk.practice.change({ revokeScopes: ['contact:contact.base:readonly', 'contact:department.organize:readonly'] });
  await until('reading ends', () => directory.view().reading === null);
  expect(advices(directory)).toEqual(['scope-missing']);
  expect(directory.view()).toMatchObject({ unfinished: false, at: expect.any(Number) });
  expect(directory.knownPeople().people.some((person) => person.departments)).toBe(true);
});

it('gives up only the department that cannot be listed', async () => {
  desk.practice.faults.add({ api: 'find_by_department', skip: 2, kind: 'code', code: 43010 });
  const { directory } = desk.start();
  await desk.read(directory);
  expect(advices(directory)).toEqual(['department-too-large']);
  expect(desk.calls('find_by_department')).toHaveLength(13);
});

it.each([
  ['begins a list anew when its page has gone stale', 1, []],
  ['gives a list up when its page goes stale twice', 2, ['paging-invalid']],
])('%s', async (_what, times, problems) => {
  const large = await peopleDesk({ scale: 64 });
  // The second page of the only team that has two.
  large.practice.faults.add({ api: 'find_by_department', includes: 'page_token', times, kind: 'code', code: 40012 });
  const { directory } = large.start();
  await large.read(directory);
  expect(advices(directory)).toEqual(problems);
  await large.close();
});

it('stops without a network, keeps its people, pauses, and continues at the same place', async () => {
  const { directory } = desk.start();
  desk.practice.faults.add({ api: 'find_by_department', skip: 5, times: null, kind: 'drop-before' });
  await desk.read(directory);
  expect(directory.view()).toMatchObject({ unfinished: true, at: null, problems: [{ advice: expect.any(String) }] });
  const known = directory.knownPeople().people.length;
  expect(known).toBeGreaterThan(30);
  desk.practice.faults.clear();
  desk.practice.log.clear();
  await desk.read(directory);
  expect(desk.calls('find_by_department')).toEqual([]);
  desk.clock.pass(6 * 60_000);
  await desk.read(directory);
  expect(desk.calls('find_by_department')).toHaveLength(8);
  expect(desk.calls('contact_scopes')).toEqual([]);
  expect(directory.view()).toMatchObject({ unfinished: false, at: expect.any(Number), problems: [] });
});

it('continues at the page where it was canceled, also after a restart', async () => {
  const whole = desk.start();
  await desk.read(whole.directory);
  const everybody = new Set(whole.directory.knownPeople().people.map((person) => person.openId));
  const perReading = contactCalls().length;
  for (let at = 1; at < perReading; at += 1) {
    const one = await peopleDesk();
    const first = one.start();
    let seen = 0;
    const end = await new Promise<number>((resolve) => {
      const watch = setInterval(() => {
        const calls = one.calls().filter((call) => call.path.includes('/contact/v3/'));
        if (calls.length >= at || first.directory.view().at !== null) {
          clearInterval(watch);
          first.directory.cancelRefresh();
          resolve(calls.length);
        }
      }, 0);
      void first.directory.listPeople();
    });
    await until('it is canceled', () => first.directory.view().reading === null);
    seen = one.calls().filter((call) => call.path.includes('/contact/v3/')).length;
    expect(seen).toBeLessThanOrEqual(end + 1);
    // A canceled reading does not continue by itself.
    await first.directory.listPeople();
    expect(first.directory.view().reading).toBeNull();
    first.directory.close();
    const second = one.start();
    await one.read(second.directory);
    expect(new Set(second.directory.knownPeople().people.map((person) => person.openId))).toEqual(everybody);
    // The call under way when it was canceled is made again, no other.
    const all = one.calls().filter((call) => call.path.includes('/contact/v3/')).length;
    expect(all).toBeLessThanOrEqual(perReading + 1);
    await one.close();
  }
}, 60_000);

it('makes at most 25 calls in any five seconds', async () => {
  const large = await peopleDesk({ scale: 3_000 });
  const { directory, times } = large.timed();
  await large.read(directory);
  expect(times.length).toBeGreaterThan(60);
  for (const [index, at] of times.entries()) {
    const before = times[index - 25];
    if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(5_000);
  }
  await large.close();
});

it('makes no call while a message or a buzz is under way', async () => {
  const { directory, feishu } = desk.start();
  await directory.ready();
  desk.practice.faults.add({ api: 'send', kind: 'delay', ms: 400 });
  const to = { idType: 'open_id' as const, id: desk.person('单小雨').openId };
  const post = { zh_cn: { title: '', content: [[{ tag: 'text' as const, text: '请看' }]] } };
  const sending = feishu.send({ to, post, uuid: 'u1' }, openGuard());
  await until('it has left', () => desk.calls('send').length === 1);
  await directory.listPeople();
  await sending;
  const sent = desk.calls('send')[0]?.seq ?? 0;
  expect(contactCalls().filter((call) => call.status !== null && call.seq > sent)).toEqual([]);
  await until('reading ends', () => directory.view().reading === null && directory.view().at !== null);
  expect(contactCalls().length).toBeGreaterThan(10);
});

it('forgets people who left at the end of the next reading, unless a chat still has them', async () => {
  const { directory } = desk.start();
  await desk.read(directory);
  expect(directory.knownPeople().people.map((person) => person.openId)).toContain(stranger().openId);
  desk.practice.change({ contactRange: { departments: ['技术中心'] } });
  directory.refresh();
  await until('reading ends', () => directory.view().reading === null);
  const open = directory.knownPeople().people.map((person) => person.openId);
  expect(open).not.toContain(stranger().openId);
  expect(open).toContain(desk.person('黄蓉蓉').openId);
});

it('turns known ids and e-mails into open ids without a call', async () => {
  desk.practice.change({ grantScopes: ['contact:user.employee_id:readonly'] });
  const { directory } = desk.start();
  await desk.read(directory);
  const { unionId, userId, openId } = desk.person('单小雨');
  desk.practice.log.clear();
  const { people } = await directory.resolve([
    { name: 'a', unionId: UnionId.parse(unionId) },
    { name: 'b', userId: UserId.parse(userId) },
  ]);
  expect(people.map((person) => person.openId)).toEqual([openId, openId]);
  expect(desk.calls()).toEqual([]);
});

it('leaves a name open during the first reading, because a namesake may follow', async () => {
  const { directory } = desk.start();
  desk.practice.faults.add({ api: 'find_by_department', times: null, kind: 'delay', ms: 2_000 });
  const { openId } = desk.person('李雷');
  await directory.listPeople();
  // He is known from his chats by now, and still may not be the only one.
  expect(named(directory.knownPeople().people, '李雷')).toHaveLength(1);
  expect(await directory.readLines(`李雷\n查无此人\n${openId}`)).toMatchObject([
    { person: { name: '李雷' }, problem: { advice: 'contacts-being-read' } },
    { problem: { advice: 'contacts-being-read' } },
    { person: { openId }, problem: null },
  ]);
  expect((await directory.listPeople()).complete).toBe(false);
  const completed = directory.completed();
  desk.practice.faults.clear();
  expect(await completed).toBe(true);
  expect((await directory.listPeople()).complete).toBe(true);
  expect(await directory.readLines('李雷\n查无此人')).toMatchObject([
    { person: { openId }, problem: null },
    { problem: { advice: 'person-unresolved' } },
  ]);
});

it('finds the names of a group that was saved during the first reading', async () => {
  const { directory } = desk.start();
  desk.practice.faults.add({ api: 'find_by_department', times: null, kind: 'delay', ms: 2_000 });
  await directory.listPeople();
  let groups: readonly Group[] = [];
  const { saveGroup } = groupHandlers({
    store: {
      groups: () => groups,
      saveGroups: (_, now) => {
        groups = now;
        return ok(undefined);
      },
      settings: () => defaultSettings,
    },
    open: { directory: () => ok(directory), feishu: () => failed(problem('workspace-gone')) },
    newId: () => 'one',
    currentWorkspaceId: () => practiceId,
    locale: () => 'zh-CN',
    saveAs: async () => null,
    openFile: async () => ok(null),
  });
  const form = {
    id: null,
    workspaceId: practiceId,
    name: '值班组',
    icon: 'users' as const,
    pinned: false,
    members: [{ name: stranger().name }, { name: '查无此人' }],
    linkedChat: null,
    defaults: { channel: null, delivery: null, ladder: null, template: null },
  };
  expect(await saveGroup(form, { kind: 'popup', contentsId: 1 })).toMatchObject({
    ok: true,
    value: { members: form.members },
  });
  desk.practice.faults.clear();
  await until('the name is found', () => groups[0]?.members[0]?.openId === stranger().openId);
  expect(groups[0]?.members[1]).toEqual({ name: '查无此人' });
});

it('is sure of no name when the first reading was given up', async () => {
  const { directory } = desk.start();
  desk.practice.faults.add({ api: 'find_by_department', times: null, kind: 'delay', ms: 500 });
  const completed = directory.completed();
  await until('the contacts are asked for', () => desk.calls('find_by_department').length > 0);
  directory.cancelRefresh();
  expect(await completed).toBe(false);
});

it('looks for a pasted name in the contacts even at the beginning of the first reading', async () => {
  const { directory } = desk.start(systemClock);
  const [line] = await directory.readLines(stranger().name);
  expect(line).toMatchObject({ person: { openId: stranger().openId }, problem: null });
});
