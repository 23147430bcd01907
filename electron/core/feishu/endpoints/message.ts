import { z } from 'zod';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { MessageItem, readMessage } from './read-message';

// One item; more when it is a merged forward, whose first is the message itself (feishu-api 3.5).
const Answer = z.looseObject({ data: z.looseObject({ items: z.tuple([MessageItem], z.unknown()) }) });

/** `GET /im/v1/messages/:message_id` (feishu-api 3.5). */
export const createMessage =
  (call: Call, appId: string): Feishu['message'] =>
  async ({ messageId }) => {
    const got = await call({
      api: 'message',
      method: 'GET',
      path: `im/v1/messages/${encodeURIComponent(messageId)}`,
      query: { user_id_type: 'open_id' },
      schema: Answer,
    });
    if (!got.ok) return got;
    return { ok: true, value: readMessage(got.value.data.items[0], appId), logId: got.logId };
  };
