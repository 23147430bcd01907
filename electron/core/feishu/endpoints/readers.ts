import { z } from 'zod';
import type { Clock } from '../../ports/clock';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { readPages } from './read-pages';

const Item = z.looseObject({
  user_id: z.string().min(1),
  timestamp: z.union([z.string(), z.number()]).nullish(),
});

/**
 * `GET /im/v1/messages/:message_id/read_users` (feishu-api 3.5): those who have read, never those who have not.
 * A reader whose time cannot be read is still a reader; the time of asking stands in.
 */
export const createReaders =
  (call: Call, host: string, clock: Clock): Feishu['readers'] =>
  async ({ messageId, idType }) => {
    const read = await readPages(call, {
      api: 'readers',
      method: 'GET',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/read_users`,
      query: { user_id_type: idType },
      item: Item,
      host,
    });
    if (!read.ok) return read;
    const value = read.value.map(({ user_id: id, timestamp }) => {
      const ms = Number(timestamp ?? 0);
      return { id, readAt: Number.isFinite(ms) && ms > 0 ? ms : clock.now() };
    });
    return { ok: true, value, logId: read.logId };
  };
