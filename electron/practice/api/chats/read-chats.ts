import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { pageFields, readPage } from '../../gateway/read-page';
import { data, type Reply, refuseExt } from '../../gateway/refusal';
import type { World, WorldChat } from '../../world/world';
import { chatPages, chatScopes, findPathChat, readChatIdType } from './chat-rules';
import { chatCounts, chatDetail, chatItem } from './chat-view';

const get = (call: Call, app: PracticeApp): Reply => {
  const idType = readChatIdType(call, app);
  const chat = findPathChat(call, app);
  const counts = chatCounts(app.world, chat, idType);
  if (chat.botIn) return data({ ...chatDetail(app.world, chat, idType), ...counts });
  const { user_count, bot_count, chat_status } = counts;
  return data({ avatar: '', name: chat.name, user_count, bot_count, chat_status });
};

/** Gets a chat (feishu-api 4.3), in full only when the bot is in it. */
export const getChat = endpoint({
  api: 'get_chat',
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: ['im:chat', 'im:chat:read', 'im:chat:readonly'],
  handle: get,
});

const lastActive = (world: World, chat: WorldChat): number =>
  world.messages.get(chat.messages.at(-1) ?? '')?.createdAt ?? chat.createdAt;

const page = (call: Call, app: PracticeApp, chats: readonly WorldChat[]): Reply => {
  const idType = readChatIdType(call, app);
  const read = readPage(call, chats, chatPages);
  return data({ items: read.items.map((chat) => chatItem(app.world, chat, idType)), ...pageFields(read) });
};

const list = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const sort = call.query.get('sort_type') ?? 'ByCreateTimeAsc';
  if (sort !== 'ByCreateTimeAsc' && sort !== 'ByActiveTimeDesc') throw refuseExt(232001, 'invalid sort_type');
  const chats = [...world.chats.values()].filter((chat) => chat.botIn && chat.mode !== 'p2p');
  chats.sort((one, other) =>
    sort === 'ByCreateTimeAsc'
      ? one.createdAt - other.createdAt || one.chatId.localeCompare(other.chatId)
      : lastActive(world, other) - lastActive(world, one),
  );
  return page(call, app, chats);
};

const longestQuery = 64;

const search = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  const query = (call.query.get('query') ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .toLowerCase();
  const hit = (chat: WorldChat) =>
    chat.name.toLowerCase().includes(query) ||
    [...chat.members].some((openId) => world.byOpenId.get(openId)?.name.toLowerCase().includes(query));
  const found =
    query === '' || query.length > longestQuery
      ? []
      : [...world.chats.values()].filter(
          (chat) => chat.mode !== 'p2p' && (chat.botIn || chat.chatType === 'public') && hit(chat),
        );
  return page(call, app, found);
};

/** Lists the bot's chats (feishu-api 4.1), never direct ones. */
export const listChats = endpoint({
  api: 'list_chats',
  method: 'GET',
  path: '/open-apis/im/v1/chats',
  scopes: chatScopes,
  handle: list,
});

/** Searches chats (feishu-api 4.2), by member names as well, and public chats without the bot, too. */
export const searchChats = endpoint({
  api: 'search_chats',
  method: 'GET',
  path: '/open-apis/im/v1/chats/search',
  scopes: chatScopes,
  handle: search,
});
