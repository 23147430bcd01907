import { z } from 'zod';
import { ChatId } from '../../../contract/model/ids';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

const Answer = z.looseObject({ data: z.looseObject({ chat_id: ChatId }) });

/** Longer names are advised against (feishu-api 4.4). */
const longestName = 60;

/**
 * `POST /im/v1/chats` (feishu-api 4.4): without an owner the bot owns it. `uuid` is a query parameter here. Members
 * are added afterwards: one bad id among them would refuse the whole chat, and nobody would learn whose it was.
 */
export const createCreateChat =
  (call: Call): Feishu['createChat'] =>
  async ({ name, uuid }, guard) => {
    if (uuid.length === 0 || uuid.length > 50) throw new RangeError('uuid must have 1 to 50 characters');
    const made = await call({
      api: 'create-chat',
      method: 'POST',
      path: 'im/v1/chats',
      query: { uuid },
      body: {
        name: [...name].slice(0, longestName).join(''),
        group_message_type: 'chat',
        chat_mode: 'group',
        chat_type: 'private',
        urgent_setting: 'all_members',
      },
      schema: Answer,
      guard,
    });
    return made.ok ? { ok: true, value: { chatId: made.value.data.chat_id }, logId: made.logId } : made;
  };
