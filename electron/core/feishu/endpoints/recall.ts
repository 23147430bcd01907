import { z } from 'zod';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

/** `DELETE /im/v1/messages/:message_id` (feishu-api 3.6). */
export const createRecall =
  (call: Call): Feishu['recall'] =>
  async ({ messageId }) => {
    const recalled = await call({
      api: 'recall',
      method: 'DELETE',
      path: `im/v1/messages/${encodeURIComponent(messageId)}`,
      schema: z.unknown(),
    });
    return recalled.ok ? { ok: true, value: undefined, logId: recalled.logId } : recalled;
  };
