import { z } from 'zod';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { MessageItem, readMessage } from './read-message';

const Answer = z.looseObject({
  data: z.looseObject({
    // One message that cannot be read must not hide the others.
    items: z.array(MessageItem.nullable().catch(null)).nullish(),
    has_more: z.boolean().nullish(),
    page_token: z.string().nullish(),
  }),
});

const pageSize = '20';

/** `GET /im/v1/messages` (feishu-api 3.5): a page of a chat's messages, newest first. */
export const createHistory =
  (call: Call, appId: string): Feishu['history'] =>
  async ({ chatId, after }) => {
    const page = await call({
      api: 'history',
      method: 'GET',
      path: 'im/v1/messages',
      query: {
        container_id_type: 'chat',
        container_id: chatId,
        sort_type: 'ByCreateTimeDesc',
        page_size: pageSize,
        ...(after === null ? {} : { page_token: after }),
      },
      schema: Answer,
    });
    if (!page.ok) return page;
    const { items, has_more: more, page_token: next } = page.value.data;
    const messages = (items ?? []).flatMap((item) => (item ? [readMessage(item, appId)] : []));
    return { ok: true, value: { messages, next: more && next ? next : null }, logId: page.logId };
  };
