import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuContacts } from '../feishu-contacts';
import { readUsers, UserItem } from './contact-user';

const Answer = z.looseObject({ data: z.looseObject({ items: z.array(UserItem).nullish() }) });

/** `GET /contact/v3/users/batch` (feishu-api 5.2). */
export const createPeopleById =
  (call: Call): FeishuContacts['peopleById'] =>
  async ({ idType, ids }) => {
    const got = await call({
      api: 'people-by-id',
      method: 'GET',
      path: 'contact/v3/users/batch',
      query: { user_ids: ids, user_id_type: idType, department_id_type: 'open_department_id' },
      schema: Answer,
      asked: ids,
    });
    return got.ok ? { ok: true, value: readUsers(got.value.data.items ?? []), logId: got.logId } : got;
  };
