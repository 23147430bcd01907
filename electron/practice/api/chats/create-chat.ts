import type { UserIdType } from '../../../contract/model/person';
import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds } from '../../gateway/id-conversion';
import { readFlag, readOptionalString, readStrings } from '../../gateway/read-fields';
import { data, type Reply, refuse, refuseExt, refuseFields } from '../../gateway/refusal';
import type { WorldChat, WorldPerson } from '../../world/world';
import { readChatIdType } from './chat-rules';
import { readSettings } from './chat-settings';
import { chatDetail } from './chat-view';

const mostMembers = 50;
const mostBots = 5;
/** Time a `uuid` is remembered (ms). */
const memoryMs = 10 * 3_600_000;

const readMembers = (call: Call, app: PracticeApp, idType: UserIdType): readonly WorldPerson[] => {
  const ids = readStrings(call, 'user_id_list') ?? [];
  const bots = readStrings(call, 'bot_id_list') ?? [];
  if (ids.length > mostMembers) throw refuseExt(232001, `user_id_list exceeds ${mostMembers}`);
  if (bots.length > mostBots) throw refuseExt(232001, `bot_id_list exceeds ${mostBots}`);
  const converted = convertIds(app.world, idType, ids);
  if (converted.unknown.length > 0 || converted.people.some((person) => !person.available)) throw refuse(232043);
  if (converted.people.some((person) => person.tenant === 'other')) throw refuse(232028);
  if (converted.people.some((person) => person.status === 'resigned')) throw refuse(232022);
  return converted.people;
};

const readOwner = (call: Call, app: PracticeApp, idType: UserIdType): WorldPerson | null => {
  const id = readOptionalString(call, 'owner_id');
  if (id === undefined) return null;
  const converted = convertIds(app.world, idType, [id]);
  const owner = converted.people[0];
  if (!owner) throw refuseExt(232001, 'invalid owner_id');
  if (owner.status === 'resigned') throw refuse(232022);
  return owner;
};

const handle = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const idType = readChatIdType(call, app);
  const uuid = call.query.get('uuid') ?? '';
  if (uuid.length > 50) throw refuseFields({ field: 'uuid', value: uuid, description: 'the max len is 50' });
  const manager = readFlag(call, 'set_bot_manager');
  const settings = readSettings(call);
  const owner = readOwner(call, app, idType);
  const members = readMembers(call, app, idType);
  if (settings.chatType === 'public' && (settings.name ?? '').length < 2) throw refuse(232020);
  const now = world.now();
  const key = `${uuid}:${owner?.openId ?? ''}`;
  const before = uuid === '' ? undefined : app.createdBefore.get(key);
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
    reminded: new Set(),
    createdAt: now,
    messages: [],
  };
  world.chats.set(chat.chatId, chat);
  if (uuid !== '') app.createdBefore.set(key, chat);
  call.effects.createdChat = chat.chatId;
  return data({ chat_id: chat.chatId, ...chatDetail(world, chat, idType) });
};

/** Creates a chat (feishu-api 4.4). `uuid` is a query parameter; without an owner the bot owns the chat. */
export const createChat = endpoint({
  api: 'create_chat',
  method: 'POST',
  path: '/open-apis/im/v1/chats',
  scopes: ['im:chat', 'im:chat:create'],
  handle,
});
