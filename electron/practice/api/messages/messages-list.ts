import type { Call, Desk } from '../../gateway/call';
import { endpoint } from '../../gateway/endpoint';
import { pageFields, readPage } from '../../gateway/paging';
import { missingField, refuse, refuseExt } from '../../gateway/refusals';
import { data, isRefusal, type Refusal, type Reply } from '../../gateway/reply';
import { messageView } from '../../message/message-view';
import type { WorldChat, WorldMessage } from '../../world/model';
import { mayReadGroup, readScopes } from './message-get';

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

const handle = (call: Call, desk: Desk): Reply => {
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
  handle,
});
