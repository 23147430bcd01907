import { z } from 'zod';
import { ChatId } from '../../../contract/model/ids';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { readPages } from './read-pages';

const Item = z.looseObject({
  chat_id: ChatId,
  name: z.string().nullish(),
  external: z.boolean().nullish(),
  chat_status: z.string().nullish(),
});

/** The longest name the rest of the program takes. */
export const chatName = (name: string | null | undefined) => (name ?? '').slice(0, 200);

/**
 * `GET /im/v1/chats` (feishu-api 4.1): the groups the bot is in, dissolved ones left out. Direct chats are never among
 * them. The order is by creation, as the order by activity can skip chats between pages.
 */
export const createChats =
  (call: Call, host: string): Feishu['chats'] =>
  async () => {
    const listed = await readPages(call, { api: 'chats', method: 'GET', path: 'im/v1/chats', item: Item, host });
    if (!listed.ok) return listed;
    // A chat that moves between two pages is listed twice.
    const alive = new Map(
      listed.value.filter((chat) => !chat.chat_status?.startsWith('dissolved')).map((chat) => [chat.chat_id, chat]),
    );
    const value = [...alive.values()].map((chat) => ({
      chatId: chat.chat_id,
      name: chatName(chat.name),
      external: chat.external ?? false,
      memberCount: null,
    }));
    return { ok: true, value, logId: listed.logId };
  };
