import { z } from 'zod';
import type { Channel } from '../../../contract/model/channel';
import type { Api } from '../calls';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

// `data` and the list may be absent, null or [] when all were buzzed (feishu-api 2.1, 10.6).
const Answer = z.looseObject({
  data: z.looseObject({ invalid_user_id_list: z.array(z.string()).nullish() }).nullish(),
});

const routes: Record<Channel, { api: Api; path: string }> = {
  app: { api: 'buzz-app', path: 'urgent_app' },
  sms: { api: 'buzz-sms', path: 'urgent_sms' },
  phone: { api: 'buzz-phone', path: 'urgent_phone' },
};

/**
 * `PATCH /im/v1/messages/:message_id/urgent_…` (feishu-api 2.1). Throws on no ids or more than 200: the caller splits
 * lists.
 */
export const buzz =
  (call: Call): Feishu['buzz'] =>
  async ({ messageId, channel, idType, ids }, guard) => {
    if (ids.length === 0 || ids.length > 200) throw new RangeError('a buzz takes 1 to 200 ids');
    const { api, path } = routes[channel];
    const answer = await call({
      api,
      method: 'PATCH',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/${path}`,
      query: { user_id_type: idType },
      body: { user_id_list: ids },
      schema: Answer,
      personIds: ids,
      guard,
    });
    if (!answer.ok) return answer;
    return { ok: true, value: { invalid: answer.value.data?.invalid_user_id_list ?? [] }, logId: answer.logId };
  };
