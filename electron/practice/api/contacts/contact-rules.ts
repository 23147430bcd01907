import type { UserIdType } from '../../../contract/model/person';
import type { Call, PracticeApp } from '../../gateway/endpoint';
import { readIdType } from '../../gateway/read-fields';
import { refuse } from '../../gateway/refusal';
import type { JsonRecord } from '../../world/json';
import { showsField } from '../../world/scopes';
import type { World, WorldPerson } from '../../world/world';

/** Scopes of the contact calls, of which one is enough (feishu-api 5). */
export const contactScopes = [
  'contact:contact.base:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
  'contact:contact:readonly',
];

export const organizeScopes = [...contactScopes, 'contact:department.organize:readonly'];

export const contactPages = {
  standard: 10,
  most: 50,
  badSize: () => refuse(40011),
  badToken: () => refuse(40012),
};

export const readContactIdType = (call: Call, app: PracticeApp): UserIdType =>
  readIdType(call, app, { name: 'user_id_type', required: false, code: 40001 });

/** Finds a department by an id of the type in `department_id_type` and gives its open id; `0` is the root. */
export const readDepartment = (call: Call, app: PracticeApp, id: string): string => {
  const type = call.query.get('department_id_type') ?? 'open_department_id';
  if (type !== 'open_department_id' && type !== 'department_id') throw refuse(40001);
  if (id === '0') return '0';
  const department = app.world.departments.find((one) =>
    type === 'department_id' ? one.departmentId === id : one.openDepartmentId === id,
  );
  if (!department) throw refuse(99992357);
  return department.openDepartmentId;
};

/** True when the app may see this department: it, or one above it, is in the range. */
const departmentInRange = (world: World, openDepartmentId: string): boolean => {
  const { contactRange } = world.settings;
  if (contactRange === 'all') return true;
  for (let at: string | undefined = openDepartmentId; at !== undefined && at !== '0'; ) {
    if (contactRange.departments.has(at)) return true;
    at = world.departmentById.get(at)?.parentId;
  }
  return false;
};

/** True for the company's own people whom this app may see. */
export const isVisible = (world: World, person: WorldPerson): boolean => {
  if (person.tenant !== 'own' || !person.inContacts) return false;
  const { contactRange } = world.settings;
  if (contactRange === 'all' || contactRange.people.has(person.openId)) return true;
  return contactRange.departments.size > 0 && departmentInRange(world, person.departmentId);
};

/** Refuses a department outside the range, and the root to apps that may not see all people (feishu-api 5.2, 5.3). */
export const checkDepartment = (world: World, openDepartmentId: string): void => {
  if (!departmentInRange(world, openDepartmentId)) throw refuse(40004, 403);
};

/** A person's `status`: reachable only if activated and none of the rest (feishu-api 5). */
export const statusView = (person: WorldPerson): JsonRecord => ({
  is_frozen: person.status === 'frozen',
  is_resigned: person.status === 'resigned',
  is_activated: person.status !== 'unactivated',
  is_exited: false,
  is_unjoin: false,
});

/** A `user` object: fields whose scope is missing are silently absent (feishu-api 5). */
export const userView = (world: World, person: WorldPerson): JsonRecord => {
  const { scopes } = world.settings;
  const withScope = (scope: string, fields: JsonRecord): JsonRecord => (showsField(scopes, scope) ? fields : {});
  return {
    open_id: person.openId,
    union_id: person.unionId,
    mobile_visible: true,
    ...withScope('contact:user.base:readonly', {
      name: person.name,
      en_name: person.enName,
      nickname: person.nickname,
      avatar: { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' },
    }),
    ...withScope('contact:user.email:readonly', { email: person.email }),
    ...withScope('contact:user.phone:readonly', { mobile: person.mobile }),
    ...withScope('contact:user.employee_id:readonly', { user_id: person.userId }),
    ...withScope('contact:user.department:readonly', { department_ids: [person.departmentId], orders: [] }),
    ...withScope('contact:user.employee:readonly', {
      status: statusView(person),
      job_title: person.jobTitle,
      employee_type: 1,
      is_tenant_manager: false,
    }),
  };
};
