import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import type { Group } from '../../../electron/contract/model/group';
import { DepartmentId, GroupId } from '../../../electron/contract/model/ids';
import { practiceId } from '../../../electron/contract/model/workspace';
import { followDifference } from '../../../electron/contract/rules/groups/followed';
import type { Directory } from '../../../electron/core/directory/directory';
import { linkedChatHandlers } from '../../../electron/desktop/handlers/chat-handlers';
import { until } from '../../support/clock/until';
import { type PeopleDesk, peopleDesk } from '../../support/desk/people-desk';
import { aGroup, aPerson } from '../../support/samples';

// A group follows a department: what changed in it is known once the contacts were read anew, and nothing is taken over by itself.

let desk: PeopleDesk;
let directory: Directory;
beforeEach(async () => {
  desk = await peopleDesk();
  ({ directory } = desk.start());
  await desk.read(directory);
});
afterEach(() => desk.close());

const idOf = (name: string) =>
  DepartmentId.parse(desk.practice.world.departments.find((one) => one.name === name)?.openDepartmentId);
/** A group of all people of departments as they are now, which it follows. */
const following = (...names: string[]): Group => {
  const follows = names.map((name) => {
    const people = directory.departmentNow(idOf(name), name);
    const ids = people.ok ? people.value.flatMap(({ openId }) => openId ?? []) : expect.fail(name);
    return { departmentId: idOf(name), name, people: ids, without: [] };
  });
  const members = follows.flatMap(({ people }) => people).map((openId) => aPerson(openId, openId));
  return aGroup(members, { id: GroupId.parse('grp_follows'), workspaceId: practiceId, follows });
};
const readAnew = async () => {
  directory.refresh();
  await until('reading ends', () => directory.view().reading === null, 60_000);
};
const differenceOf = ({ members, follows = [] }: Group) => {
  const now = directory.followedNow(follows.map(({ departmentId }) => departmentId));
  return now && followDifference(members, follows, now);
};
const openId = (name: string) => desk.person(name).openId;
const listed = (group: Group) =>
  linkedChatHandlers({
    store: { groups: () => [group] },
    open: { directory: () => ok(directory) },
    currentWorkspaceId: () => practiceId,
  }).listDifferences(undefined, { kind: 'popup', contentsId: 1 });

test('who came, also to a department below, and who left are told after the contacts are read anew', async () => {
  const group = following('技术中心');
  desk.practice.change({
    departments: [{ open: '支付组', under: '技术中心' }],
    people: [
      { who: '宁大勇', department: '支付组' },
      { who: '曾一鸣', department: '综合部' },
      { who: '尉迟敬', status: 'resigned' },
    ],
  });
  expect(differenceOf(group)).toEqual({ came: [], left: [] });
  await readAnew();
  const { came, left } = differenceOf(group) ?? expect.fail('still reading');
  expect(came.map((person) => person.openId)).toEqual([openId('宁大勇')]);
  expect(new Set(left.map((person) => person.openId))).toEqual(new Set([openId('曾一鸣'), openId('尉迟敬')]));
  expect(await listed(group)).toMatchObject(ok([{ id: group.id, missing: 0, extra: 0, came: 1, left: 2 }]));
});

test('a move between followed departments, and another name of one, are no difference', async () => {
  const group = following('订单组', '平台组');
  const [mover] = desk.practice.world.people.filter(({ departmentId }) => departmentId === idOf('订单组'));
  desk.practice.change({
    departments: [{ department: '订单组', name: '交易组', under: '0' }],
    people: [{ who: mover?.openId, department: '平台组' }],
  });
  await readAnew();
  expect(differenceOf(group)).toEqual({ came: [], left: [] });
  expect(await listed(group)).toEqual(ok([]));
});

test.each([
  ['closed', { departments: [{ department: '质检组', close: true }] }],
  ['empty', { people: ['质检组'] }],
  ['out of the range of the contacts', { contactRange: { departments: ['技术中心'] } }],
])('a department that is %s takes no member away, and has its reason', async (_, change) => {
  const group = following('质检组');
  const inside = desk.practice.world.people.filter(({ departmentId }) => departmentId === idOf('质检组'));
  const id = idOf('质检组');
  desk.practice.change(
    'people' in change ? { people: inside.map((one) => ({ who: one.openId, department: '综合部' })) } : change,
  );
  await readAnew();
  expect(differenceOf(group)).toEqual({ came: [], left: [] });
  expect(await directory.listDepartment(id, '质检组')).toMatchObject({ problem: { advice: 'department-gone' } });
});

test('nothing is told of half-read contacts', async () => {
  const group = following('技术中心');
  desk.practice.change({ people: [{ who: '曾一鸣', department: '综合部' }] });
  desk.practice.faults.add({ kind: 'drop-before', api: 'find_by_department', times: 100 });
  await readAnew();
  expect(directory.view().unfinished).toBe(true);
  expect(differenceOf(group)).toBeNull();
  expect(await listed(group)).toEqual(ok([]));
});

test('a department with more people than a group can have is refused with its number', async () => {
  await desk.close();
  desk = await peopleDesk({ scale: 5_100 });
  ({ directory } = desk.start());
  await desk.read(directory);
  const [top] = desk.practice.world.departments.filter(
    ({ parentId, departmentId }) => parentId === '0' && departmentId.startsWith('branch'),
  );
  desk.practice.change({
    departments: desk.practice.world.departments
      .filter(({ parentId, departmentId }) => parentId === '0' && departmentId !== top?.departmentId)
      .map(({ departmentId }) => ({ department: departmentId, under: top?.departmentId })),
  });
  await readAnew();
  const id = DepartmentId.parse(top?.openDepartmentId);
  expect(directory.departmentNow(id, 'x')).toMatchObject({ problem: { advice: 'department-too-many' } });
  const follows = [{ departmentId: id, name: 'x', people: [desk.person('韩梅梅').openId as never], without: [] }];
  expect(differenceOf(aGroup([aPerson('韩梅梅', openId('韩梅梅'))], { follows }))).toEqual({ came: [], left: [] });
});
