import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuContacts } from '../feishu-contacts';
import { DepartmentItem, readDepartments } from './department-item';

const Answer = z.looseObject({ data: z.looseObject({ items: z.array(DepartmentItem).nullish() }) });

/** `GET /contact/v3/departments/batch` (contact-v3/department/batch): a range names departments by id alone. */
export const createDepartments =
  (call: Call): FeishuContacts['departments'] =>
  async ({ ids }) => {
    const got = await call({
      api: 'departments',
      method: 'GET',
      path: 'contact/v3/departments/batch',
      query: { department_ids: ids, department_id_type: 'open_department_id', user_id_type: 'open_id' },
      schema: Answer,
    });
    return got.ok ? { ok: true, value: readDepartments(got.value.data.items ?? []), logId: got.logId } : got;
  };
