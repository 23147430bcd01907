import type { UserIdType } from '../../../contract/model/person';
import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { convertIds, idOf, personById, unknownIds } from '../../gateway/id-conversion';
import type { JsonRecord } from '../../gateway/json';
import { readStrings } from '../../gateway/read-fields';
import { refuse, refuseExt, refuseFields } from '../../gateway/refusals';
import { data, isRefusal, type Refusal, type Reply } from '../../gateway/reply';
import { botGoverns } from '../../message/find-message';
import type { WorldChat } from '../../world/model';
import { findOwnChat, readChatIdType } from './find-chat';

const mostPeople = 50;
const mostBots = 5;

type MemberIdType = UserIdType | 'app_id';

/** `member_id_type` may also be `app_id` here, to add bots. */
const readMemberIdType = (call: Call, desk: Desk): MemberIdType | Refusal => {
  if (call.query.get('member_id_type') !== 'app_id') return readChatIdType(call, desk, 'member_id_type');
  return desk.world.settings.botEnabled ? 'app_id' : refuse(232025);
};

const readIds = (call: Call, most: number): readonly string[] | Refusal => {
  const ids = readStrings(call, 'id_list');
  if (isRefusal(ids)) return ids;
  if (ids === undefined || ids.length === 0) return refuse(232027);
  return ids.length > most ? refuseExt(232001, `id_list exceeds ${most}`) : ids;
};

/** `succeed_type`: 0 fails on unknown ids, 1 adds what can be added, 2 adds all or nobody (feishu-api 4.6). */
const readSucceedType = (call: Call): 0 | 1 | 2 | Refusal => {
  const text = call.query.get('succeed_type') ?? '0';
  if (text === '0') return 0;
  if (text === '1') return 1;
  if (text === '2') return 2;
  return refuseFields({ field: 'succeed_type', value: text, description: 'options: [0,1,2]' });
};

const lists = (
  invalid: readonly string[],
  unknown: readonly string[],
  pending: readonly string[] = [],
): JsonRecord => ({
  invalid_id_list: invalid,
  not_existed_id_list: unknown,
  pending_approval_id_list: pending,
});

const addPeople = (call: Call, desk: Desk, chat: WorldChat, idType: UserIdType): Reply => {
  const { world } = desk;
  const ids = readIds(call, mostPeople);
  if (isRefusal(ids)) return ids;
  const succeed = readSucceedType(call);
  if (isRefusal(succeed)) return succeed;
  const converted = convertIds(world, idType, ids);
  if (isRefusal(converted)) return converted;
  const { people, unknown } = converted;
  if (succeed === 0 && unknown.length > 0) return unknownIds(idType, unknown);
  if (!chat.external && people.some((person) => person.tenant === 'other')) return refuse(232028);
  const resigned = people.filter((person) => person.status === 'resigned');
  const hidden = people.filter(
    (person) => !resigned.includes(person) && (!person.available || person.status !== 'active'),
  );
  if (succeed === 0 && hidden.length > 0) return refuse(232024);
  const unusable = [...resigned, ...hidden];
  const usable = people.filter((person) => !unusable.includes(person));
  const report = unusable.map((person) => idOf(person, idType));
  if (succeed === 2 && (unusable.length > 0 || unknown.length > 0)) return data(lists(report, unknown));
  const waiting = chat.membershipApproval === 'approval_required' && !botGoverns(chat);
  if (waiting)
    return data(
      lists(
        report,
        unknown,
        usable.map((person) => idOf(person, idType)),
      ),
    );
  const joined = usable.filter((person) => !chat.members.has(person.openId));
  for (const person of joined) chat.members.add(person.openId);
  call.deed.joined = joined.map((person) => person.openId);
  return data(lists(report, unknown));
};

const add = (call: Call, desk: Desk): Reply => {
  const idType = readMemberIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const chat = findOwnChat(call, desk);
  if (isRefusal(chat)) return chat;
  if (idType !== 'app_id') return addPeople(call, desk, chat, idType);
  const bots = readIds(call, mostBots);
  if (isRefusal(bots)) return bots;
  const unknown = bots.filter((appId) => !/^cli_[0-9a-f]{16}$/.test(appId));
  for (const appId of bots) if (!unknown.includes(appId) && appId !== desk.world.appId) chat.otherBots.add(appId);
  return data(lists([], unknown));
};

const remove = (call: Call, desk: Desk): Reply => {
  const idType = readMemberIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const chat = findOwnChat(call, desk);
  if (isRefusal(chat)) return chat;
  const ids = readIds(call, mostPeople);
  if (isRefusal(ids)) return ids;
  if (!botGoverns(chat)) return refuse(232017);
  if (idType === 'app_id') {
    for (const appId of ids) chat.otherBots.delete(appId);
    if (ids.includes(desk.world.appId)) chat.botIn = false;
    return data({ invalid_id_list: [] });
  }
  const people = ids.map((id) => ({ id, openId: personById(desk.world, idType, id)?.openId ?? '' }));
  const inside = people.filter(({ openId }) => chat.members.has(openId));
  for (const { openId } of inside) chat.members.delete(openId);
  call.deed.left = inside.map(({ openId }) => openId);
  return data({ invalid_id_list: people.filter((one) => !inside.includes(one)).map(({ id }) => id) });
};

const join = (call: Call, desk: Desk): Reply => {
  const idType = readChatIdType(call, desk);
  if (isRefusal(idType)) return idType;
  const chat = findOwnChat(call, desk);
  if (!isRefusal(chat)) return data({});
  const { chat_id: chatId = '' } = call.params;
  const outside = desk.world.chats.get(chatId);
  if (chat.code !== 232011 || outside?.chatType !== 'public') return chat;
  if (outside.membershipApproval === 'approval_required') return refuse(232075);
  outside.botIn = true;
  return data({});
};

const path = '/open-apis/im/v1/chats/:chat_id/members';
const scopes = ['im:chat', 'im:chat.members:write_only'];

/** feishu-api 4.6 */
export const addMembers = endpoint({ api: 'add_members', method: 'POST', path, scopes, handle: add });

/** feishu-api 4.9 */
export const removeMembers = endpoint({ api: 'remove_members', method: 'DELETE', path, scopes, handle: remove });

/** feishu-api 4.9: public chats only. */
export const joinChat = endpoint({ api: 'me_join', method: 'PATCH', path: `${path}/me_join`, scopes, handle: join });
