import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { idOf } from '../../gateway/id-conversion';
import { readFlag } from '../../gateway/read-fields';
import { pageFields, readPage } from '../../gateway/read-page';
import { data, missingField, type Reply, refuse, tooManyItems } from '../../gateway/refusal';
import type { JsonRecord } from '../../world/json';
import { showsField } from '../../world/scopes';
import type { World, WorldDepartment } from '../../world/world';
import {
  checkDepartment,
  contactPages,
  contactScopes,
  isVisible,
  organizeScopes,
  readContactIdType,
  readDepartment,
  userView,
} from './contact-rules';

const membersOf = (world: World, openDepartmentId: string) =>
  (world.byDepartment.get(openDepartmentId) ?? []).filter(
    (person) => isVisible(world, person) && person.status !== 'resigned',
  );

const childrenOf = (world: World, parentId: string, deep: boolean): WorldDepartment[] =>
  (world.departmentsBelow.get(parentId) ?? []).flatMap((one) => [
    one,
    ...(deep ? childrenOf(world, one.openDepartmentId, true) : []),
  ]);

const view = (world: World, one: WorldDepartment): JsonRecord => {
  const { scopes } = world.settings;
  const under = [one, ...childrenOf(world, one.openDepartmentId, true)];
  return {
    ...(showsField(scopes, 'contact:department.base:readonly')
      ? {
          name: one.name,
          i18n_name: { zh_cn: one.name, en_us: one.enName, ja_jp: '' },
          department_id: one.departmentId,
        }
      : {}),
    open_department_id: one.openDepartmentId,
    ...(showsField(scopes, 'contact:department.organize:readonly')
      ? {
          parent_department_id: one.parentId,
          member_count: under.reduce((sum, each) => sum + membersOf(world, each.openDepartmentId).length, 0),
          primary_member_count: membersOf(world, one.openDepartmentId).length,
        }
      : {}),
    order: String(world.departments.indexOf(one)),
    status: { is_deleted: false },
  };
};

const find = (call: Call, app: PracticeApp): Reply => {
  readContactIdType(call, app);
  const id = call.query.get('department_id');
  if (id === null || id === '') throw missingField('department_id');
  const department = readDepartment(call, app, id);
  checkDepartment(app.world, department);
  const page = readPage(call, membersOf(app.world, department), contactPages);
  return data({ items: page.items.map((person) => userView(app.world, person)), ...pageFields(page) });
};

const children = (call: Call, app: PracticeApp): Reply => {
  readContactIdType(call, app);
  const department = readDepartment(call, app, call.params.department_id ?? '');
  const deep = readFlag(call, 'fetch_child');
  checkDepartment(app.world, department);
  const page = readPage(call, childrenOf(app.world, department, deep), contactPages);
  return data({ items: page.items.map((one) => view(app.world, one)), ...pageFields(page) });
};

const range = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const idType = readContactIdType(call, app);
  const { contactRange, scopes } = world.settings;
  // Without this scope people are not told, open ids neither (feishu-api 5.3).
  const tellsPeople = scopes.has('contact:user.employee_id:readonly');
  // An all-staff range lists the first departments and the people who are in none (feishu-api 5.3).
  const listed =
    contactRange === 'all'
      ? membersOf(world, '0')
      : [...contactRange.people].flatMap((openId) => world.byOpenId.get(openId) ?? []);
  const visible = tellsPeople ? listed.filter((person) => isVisible(world, person)) : [];
  const users = visible.map((person) => ({ user: idOf(person, idType) }));
  const departments =
    contactRange === 'all'
      ? childrenOf(world, '0', false).map((one) => ({ department: one.openDepartmentId }))
      : [...contactRange.departments].map((department) => ({ department }));
  const page = readPage<{ user: string } | { department: string }>(call, [...users, ...departments], {
    ...contactPages,
    standard: 50,
    most: 100,
  });
  return data({
    ...(tellsPeople ? { user_ids: page.items.flatMap((item) => ('user' in item ? [item.user] : [])) } : {}),
    department_ids: page.items.flatMap((item) => ('department' in item ? [item.department] : [])),
    group_ids: [],
    ...pageFields(page),
  });
};

const mostInBatch = 50;

const batch = (call: Call, app: PracticeApp): Reply => {
  readContactIdType(call, app);
  const ids = call.query.getAll('department_ids').filter((id) => id !== '');
  if (ids.length === 0) throw missingField('department_ids');
  if (ids.length > mostInBatch) throw tooManyItems('department_ids', ids.length, mostInBatch);
  const items: JsonRecord[] = [];
  for (const id of ids) {
    const found = readDepartment(call, app, id);
    checkDepartment(app.world, found);
    const one = app.world.departmentById.get(found);
    if (one) items.push(view(app.world, one));
  }
  return data({ items });
};

const userOnly = (): Reply => {
  throw refuse(99991663);
};

/** Lists the direct members of a department (feishu-api 5.2). */
export const findByDepartment = endpoint({
  api: 'find_by_department',
  method: 'GET',
  path: '/open-apis/contact/v3/users/find_by_department',
  scopes: organizeScopes,
  counted: false,
  handle: find,
});

/** Lists the departments below one (feishu-api 5.3). */
export const departmentChildren = endpoint({
  api: 'department_children',
  method: 'GET',
  path: '/open-apis/contact/v3/departments/:department_id/children',
  scopes: organizeScopes,
  counted: false,
  handle: children,
});

/** Gets up to 50 departments by repeated parameters (feishu-api 5.3). */
export const batchDepartments = endpoint({
  api: 'batch_departments',
  method: 'GET',
  path: '/open-apis/contact/v3/departments/batch',
  scopes: ['contact:contact.base:readonly'],
  counted: false,
  handle: batch,
});

/** Tells the app's contacts data range (feishu-api 5.3). */
export const contactRange = endpoint({
  api: 'contact_scopes',
  method: 'GET',
  path: '/open-apis/contact/v3/scopes',
  scopes: contactScopes.slice(0, 3),
  counted: false,
  handle: range,
});

/** Searches people by name: takes a user token only, so an app's is invalid here (feishu-api 5.2). */
export const searchUser = endpoint({
  api: 'search_user',
  method: 'GET',
  path: '/open-apis/search/v1/user',
  scopes: [],
  counted: false,
  handle: userOnly,
});
