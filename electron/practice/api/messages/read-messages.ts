import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { readIdType } from '../../gateway/read-fields';
import { pageFields, readPage } from '../../gateway/read-page';
import { data, missingField, type Reply, refuse, refuseExt } from '../../gateway/refusal';
import { botWorks, findMessage } from '../../message/bot-access';
import { messageView } from '../../message/message-view';
import type { WorldChat, WorldMessage } from '../../world/world';

const readScopes = ['im:message', 'im:message:readonly', 'im:message.history:readonly'];

/** Refuses to read a group without one more scope: 230027, from the message service (feishu-api 3.5, 7.5). */
const checkGroupScope = (app: PracticeApp, chat: WorldChat): void => {
  if (chat.mode !== 'p2p' && !app.world.settings.scopes.has('im:message.group_msg')) {
    throw refuseExt(230027, 'need scope: im:message.group_msg');
  }
};

const one = (call: Call, app: PracticeApp): Reply => {
  readIdType(call, app, { name: 'user_id_type', required: false, code: 230001 });
  const found = findMessage(app, call.params.message_id);
  const { message, chat } = found;
  if (!chat.botIn) throw refuse(230002);
  if (message.deletedAt !== null) throw refuse(230110);
  checkGroupScope(app, chat);
  return data({ items: [messageView(app.world, message)] });
};

/** Gets one message (feishu-api 3.5). */
export const getMessage = endpoint({
  api: 'get_message',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:readonly'],
  handle: one,
});

/** Reads the container: a chat, or the topic of a root message (`omt_…` holds the root's id). */
const readContainer = (call: Call, app: PracticeApp): { chat: WorldChat; rootId: string | null } => {
  const type = call.query.get('container_id_type');
  const id = call.query.get('container_id');
  if (type === null || type === '') throw missingField('container_id_type');
  if (type !== 'chat' && type !== 'thread') throw refuseExt(230001, 'invalid container_id_type');
  if (id === null || id === '') throw missingField('container_id');
  const root = type === 'thread' ? app.world.messages.get(`om_${id.slice(4)}`) : undefined;
  if (type === 'thread' && (!id.startsWith('omt_') || !root)) throw refuseExt(230001, 'invalid container_id');
  const chatId = root?.chatId ?? id;
  if (!/^oc_\w+$/.test(chatId)) throw refuseExt(230001, 'invalid container_id');
  const chat = app.world.chats.get(chatId);
  if (!chat) throw refuse(99992355);
  return { chat, rootId: root?.messageId ?? null };
};

/** Reads a time given in seconds, as milliseconds; null when absent (feishu-api 7.7). */
const readTime = (call: Call, name: string): number | null => {
  const text = call.query.get(name);
  if (text === null || text === '') return null;
  if (!/^\d{1,11}$/.test(text)) throw refuseExt(230001, `invalid ${name}`);
  return Number(text) * 1000;
};

const list = (call: Call, app: PracticeApp): Reply => {
  const { world } = app;
  if (!botWorks(world)) throw refuse(230006);
  const container = readContainer(call, app);
  const { chat, rootId } = container;
  const sort = call.query.get('sort_type') ?? 'ByCreateTimeAsc';
  if (sort !== 'ByCreateTimeAsc' && sort !== 'ByCreateTimeDesc') throw refuseExt(230001, 'invalid sort_type');
  const start = readTime(call, 'start_time');
  const end = readTime(call, 'end_time');
  if (start !== null && end !== null && end < start) {
    throw refuseExt(230001, 'The end_time is earlier than the start_time');
  }
  if (!chat.botIn) throw refuse(230002);
  checkGroupScope(app, chat);
  const belongs = (message: WorldMessage) =>
    rootId === null || message.messageId === rootId || message.rootId === rootId;
  const messages = chat.messages
    .flatMap((messageId) => world.messages.get(messageId) ?? [])
    .filter(
      (message) =>
        belongs(message) &&
        (start === null || message.createdAt >= start) &&
        (end === null || message.createdAt < end + 1000),
    );
  if (sort === 'ByCreateTimeDesc') messages.reverse();
  const page = readPage(call, messages, {
    standard: 20,
    most: 50,
    badSize: () => refuseExt(230001, 'The page_size exceeds the limit'),
    badToken: () => refuseExt(230001, 'the request parameters have changed, page_token is invalid'),
  });
  return data({ items: page.items.map((message) => messageView(world, message)), ...pageFields(page) });
};

/** Lists a chat's history (feishu-api 3.5): 1 to 50 a page, recalled messages still listed as `deleted`. */
export const listMessages = endpoint({
  api: 'list_messages',
  method: 'GET',
  path: '/open-apis/im/v1/messages',
  scopes: readScopes,
  handle: list,
});
