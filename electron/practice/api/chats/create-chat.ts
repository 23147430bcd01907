import type { UserIdType } from '../../../contract/model/person';
import type { Call, Desk } from '../../gateway/endpoint';
import { endpoint } from '../../gateway/endpoint';
import { convertIds } from '../../gateway/id-conversion';
import { readFlag, readOptionalString, readStrings } from '../../gateway/read-fields';
import { data, type Reply, refuse, refuseExt, refuseFields } from '../../gateway/refusal';
import type { WorldChat, WorldPerson } from '../../world/world';
import { readSettings } from './chat-settings';
import { chatDetail } from './chat-view';
import { readChatIdType } from './chat-rules';

const mostMembers = 50;
const mostBots = 5;
const memoryMs = 10 * 3_600_000;

const readMembers = (call: Call, desk: Desk, idType: UserIdType): readonly WorldPerson[] => {
  const ids = readStrings(call, 'user_id_list') ?? [];
  const bots = readStrings(call, 'bot_id_list') ?? [];
  if (ids.length > mostMembers) throw refuseExt(232001, `user_id_list exceeds ${mostMembers}`);
  if (bots.length > mostBots) throw refuseExt(232001, `bot_id_list exceeds ${mostBots}`);
  const converted = convertIds(desk.world, idType, ids);
  if (converted.unknown.length > 0 || converted.people.some((person) => !person.available)) throw refuse(232043);
  if (converted.people.some((person) => person.tenant === 'other')) throw refuse(232028);
  if (converted.people.some((person) => person.status === 'resigned')) throw refuse(232022);
  return converted.people;
};

const readOwner = (call: Call, desk: Desk, idType: UserIdType): WorldPerson | null => {
  const id = readOptionalString(call, 'owner_id');
  if (id === undefined) return null;
  const converted = convertIds(desk.world, idType, [id]);
  const owner = converted.people[0];
  if (!owner) throw refuseExt(232001, 'invalid owner_id');
  if (owner.status === 'resigned') throw refuse(232022);
  return owner;
};

const handle = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const idType = readChatIdType(call, desk);
  const uuid = call.query.get('uuid') ?? '';
  if (uuid.length > 50) throw refuseFields({ field: 'uuid', value: uuid, description: 'the max len is 50' });
  const manager = readFlag(call, 'set_bot_manager');
  const settings = readSettings(call);
  const owner = readOwner(call, desk, idType);
  const members = readMembers(call, desk, idType);
  if (settings.chatType === 'public' && (settings.name ?? '').length < 2) throw refuse(232020);
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
