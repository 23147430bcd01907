import { z } from 'zod';
import type { Call } from '../client/call';
import type { FeishuApp } from '../feishu';

const ids = z.array(z.string()).nullish();
const Answer = z.looseObject({ data: z.looseObject({ department_ids: ids, user_ids: ids, group_ids: ids }) });

/**
 * `GET /contact/v3/scopes` (feishu-api 5.3): whom the app may see, which follows its availability unless an admin has
 * set it apart. One entry is enough to know that there is somebody.
 */
export const createSeesAnybody =
  (call: Call): FeishuApp['seesAnybody'] =>
  async () => {
    const got = await call({
      api: 'contact-range',
      method: 'GET',
      path: 'contact/v3/scopes',
      query: { page_size: '1' },
      schema: Answer,
    });
    if (!got.ok) return got;
    const { department_ids: departments, user_ids: users, group_ids: groups } = got.value.data;
    const value = [departments, users, groups].some((list) => (list?.length ?? 0) > 0);
    return { ok: true, value, logId: got.logId };
  };
