import { type Call, type Desk, endpoint } from '../../gateway/endpoint';
import { pageFields, readPage } from '../../gateway/paging';
import { readIdType } from '../../gateway/read-fields';
import { data, isRefusal, missingField, type Refusal, type Reply, refuse, refuseExt } from '../../gateway/reply';
import { findMessage } from '../../message/bot-access';
import { messageView } from '../../message/message-view';
import type { WorldChat, WorldMessage } from '../../world/world';

const readScopes = ['im:message', 'im:message:readonly', 'im:message.history:readonly'];

/** Reading a group needs one more scope; the message service says 230027 when it is missing (feishu-api 3.5, 7.5). */
const mayReadGroup = (desk: Desk, chat: WorldChat): Refusal | null =>
  chat.mode !== 'p2p' && !desk.world.settings.scopes.has('im:message.group_msg')
    ? refuseExt(230027, 'need scope: im:message.group_msg')
    : null;

const one = (call: Call, desk: Desk): Reply => {
  const idType = readIdType(call, desk, { name: 'user_id_type', required: false, code: 230001 });
  if (isRefusal(idType)) return idType;
  const found = findMessage(desk, call.params.message_id);
  if (isRefusal(found)) return found;
  const { message, chat } = found;
  if (!chat.botIn) return refuse(230002);
  if (message.deletedAt !== null) return refuse(230110);
  return mayReadGroup(desk, chat) ?? data({ items: [messageView(desk.world, message)] });
};

/** feishu-api 3.5 */
export const getMessage = endpoint({
  api: 'get_message',
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: ['im:message', 'im:message:readonly'],
  handle: one,
});

/** The container: a chat, or the topic that a root message opened (`omt_…` carries the root's id). */
const readContainer = (call: Call, desk: Desk): { chat: WorldChat; rootId: string | null } | Refusal => {
  const type = call.query.get('container_id_type');
  const id = call.query.get('container_id');
  if (type === null || type === '') return missingField('container_id_type');
  if (type !== 'chat' && type !== 'thread') return refuseExt(230001, 'invalid container_id_type');
  if (id === null || id === '') return missingField('container_id');
  const root = type === 'thread' ? desk.world.messages.get(`om_${id.slice(4)}`) : undefined;
  if (type === 'thread' && (!id.startsWith('omt_') || !root)) return refuseExt(230001, 'invalid container_id');
  const chatId = root?.chatId ?? id;
  if (!/^oc_\w+$/.test(chatId)) return refuseExt(230001, 'invalid container_id');
  const chat = desk.world.chats.get(chatId);
  return chat ? { chat, rootId: root?.messageId ?? null } : refuse(99992355);
};

/** A bound in seconds as milliseconds; null when absent (feishu-api 7.7). */
const readTime = (call: Call, name: string): number | null | Refusal => {
  const text = call.query.get(name);
  if (text === null || text === '') return null;
  return /^\d{1,11}$/.test(text) ? Number(text) * 1000 : refuseExt(230001, `invalid ${name}`);
};

const list = (call: Call, desk: Desk): Reply => {
  const { world } = desk;
  if (!world.settings.botEnabled) return refuse(230006);
  const container = readContainer(call, desk);
  if (isRefusal(container)) return container;
  const { chat, rootId } = container;
  const sort = call.query.get('sort_type') ?? 'ByCreateTimeAsc';
  if (sort !== 'ByCreateTimeAsc' && sort !== 'ByCreateTimeDesc') return refuseExt(230001, 'invalid sort_type');
  const start = readTime(call, 'start_time');
  if (isRefusal(start)) return start;
  const end = readTime(call, 'end_time');
  if (isRefusal(end)) return end;
  if (start !== null && end !== null && end < start) {
    return refuseExt(230001, 'The end_time is earlier than the start_time');
  }
  if (!chat.botIn) return refuse(230002);
  const notAllowed = mayReadGroup(desk, chat);
  if (notAllowed) return notAllowed;
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
    badSize: refuseExt(230001, 'The page_size exceeds the limit'),
    badToken: refuseExt(230001, 'the request parameters have changed, page_token is invalid'),
  });
  if (isRefusal(page)) return page;
  return data({ items: page.items.map((message) => messageView(world, message)), ...pageFields(page) });
};

/** History, feishu-api 3.5: 1–50 a page, times in seconds, recalled messages still listed as `deleted`. */
export const listMessages = endpoint({
  api: 'list_messages',
  method: 'GET',
  path: '/open-apis/im/v1/messages',
  scopes: readScopes,
  handle: list,
});
