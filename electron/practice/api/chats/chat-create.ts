import type { UserIdType } from '../../../contract/model/person';
import type { Call, Desk } from '../../gateway/endpoint';
import { endpoint } from '../../gateway/endpoint';
import { convertIds } from '../../gateway/id-conversion';
import { readFlag, readOptionalString, readStrings } from '../../gateway/read-fields';
import { data, isRefusal, type Refusal, type Reply, refuse, refuseExt, refuseFields } from '../../gateway/reply';
import type { WorldChat, WorldPerson } from '../../world/world';
import { readSettings } from './chat-settings';
import { chatDetail } from './chat-view';
import { readChatIdType } from './find-chat';

const mostMembers = 50;
const mostBots = 5;
const memoryMs = 10 * 3_600_000;

const readMembers = (call: Call, desk: Desk, idType: UserIdType): readonly WorldPerson[] | Refusal => {
  const ids = readStrings(call, 'user_id_list') ?? [];
  if (isRefusal(ids)) return ids;
  const bots = readStrings(call, 'bot_id_list') ?? [];
  if (isRefusal(bots)) return bots;
  if (ids.length > mostMembers) return refuseExt(232001, `user_id_list exceeds ${mostMembers}`);
  if (bots.length > mostBots) return refuseExt(232001, `bot_id_list exceeds ${mostBots}`);
  const converted = convertIds(desk.world, idType, ids);
  if (isRefusal(converted)) return converted;
  if (converted.unknown.length > 0 || converted.people.some((person) => !person.available)) return refuse(232043);
  if (converted.people.some((person) => person.tenant === 'other')) return refuse(232028);
  return converted.people.some((person) => person.status === 'resigned') ? refuse(232022) : converted.people;
};

const readOwner = (call: Call, desk: Desk, idType: UserIdType): WorldPerson | null | Refusal => {
  const id = readOptionalString(call, 'owner_id');
  if (id === undefined || isRefusal(id)) return id ?? null;
  const converted = convertIds(desk.world, idType, [id]);
  if (isRefusal(converted)) return converted;
  const owner = converted.people[0];
  if (!owner) return refuseExt(232001, 'invalid owner_id');
  return owner.status === 'resigned' ? refuse(232022) : owner;
};

const handle = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const idType = readChatIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const uuid = call.query.get('uuid') ?? '';
  if (uuid.length > 50) return refuseFields({ field: 'uuid', value: uuid, description: 'the max len is 50' });
  const manager = readFlag(call, 'set_bot_manager');
  if (isRefusal(manager)) return manager;
  const settings = readSettings(call);
  if (isRefusal(settings)) return settings;
  const owner = readOwner(call, desk, idType);
  if (isRefusal(owner)) return owner;
  const members = readMembers(call, desk, idType);
  if (isRefusal(members)) return members;
  if (settings.chatType === 'public' && (settings.name ?? '').length < 2) return refuse(232020);
  const now = world.now();
  const key = `${uuid}:${owner?.openId ?? ''}`;
  const before = uuid === '' ? undefined : desk.createdBefore.get(key);
  if (before && now - before.createdAt < memoryMs)
    return data({ chat_id: before.chatId, ...chatDetail(world, before, idType) });
  const chat: WorldChat = {
    chatId: world.newChatId(),
    mode: 'group',
    name: '',
    description: '',
    chatType: 'private',
    messageType: 'chat',
    external: false,
    status: 'normal',
    urgentSetting: 'all_members',
    editPermission: 'all_members',
    moderation: 'all_members',
    membershipApproval: 'no_approval_required',
    ...settings,
    owner: owner?.openId ?? null,
    botIn: true,
    botManager: owner !== null && manager,
    managers: new Set(),
    members: new Set([...(owner ? [owner.openId] : []), ...members.map((person) => person.openId)]),
    otherBots: new Set(),
    createdAt: now,
    messages: [],
  };
  world.chats.set(chat.chatId, chat);
  if (uuid !== '') desk.createdBefore.set(key, chat);
  call.deed.createdChat = chat.chatId;
  return data({ chat_id: chat.chatId, ...chatDetail(world, chat, idType) });
};

/** feishu-api 4.4: `uuid` is a query parameter here; without an owner the bot owns the chat. */
export const createChat = endpoint({
  api: 'create_chat',
  method: 'POST',
  path: '/open-apis/im/v1/chats',
  scopes: ['im:chat', 'im:chat:create'],
  handle,
});
