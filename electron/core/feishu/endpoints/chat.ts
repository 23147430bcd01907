import { z } from 'zod';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { chatName } from './chats';

const Answer = z.looseObject({
  data: z.looseObject({
    name: z.string().nullish(),
    external: z.boolean().nullish(),
    owner_id: z.string().nullish(),
    bot_manager_id_list: z.array(z.string()).nullish(),
    urgent_setting: z.enum(['only_owner', 'all_members']).nullish().catch(null),
    user_count: z.union([z.string(), z.number()]).nullish(),
    chat_status: z.string().nullish(),
    chat_mode: z.string().nullish(),
  }),
});
type Data = z.infer<typeof Answer>['data'];

/**
 * The can-buzz test of feishu-api 4.3. That the bot is the owner shows only as a missing `owner_id`, which is also
 * missing from what an outsider is told; `urgent_setting` is told to members only, so it must be there.
 */
const canBuzz = (data: Data, appId: string) => {
  if (data.external !== false || !data.urgent_setting || data.chat_status?.startsWith('dissolved')) return false;
  return data.urgent_setting === 'all_members' || (data.bot_manager_id_list ?? []).includes(appId) || !data.owner_id;
};

const count = (told: string | number | null | undefined) => {
  const members = Number(told ?? Number.NaN);
  return Number.isInteger(members) && members >= 0 ? members : null;
};

/** `GET /im/v1/chats/:chat_id` (feishu-api 4.3). `user_count` comes as a string. */
export const createChat =
  (call: Call, appId: string): Feishu['chat'] =>
  async ({ chatId }) => {
    const got = await call({
      api: 'chat',
      method: 'GET',
      path: `im/v1/chats/${encodeURIComponent(chatId)}`,
      query: { user_id_type: 'open_id' },
      schema: Answer,
    });
    if (!got.ok) return got;
    const { data } = got.value;
    const value = {
      chatId,
      name: chatName(data.name),
      external: data.external ?? false,
      memberCount: count(data.user_count),
      urgentSetting: data.urgent_setting ?? null,
      canBuzz: canBuzz(data, appId),
      direct: data.chat_mode === 'p2p',
    };
    return { ok: true, value, logId: got.logId };
  };
