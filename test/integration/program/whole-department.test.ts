import { beforeAll, beforeEach, expect, test } from 'vitest';
import { practiceId } from '../../../electron/contract/model/workspace';
import type { Practice } from '../../../electron/practice/start-practice';
import type { StoreClass } from '../../../electron/storage/stored-file';
import { type CommandDesk, importOf, openCommandDesk, sendOf } from '../../support/desk/command-desk';
import { loadElectronStore } from '../../support/disk/electron-store';
import { aCompany } from '../../support/feishu/a-company';

// A script may name a whole department: all of its people are called, with those of the departments below it.

let Store: StoreClass;
let practice: Practice;
let desk: CommandDesk;

beforeAll(async () => {
  Store = await loadElectronStore();
});
beforeEach(async () => {
  practice = await aCompany({ readingSpeed: 0 });
  desk = openCommandDesk({ Store, practice, keyring: true });
});

/** Open ids of the people of a department and of those below it, as the company has them. */
const peopleOf = (name: string) => {
  const { departments, people } = practice.world;
  const top = departments.find((one) => one.name === name)?.openDepartmentId ?? expect.fail(name);
  const ids = [top, ...departments.filter((one) => one.parentId === top).map((one) => one.openDepartmentId)];
  return people
    .filter((one) => one.inContacts && one.status !== 'resigned' && ids.includes(one.departmentId))
    .map((one) => one.openId);
};

test.each(['平台组', '技术中心'])('calls everyone of %s once', async (name) => {
  const ran = await desk.run(sendOf({ to: [`department:${name}`] }));
  const [row] = desk.engine.list({ before: null, limit: 1 });
  expect(row?.title, ran.stdout).toBe(name);
  const board = row && desk.engine.board(row.id);
  expect(board?.ok && new Set(board.value.people.map(({ key }) => key))).toEqual(new Set(peopleOf(name)));
  const called = practice.log.entries.flatMap(({ api, body }) =>
    api === 'urgent_app' ? (body as { user_id_list: string[] }).user_id_list : [],
  );
  expect(new Set(called).size).toBe(called.length);
  expect(called.every((id) => peopleOf(name).includes(id))).toBe(true);
  expect(called.length).toBeGreaterThan(0);
});

test('sends nothing to a department that is not there, and names those that are alike', async () => {
  const ran = await desk.run(sendOf({ to: ['department:平台'] }));
  expect(ran.exit).toBe(2);
  expect(ran.stdout).toContain('department:平台组');
  expect(desk.engine.list({ before: null, limit: 1 })).toEqual([]);
});

test('a group file says which departments a group follows; a saved group takes that over with --yes alone', async () => {
  const departmentId = practice.world.departments.find((one) => one.name === '平台组')?.openDepartmentId;
  const [openId] = peopleOf('平台组');
  const file = (follows: unknown) =>
    JSON.stringify({ version: 1, groups: [{ name: '平台', follows, members: [{ name: '平台组的人', openId }] }] });
  const follows = [{ departmentId, name: '别的名字', people: [openId], without: [] }];
  const load = (content: string, yes = false) => desk.run(importOf(content, { name: 'all.json', yes }));
  const saved = () => desk.program.store.groups(practiceId).find(({ name }) => name === '平台')?.follows;

  await load(file([]));
  const asked = await load(file(follows));
  expect(JSON.parse(asked.stdout)).toMatchObject({ groups: [{ left: ['follows'] }] });
  expect(asked.stderr).toContain('followed departments “平台组”');
  expect(saved()).toBeUndefined();

  const taken = await load(file(follows), true);
  expect(taken.exit).toBe(0);
  // The person was a member before: added by hand, whatever the file says.
  expect(saved()).toEqual([{ departmentId, name: '平台组', people: [], without: [] }]);
  const exported = await desk.run({ kind: 'groups-export', format: 'json' });
  expect(JSON.parse(exported.file ?? '').groups.at(-1)).toMatchObject({ follows: [{ departmentId, name: '平台组' }] });
  const csv = await desk.run({ kind: 'groups-export', format: 'csv' });
  expect(csv.file).toContain(`平台,平台组的人,${openId}`);
});
