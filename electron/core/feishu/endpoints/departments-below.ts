import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuContacts } from '../feishu-contacts';
import { askPage, pageFields } from './contact-page';
import { DepartmentItem, readDepartments } from './department-item';

const Answer = z.looseObject({ data: z.looseObject({ ...pageFields, items: z.array(DepartmentItem).nullish() }) });

/** `GET /contact/v3/departments/:department_id/children` (feishu-api 5.3), all levels at once. */
export const createDepartmentsBelow =
  (call: Call, host: string): FeishuContacts['departmentsBelow'] =>
  ({ id, after }) =>
    askPage(call, {
      api: 'departments-below',
      method: 'GET',
      path: `contact/v3/departments/${encodeURIComponent(id)}/children`,
      query: {
        user_id_type: 'open_id',
        department_id_type: 'open_department_id',
        fetch_child: 'true',
        page_size: '50',
      },
      schema: Answer,
      host,
      after,
      itemsOf: ({ items }) => readDepartments(items ?? []),
    });
