import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuContacts } from '../feishu-contacts';
import { askPage, pageFields } from './contact-page';
import { readUsers, UserItem } from './contact-user';

const Answer = z.looseObject({ data: z.looseObject({ ...pageFields, items: z.array(UserItem).nullish() }) });

/** `GET /contact/v3/users/find_by_department` (feishu-api 5.2): direct members only. */
export const createDepartmentPeople =
  (call: Call, host: string): FeishuContacts['departmentPeople'] =>
  ({ id, after }) =>
    askPage(call, {
      api: 'department-people',
      method: 'GET',
      path: 'contact/v3/users/find_by_department',
      query: {
        user_id_type: 'open_id',
        department_id_type: 'open_department_id',
        department_id: id,
        page_size: '50',
      },
      schema: Answer,
      host,
      after,
      itemsOf: ({ items }) => readUsers(items ?? []),
    });
