import type { UserIdType } from '../../../contract/model/person';
import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { convertIds, idOf, personById, unknownIds } from '../../gateway/id-conversion';
import { readStrings } from '../../gateway/read-fields';
import { pageFields, readPage } from '../../gateway/read-page';
import { data, type Reply, refuse, refuseExt, refuseFields } from '../../gateway/refusal';
import { botGoverns, botWorks } from '../../message/bot-access';
import type { JsonRecord } from '../../world/json';
import type { WorldChat } from '../../world/world';
import { chatPages, findLivingChat, findOwnChat, findPathChat, readChatIdType } from './chat-rules';

const memberScopes = ['im:chat', 'im:chat:readonly', 'im:chat.members:read', 'im:chat.group_info:readonly'];

const list = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const idType = readChatIdType(call, app, 'member_id_type');
  const chat = findOwnChat(call, app);
  const people = [...chat.members].flatMap((openId) => world.byOpenId.get(openId) ?? []);
  const page = readPage(call, people, chatPages);
  return data({
    items: page.items.map((person) => ({
      member_id_type: idType,
      member_id: idOf(person, idType),
      name: person.name,
      tenant_key: person.tenant === 'own' ? world.tenantKey : world.otherTenantKey,
    })),
    ...pageFields(page),
    member_total: people.length,
  });
};

const isIn = (call: Call, app: PracticeApp): Reply => {
  readChatIdType(call, app);
  const chat = findPathChat(call, app);
  return data({ is_in_chat: chat.botIn && chat.status === 'normal' });
};

/** Lists the people in a chat (feishu-api 4.7); their names need no contact scope. */
export const listMembers = endpoint({
  api: 'list_members',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members',
  scopes: memberScopes,
  handle: list,
});

/** Tells if the bot itself is in the chat (feishu-api 4.8). */
export const isInChat = endpoint({
  api: 'is_in_chat',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members/is_in_chat',
  scopes: memberScopes,
  handle: isIn,
});

const mostPeople = 50;
const mostBots = 5;

type MemberIdType = UserIdType | 'app_id';

/** Reads `member_id_type`, which may also be `app_id` here, to add bots. */
const readMemberIdType = (call: Call, app: PracticeApp): MemberIdType => {
  if (call.query.get('member_id_type') !== 'app_id') return readChatIdType(call, app, 'member_id_type');
  if (!botWorks(app.world)) throw refuse(232025);
  return 'app_id';
};

const readIds = (call: Call, most: number): readonly string[] => {
  const ids = readStrings(call, 'id_list');
  if (ids === undefined || ids.length === 0) throw refuse(232027);
  if (ids.length > most) throw refuseExt(232001, `id_list exceeds ${most}`);
  return ids;
};

/** Reads `succeed_type`: 0 fails on unknown ids, 1 adds all it can, 2 adds all or fails (feishu-api 4.6). */
const readSucceedType = (call: Call): 0 | 1 | 2 => {
  const text = call.query.get('succeed_type') ?? '0';
  if (text === '0') return 0;
  if (text === '1') return 1;
  if (text === '2') return 2;
  throw refuseFields({ field: 'succeed_type', value: text, description: 'options: [0,1,2]' });
};

const idLists = (
  invalid: readonly string[],
  unknown: readonly string[],
  pending: readonly string[] = [],
): JsonRecord => ({
  invalid_id_list: invalid,
  not_existed_id_list: unknown,
  pending_approval_id_list: pending,
});

const addPeople = (call: Call, app: PracticeApp, chat: WorldChat, idType: UserIdType): Reply => {
  const { world } = app;
  const ids = readIds(call, mostPeople);
  const succeed = readSucceedType(call);
  const converted = convertIds(world, idType, ids);
  const { people, unknown } = converted;
  if (succeed === 0 && unknown.length > 0) throw unknownIds(idType, unknown);
  if (!chat.external && people.some((person) => person.tenant === 'other')) throw refuse(232028);
  const resigned = people.filter((person) => person.status === 'resigned');
  const hidden = people.filter(
    (person) => !resigned.includes(person) && (!person.available || person.status !== 'active'),
  );
  if (succeed === 0 && hidden.length > 0) throw refuse(232024);
  const unusable = [...resigned, ...hidden];
  const usable = people.filter((person) => !unusable.includes(person));
  const report = unusable.map((person) => idOf(person, idType));
  if (succeed === 2 && (unusable.length > 0 || unknown.length > 0)) {
    throw refuseExt(232043, `unusable ids: [${[...report, ...unknown].join(', ')}]`);
  }
  const waiting = chat.membershipApproval === 'approval_required' && !botGoverns(chat);
  if (waiting)
    return data(
      idLists(
        report,
        unknown,
        usable.map((person) => idOf(person, idType)),
      ),
    );
  const joined = usable.filter((person) => !chat.members.has(person.openId));
  for (const person of joined) chat.members.add(person.openId);
  if (joined.length > 0) world.tell({ kind: 'joined', chat, people: joined, at: world.now() });
  call.effects.joined = joined.map((person) => person.openId);
  return data(idLists(report, unknown));
};

const add = (call: Call, app: PracticeApp): Reply => {
  const idType = readMemberIdType(call, app);
  const chat = findOwnChat(call, app);
  if (idType !== 'app_id') return addPeople(call, app, chat, idType);
  const bots = readIds(call, mostBots);
  const unknown = bots.filter((appId) => !/^cli_[0-9a-f]{16}$/.test(appId));
  for (const appId of bots) if (!unknown.includes(appId) && appId !== app.world.appId) chat.otherBots.add(appId);
  return data(idLists([], unknown));
};

const remove = (call: Call, app: PracticeApp): Reply => {
  const idType = readMemberIdType(call, app);
  const chat = findOwnChat(call, app);
  const ids = readIds(call, mostPeople);
  if (!botGoverns(chat)) throw refuse(232017);
  if (idType === 'app_id') {
    for (const appId of ids) chat.otherBots.delete(appId);
    if (ids.includes(app.world.appId)) {
      chat.botIn = false;
      app.world.tell({ kind: 'bot-removed', chat, at: app.world.now() });
    }
    return data({ invalid_id_list: [] });
  }
  const people = ids.map((id) => ({ id, openId: personById(app.world, idType, id)?.openId ?? '' }));
  const inside = people.filter(({ openId }) => chat.members.has(openId));
  for (const { openId } of inside) chat.members.delete(openId);
  const left = inside.flatMap(({ openId }) => app.world.byOpenId.get(openId) ?? []);
  app.world.tell({ kind: 'left', chat, people: left, at: app.world.now() });
  call.effects.left = inside.map(({ openId }) => openId);
  return data({ invalid_id_list: people.filter((one) => !inside.includes(one)).map(({ id }) => id) });
};

const join = (call: Call, app: PracticeApp): Reply => {
  readChatIdType(call, app);
  const chat = findLivingChat(call, app);
  if (chat.botIn) return data({});
  if (chat.chatType !== 'public') throw refuse(232011);
  if (chat.membershipApproval === 'approval_required') throw refuse(232075);
  chat.botIn = true;
  app.world.tell({ kind: 'bot-added', chat, at: app.world.now() });
  return data({});
};

const path = '/open-apis/im/v1/chats/:chat_id/members';
const scopes = ['im:chat', 'im:chat.members:write_only'];

/** Adds people or bots to a chat (feishu-api 4.6). */
export const addMembers = endpoint({ api: 'add_members', method: 'POST', path, scopes, handle: add });

/** Removes people or bots from a chat (feishu-api 4.9). */
export const removeMembers = endpoint({ api: 'remove_members', method: 'DELETE', path, scopes, handle: remove });

/** Lets the bot join a public chat (feishu-api 4.9). */
export const joinChat = endpoint({ api: 'me_join', method: 'PATCH', path: `${path}/me_join`, scopes, handle: join });
