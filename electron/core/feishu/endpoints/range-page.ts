import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuContacts, RangeItem } from '../feishu-contacts';
import { askPage, pageFields } from './contact-page';

const ids = z.array(z.string()).nullish();
const Answer = z.looseObject({ data: z.looseObject({ ...pageFields, department_ids: ids, user_ids: ids }) });

/**
 * `GET /contact/v3/scopes` (feishu-api 5.3): the departments and people the app may see. Where it may see everybody, the
 * first departments and those who are in none. User groups are left out: their members are not listed by any call here.
 */
export const createContactRange =
  (call: Call, host: string): FeishuContacts['contactRange'] =>
  ({ after }) =>
    askPage(call, {
      api: 'contact-range',
      method: 'GET',
      path: 'contact/v3/scopes',
      query: { user_id_type: 'open_id', department_id_type: 'open_department_id', page_size: '100' },
      schema: Answer,
      host,
      after,
      itemsOf: ({ user_ids: users, department_ids: departments }): RangeItem[] => [
        ...(users ?? []).map((id) => ({ kind: 'user' as const, id })),
        ...(departments ?? []).map((id) => ({ kind: 'department' as const, id })),
      ],
    });
