import { z } from 'zod';
import { OpenId } from '../../../contract/model/ids';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

const Answer = z.looseObject({
  bot: z.looseObject({
    activate_status: z.int(),
    app_name: z.string().catch(''),
    open_id: OpenId.nullish().catch(null),
  }),
});

/** `GET /bot/v3/info` (feishu-api 1.3): the result lies under `bot`, not `data`. No scope needed, so a fair test. */
export const createBot =
  (call: Call): Feishu['bot'] =>
  async () => {
    const got = await call({ api: 'bot', method: 'GET', path: 'bot/v3/info', schema: Answer });
    if (!got.ok) return got;
    const { activate_status: status, app_name: name, open_id: openId } = got.value.bot;
    return { ok: true, value: { name, status, openId: openId ?? null }, logId: got.logId };
  };
