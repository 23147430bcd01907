import { z } from 'zod';
import { longestChatName, personLimits } from '../../../contract/limits';
import { ChatId, OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { Person, UserIdType } from '../../../contract/model/person';
import { tidied } from '../../../contract/plain-text';
import type { Call } from '../client/call';
import { cutText, longestId } from '../client/cut-text';
import type { Feishu } from '../feishu';
import { readPages } from './paging';

// Items of lists are kept without the fields that are not read.
const ChatItem = z.object({
  chat_id: ChatId,
  name: cutText(longestChatName).nullish(),
  external: z.boolean().nullish(),
  chat_status: cutText(longestId).nullish(),
});

/** A chat's name, cut to the longest that the rest of the app takes. */
const chatName = (name: string | null | undefined) => tidied(name ?? '').slice(0, longestChatName);

/**
 * `GET /im/v1/chats` (feishu-api 4.1): the groups the bot is in, without dissolved ones and direct chats. The order is
 * by creation, as the order by activity can skip chats between pages.
 */
export const readChats =
  (call: Call, host: string): Feishu['readChats'] =>
  async () => {
    const answer = await readPages(call, { api: 'chats', method: 'GET', path: 'im/v1/chats', item: ChatItem, host });
    if (!answer.ok) return answer;
    // A chat that moves between two pages is listed twice.
    const alive = new Map(
      answer.value.filter((chat) => !chat.chat_status?.startsWith('dissolved')).map((chat) => [chat.chat_id, chat]),
    );
    const value = [...alive.values()].map((chat) => ({
      chatId: chat.chat_id,
      name: chatName(chat.name),
      external: chat.external ?? false,
      memberCount: null,
    }));
    return { ok: true, value, logId: answer.logId };
  };

const Ids = z.array(z.string()).nullish();
const AddedMembersAnswer = z.looseObject({
  data: z.looseObject({ invalid_id_list: Ids, not_existed_id_list: Ids, pending_approval_id_list: Ids }).nullish(),
});

/** Most people that one call adds (feishu-api 4.6). */
export const addLimit = 50;

/**
 * `POST /im/v1/chats/:chat_id/members` (feishu-api 4.6). `succeed_type=1` adds all who can be added and reports the
 * rest. Adding a member again changes nothing. Throws on no ids or more than 50: the caller splits lists.
 */
export const addMembers =
  (call: Call): Feishu['addMembers'] =>
  async ({ chatId, idType, ids }, guard) => {
    if (ids.length === 0 || ids.length > addLimit) throw new RangeError(`adding takes 1 to ${addLimit} ids`);
    const answer = await call({
      api: 'add-members',
      method: 'POST',
      path: `im/v1/chats/${encodeURIComponent(chatId)}/members`,
      query: { member_id_type: idType, succeed_type: '1' },
      body: { id_list: ids },
      schema: AddedMembersAnswer,
      personIds: ids,
      guard,
    });
    if (!answer.ok) return answer;
    const { data } = answer.value;
    const value = {
      unusable: [...(data?.invalid_id_list ?? []), ...(data?.not_existed_id_list ?? [])],
      pending: data?.pending_approval_id_list ?? [],
    };
    return { ok: true, value, logId: answer.logId };
  };

const ChatAnswer = z.looseObject({
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
type Data = z.infer<typeof ChatAnswer>['data'];

/**
 * True when the bot may buzz in the chat (feishu-api 4.3). A missing `owner_id` means that the bot is the owner, but
 * Feishu leaves it out for outsiders too; it gives `urgent_setting` to members only, so that must be there.
 */
const canBuzz = (data: Data, appId: string) => {
  if (data.external !== false || !data.urgent_setting || data.chat_status?.startsWith('dissolved')) return false;
  return data.urgent_setting === 'all_members' || (data.bot_manager_id_list ?? []).includes(appId) || !data.owner_id;
};

const count = (value: string | number | null | undefined) => {
  const members = Number(value ?? Number.NaN);
  return Number.isInteger(members) && members >= 0 ? members : null;
};

/** `GET /im/v1/chats/:chat_id` (feishu-api 4.3). `user_count` is a string. */
export const readChat =
  (call: Call, appId: string): Feishu['readChat'] =>
  async ({ chatId }) => {
    const answer = await call({
      api: 'chat',
      method: 'GET',
      path: `im/v1/chats/${encodeURIComponent(chatId)}`,
      query: { user_id_type: 'open_id' },
      schema: ChatAnswer,
    });
    if (!answer.ok) return answer;
    const { data } = answer.value;
    const value = {
      chatId,
      name: chatName(data.name),
      external: data.external ?? false,
      memberCount: count(data.user_count),
      urgentSetting: data.urgent_setting ?? null,
      canBuzz: canBuzz(data, appId),
      direct: data.chat_mode === 'p2p',
    };
    return { ok: true, value, logId: answer.logId };
  };

const CreatedChatAnswer = z.looseObject({ data: z.looseObject({ chat_id: ChatId }) });

/** Longest name of a new chat (characters); Feishu advises against longer ones (feishu-api 4.4). */
const longestName = 60;

/**
 * `POST /im/v1/chats` (feishu-api 4.4): without an owner the bot owns it. `uuid` is a query parameter here. The
 * caller adds members afterwards: one bad id among them would refuse the whole chat, without saying which.
 */
export const createChat =
  (call: Call): Feishu['createChat'] =>
  async ({ name, uuid }, guard) => {
    if (uuid.length === 0 || uuid.length > 50) throw new RangeError('uuid must have 1 to 50 characters');
    const answer = await call({
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
      schema: CreatedChatAnswer,
      guard,
    });
    return answer.ok ? { ok: true, value: { chatId: answer.value.data.chat_id }, logId: answer.logId } : answer;
  };

const MemberItem = z.object({
  member_id: cutText(longestId).pipe(z.string().min(1)),
  name: cutText(personLimits.name).nullish(),
});

/** The person behind a member; null for an id of another type, which could not be buzzed. */
const personOf = (idType: UserIdType, id: string, name: string): Person | null => {
  switch (idType) {
    case 'open_id': {
      const openId = OpenId.safeParse(id);
      return openId.success ? { name, openId: openId.data } : null;
    }
    case 'union_id': {
      const unionId = UnionId.safeParse(id);
      return unionId.success ? { name, unionId: unionId.data } : null;
    }
    case 'user_id': {
      const userId = UserId.safeParse(id);
      return userId.success ? { name, userId: userId.data } : null;
    }
  }
};

/** `GET /im/v1/chats/:chat_id/members` (feishu-api 4.7). A person who joins meanwhile may be listed twice. */
export const readMembers =
  (call: Call, host: string): Feishu['readMembers'] =>
  async ({ chatId, idType }) => {
    const answer = await readPages(call, {
      api: 'members',
      method: 'GET',
      path: `im/v1/chats/${encodeURIComponent(chatId)}/members`,
      query: { member_id_type: idType },
      item: MemberItem,
      host,
    });
    if (!answer.ok) return answer;
    const people = new Map<string, Person>();
    for (const { member_id: id, name } of answer.value) {
      const person = personOf(idType, id, tidied(name ?? '') || id);
      if (person) people.set(id, person);
    }
    return { ok: true, value: [...people.values()], logId: answer.logId };
  };
