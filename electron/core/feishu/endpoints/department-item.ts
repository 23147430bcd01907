import { z } from 'zod';
import type { Department } from '../feishu-contacts';

/** A department as it is listed; its name and its parent need scopes of their own (feishu-api 5.3). */
export const DepartmentItem = z.looseObject({
  open_department_id: z.string().min(1),
  name: z.string().nullish(),
  parent_department_id: z.string().nullish(),
  status: z.looseObject({ is_deleted: z.boolean().nullish() }).nullish(),
});

/** Those that exist, with what is shown of them. */
export const readDepartments = (items: readonly z.output<typeof DepartmentItem>[]): Department[] =>
  items
    .filter(({ status }) => !status?.is_deleted)
    .map((item) => ({
      id: item.open_department_id,
      name: item.name?.trim().slice(0, 200) || null,
      parentId: item.parent_department_id || null,
    }));
