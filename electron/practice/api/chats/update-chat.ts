import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds, idOf, personById, unknownIds } from '../../gateway/id-conversion';
import { readOptionalString, readString, readStrings } from '../../gateway/read-fields';
import { data, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { botGoverns } from '../../message/bot-access';
import { findOwnChat, readChatIdType } from './chat-rules';
import { readSettings } from './chat-settings';

/** Settings that ordinary members may change as well. */
const plain: readonly string[] = ['name', 'description'];

const update = (call: Call, app: PracticeApp): Reply => {
  const idType = readChatIdType(call, app);
  const chat = findOwnChat(call, app);
  const settings = readSettings(call);
  const ownerId = readOptionalString(call, 'owner_id');
  const governs = botGoverns(chat);
  if (!governs && chat.editPermission === 'only_owner') throw refuse(232002);
  if (!governs && (ownerId !== undefined || Object.keys(settings).some((name) => !plain.includes(name)))) {
    throw refuse(232016);
  }
  if (ownerId !== undefined) {
    const owner = personById(app.world, idType, ownerId);
    if (!owner || !chat.members.has(owner.openId)) throw refuseExt(232001, 'invalid owner_id');
    chat.owner = owner.openId;
  }
  Object.assign(chat, settings);
  return data({});
};

const dissolve = (call: Call, app: PracticeApp): Reply => {
  readChatIdType(call, app);
  const chat = findOwnChat(call, app);
  if (chat.owner !== null) throw refuse(232017);
  chat.status = 'dissolved';
  app.world.tell({ kind: 'disbanded', chat, at: app.world.now() });
  return data({});
};

const dayMs = 86_400_000;
const periods: Readonly<Record<string, number | null>> = { week: 7 * dayMs, year: 365 * dayMs, permanently: null };

const link = (call: Call, app: PracticeApp): Reply => {
  const chat = findOwnChat(call, app);
  const period = call.body.validity_period === undefined ? 'week' : readString(call, 'validity_period');
  const life = Object.hasOwn(periods, period) ? periods[period] : undefined;
  if (life === undefined) throw refuseExt(232001, 'invalid validity_period');
  return data({
    share_link: `https://applink.feishu.cn/client/chat/chatter/add_by_link?link_token=${chat.chatId.slice(3)}`,
    expire_time: String(life === null ? 0 : Math.floor((app.world.now() + life) / 1000)),
    is_permanent: life === null,
  });
};

/** Changes a chat's settings or owner (feishu-api 4.5). */
export const updateChat = endpoint({
  api: 'update_chat',
  method: 'PUT',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: ['im:chat', 'im:chat:update'],
  handle: update,
});

/** Dissolves a chat that the bot owns (feishu-api 4.9). */
export const dissolveChat = endpoint({
  api: 'dissolve_chat',
  method: 'DELETE',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: ['im:chat', 'im:chat:delete'],
  handle: dissolve,
});

/** Makes a link by which people join the chat (feishu-api 4.9). */
export const chatLink = endpoint({
  api: 'chat_link',
  method: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/link',
  scopes: ['im:chat', 'im:chat:readonly'],
  handle: link,
});

const mostManagers = 10;
const mostBotManagers = 5;

const addToManagers = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const bots = call.query.get('member_id_type') === 'app_id';
  const idType = bots ? 'open_id' : readChatIdType(call, app, 'member_id_type');
  const chat = findOwnChat(call, app);
  const ids = readStrings(call, 'manager_ids');
  if (ids === undefined || ids.length === 0) throw refuseExt(232001, 'manager_ids is empty');
  if (chat.owner !== null) throw refuse(232038);
  if (bots) {
    if (ids.length > mostBotManagers) throw refuseExt(232001, `manager_ids exceeds ${mostBotManagers}`);
    if (ids.includes(world.appId)) chat.botManager = true;
  } else {
    const converted = convertIds(world, idType, ids);
    if (converted.unknown.length > 0) throw unknownIds(idType, converted.unknown);
    if (converted.people.some((person) => !chat.members.has(person.openId))) throw refuse(232043);
    const next = new Set([...chat.managers, ...converted.people.map((person) => person.openId)]);
    if (next.size > mostManagers) throw refuse(232040);
    for (const openId of next) chat.managers.add(openId);
  }
  return data({
    chat_managers: [...chat.managers].flatMap((openId) => {
      const person = world.byOpenId.get(openId);
      return person ? [idOf(person, idType)] : [];
    }),
    chat_bot_managers: chat.botManager ? [world.appId] : [],
  });
};

/** Adds managers to a chat that the bot owns (feishu-api 4.9). */
export const addManagers = endpoint({
  api: 'add_managers',
  method: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/managers/add_managers',
  scopes: ['im:chat', 'im:chat.managers:write_only'],
  handle: addToManagers,
});
