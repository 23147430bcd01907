import type { UserIdType } from '../../contract/person';
import type { Call, Desk } from '../server/call';
import { readIdType } from '../server/read-fields';
import { refuse } from '../server/refusals';
import type { Refusal } from '../server/reply';
import type { WorldPerson } from '../world/model';

/** Any one of these opens the contact calls (feishu-api 5). */
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
  badSize: refuse(40011),
  badToken: refuse(40012),
};

export const readContactIdType = (call: Call, desk: Desk): UserIdType | Refusal =>
  readIdType(call, desk, { name: 'user_id_type', required: false, code: 40001 });

/** The open id of the department an id names under `department_id_type`; `0` is the root. */
export const readDepartment = (call: Call, desk: Desk, id: string): string | Refusal => {
  const type = call.query.get('department_id_type') ?? 'open_department_id';
  if (type !== 'open_department_id' && type !== 'department_id') return refuse(40001);
  if (id === '0') return '0';
  const department = desk.world.departments.find((one) =>
    type === 'department_id' ? one.departmentId === id : one.openDepartmentId === id,
  );
  return department?.openDepartmentId ?? refuse(99992357);
};

/** The company's own people whom this app may see. */
export const isVisible = (person: WorldPerson): boolean => person.tenant === 'own' && person.inContacts;
