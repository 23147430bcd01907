import type { JsonRecord } from '../../gateway/json';
import type { WorldPerson } from '../../world/model';
import type { World } from '../../world/world';

/** A person is reachable only if activated and none of the rest (feishu-api 5). */
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
  const withScope = (scope: string, fields: JsonRecord): JsonRecord => (scopes.has(scope) ? fields : {});
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
