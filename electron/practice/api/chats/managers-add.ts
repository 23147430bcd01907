import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { convertIds, idOf, unknownIds } from '../../gateway/id-conversion';
import { readStrings } from '../../gateway/read-fields';
import { refuse, refuseExt } from '../../gateway/refusals';
import { data, isRefusal, type Reply } from '../../gateway/reply';
import { findOwnChat, readChatIdType } from './find-chat';

const mostManagers = 10;
const mostBots = 5;

const handle = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  const bots = call.query.get('member_id_type') === 'app_id';
  const idType = bots ? 'open_id' : readChatIdType(call, desk, 'member_id_type');
  if (isRefusal(idType)) return idType;
  const chat = findOwnChat(call, desk);
  if (isRefusal(chat)) return chat;
  const ids = readStrings(call, 'manager_ids');
  if (isRefusal(ids)) return ids;
  if (ids === undefined || ids.length === 0) return refuseExt(232001, 'manager_ids is empty');
  if (chat.owner !== null) return refuse(232038);
  if (bots) {
    if (ids.length > mostBots) return refuseExt(232001, `manager_ids exceeds ${mostBots}`);
    if (ids.includes(world.appId)) chat.botManager = true;
  } else {
    const converted = convertIds(world, idType, ids);
    if (isRefusal(converted)) return converted;
    if (converted.unknown.length > 0) return unknownIds(idType, converted.unknown);
    if (converted.people.some((person) => !chat.members.has(person.openId))) return refuse(232043);
    const next = new Set([...chat.managers, ...converted.people.map((person) => person.openId)]);
    if (next.size > mostManagers) return refuse(232040);
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

/** feishu-api 4.9: only the owner may. */
export const addManagers = endpoint({
  api: 'add_managers',
  method: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/managers/add_managers',
  scopes: ['im:chat', 'im:chat.managers:write_only'],
  handle,
});
