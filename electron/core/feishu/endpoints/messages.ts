import { z } from 'zod';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import type { Call } from '../client/call';
import { cutText, longestId } from '../client/cut-text';
import type { Feishu, OldMessage, Post } from '../feishu';
import { pageFields, readPages } from './paging';

/** A message as Feishu reads it back (feishu-api 3.1). Loose: an old one may lack anything but its id. */
const MessageItem = z.looseObject({
  message_id: MessageId,
  chat_id: ChatId,
  msg_type: z.string().catch(''),
  create_time: z.union([z.string(), z.number()]).nullish(),
  deleted: z.boolean().nullish(),
  updated: z.boolean().nullish().catch(null),
  sender: z
    .looseObject({ id: z.string().nullish(), id_type: z.string().nullish(), sender_type: z.string().nullish() })
    .nullish()
    .catch(null),
  body: z.looseObject({ content: z.string().nullish() }).nullish().catch(null),
  mentions: z
    .array(z.looseObject({ key: z.string(), name: z.string().nullish(), id: z.string().nullish().catch(null) }))
    .nullish()
    .catch(null),
});
type MessageItem = z.infer<typeof MessageItem>;

/** A time of Feishu's, a string of ms since the epoch (feishu-api 7.7); 0 without one. */
const time = (value: MessageItem['create_time']): number => {
  const ms = Number(value ?? 0);
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
};

/** A message of the list. The bot's own messages name its App ID as their sender. */
const messageOf = (item: MessageItem, appId: string): OldMessage => ({
  messageId: item.message_id,
  chatId: item.chat_id,
  type: item.msg_type,
  sentAt: time(item.create_time),
  deleted: item.deleted ?? false,
  ...(item.updated ? { edited: true } : {}),
  own: item.sender?.id === appId,
  senderId: item.sender?.sender_type === 'user' ? (item.sender.id ?? null) : null,
  content: item.body?.content ?? '',
  mentions: (item.mentions ?? []).map(({ key, name, id }) => ({ key, name: name ?? '', ...(id ? { id } : {}) })),
});

const HistoryAnswer = z.looseObject({
  data: z.looseObject({
    // One message that cannot be read must not hide the others.
    items: z.array(MessageItem.nullable().catch(null)).nullish(),
    ...pageFields,
  }),
});

/** Most messages of a page (feishu-api 3.5): each page counts against the company's month. */
const pageSize = '50';

/** `GET /im/v1/messages` (feishu-api 3.5): a page of a chat's messages, newest first. */
export const readHistory =
  (call: Call, appId: string): Feishu['readHistory'] =>
  async ({ chatId, after }) => {
    const page = await call({
      api: 'history',
      method: 'GET',
      path: 'im/v1/messages',
      query: {
        container_id_type: 'chat',
        container_id: chatId,
        sort_type: 'ByCreateTimeDesc',
        page_size: pageSize,
        ...(after === null ? {} : { page_token: after }),
      },
      schema: HistoryAnswer,
    });
    if (!page.ok) return page;
    const { items, has_more: more, page_token: next } = page.value.data;
    const messages = (items ?? []).flatMap((item) => (item ? [messageOf(item, appId)] : []));
    return { ok: true, value: { messages, next: more && next ? next : null }, logId: page.logId };
  };

const AnswerItem = MessageItem.extend({
  parent_id: z.string().max(longestId).nullish().catch(null),
  root_id: z.string().max(longestId).nullish().catch(null),
})
  .nullable()
  // One message that cannot be read must not hide the others.
  .catch(null);

/** `GET /im/v1/messages` (feishu-api 3.5, 11.4): the messages of a chat since a time, oldest first. */
export const readSince =
  (call: Call, host: string, appId: string): Feishu['readSince'] =>
  async ({ chatId, since }) => {
    const answer = await readPages(call, {
      api: 'history',
      method: 'GET',
      path: 'im/v1/messages',
      query: {
        container_id_type: 'chat',
        container_id: chatId,
        start_time: String(Math.floor(since / 1000)),
        sort_type: 'ByCreateTimeAsc',
      },
      item: AnswerItem,
      pageSize,
      host,
    });
    if (!answer.ok) return answer;
    const value = answer.value.flatMap((item) =>
      item ? [{ ...messageOf(item, appId), parentId: item.parent_id ?? null, rootId: item.root_id ?? null }] : [],
    );
    return { ok: true, value, logId: answer.logId };
  };

// One item, or more for a merged forward, whose first item is the message itself (feishu-api 3.5).
const MessageAnswer = z.looseObject({ data: z.looseObject({ items: z.tuple([MessageItem], z.unknown()) }) });

/** `GET /im/v1/messages/:message_id` (feishu-api 3.5). */
export const readMessage =
  (call: Call, appId: string): Feishu['readMessage'] =>
  async ({ messageId }) => {
    const answer = await call({
      api: 'message',
      method: 'GET',
      path: `im/v1/messages/${encodeURIComponent(messageId)}`,
      query: { user_id_type: 'open_id' },
      schema: MessageAnswer,
    });
    if (!answer.ok) return answer;
    return { ok: true, value: messageOf(answer.value.data.items[0], appId), logId: answer.logId };
  };

const ReaderItem = z.object({
  user_id: cutText(longestId).pipe(z.string().min(1)),
  timestamp: z.union([cutText(longestId), z.number()]).nullish(),
});

/**
 * `GET /im/v1/messages/:message_id/read_users` (feishu-api 3.5): people who have read, never those who have not.
 * When the time of reading is missing, the time of this call stands in.
 */
export const readReceipts =
  (call: Call, host: string, clock: Clock): Feishu['readReceipts'] =>
  async ({ messageId, idType }) => {
    const answer = await readPages(call, {
      api: 'readers',
      method: 'GET',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/read_users`,
      query: { user_id_type: idType },
      item: ReaderItem,
      host,
    });
    if (!answer.ok) return answer;
    const value = answer.value.map(({ user_id: id, timestamp }) => {
      const ms = Number(timestamp ?? 0);
      return { id, readAt: Number.isFinite(ms) && ms > 0 ? ms : clock.now() };
    });
    return { ok: true, value, logId: answer.logId };
  };

/** `DELETE /im/v1/messages/:message_id` (feishu-api 3.6). */
export const recall =
  (call: Call): Feishu['recall'] =>
  async ({ messageId }) => {
    const answer = await call({
      api: 'recall',
      method: 'DELETE',
      path: `im/v1/messages/${encodeURIComponent(messageId)}`,
      schema: z.unknown(),
    });
    return answer.ok ? { ok: true, value: undefined, logId: answer.logId } : answer;
  };

/** `POST /im/v1/messages/:message_id/reply` (feishu-api 3.4). Throws on a uuid Feishu would not honour. */
export const reply =
  (call: Call): Feishu['reply'] =>
  async ({ messageId, chatId, post, uuid }, guard) => {
    if (uuid.length === 0 || uuid.length > 50) throw new RangeError('uuid must have 1 to 50 characters');
    const answer = await call({
      api: 'reply',
      method: 'POST',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/reply`,
      body: { msg_type: 'post', content: JSON.stringify(post), uuid },
      schema: SentAnswer,
      personIds: mentionedIn(post),
      receiver: chatId,
      guard,
    });
    if (!answer.ok) return answer;
    const { message_id, chat_id } = answer.value.data;
    const sentAt = timeOf(answer.value.data.create_time);
    return { ok: true, value: { messageId: message_id, chatId: chat_id ?? chatId, sentAt }, logId: answer.logId };
  };

/** Answer for a new message (feishu-api 3.1). */
const SentAnswer = z.looseObject({
  data: z.looseObject({
    message_id: MessageId,
    chat_id: ChatId.nullish().catch(null),
    create_time: z.union([z.string(), z.number()]).nullish().catch(null),
  }),
});

const timeOf = (value: MessageItem['create_time']): number | undefined => time(value) || undefined;

/** Ids of the people a post mentions. */
const mentionedIn = (post: Post): readonly string[] =>
  post.zh_cn.content.flatMap((paragraph) => paragraph.flatMap((node) => (node.tag === 'at' ? [node.user_id] : [])));

/** `POST /im/v1/messages` (feishu-api 3.2). The content is JSON in JSON. Throws on a uuid Feishu would not honour. */
export const send =
  (call: Call): Feishu['send'] =>
  async ({ to, post, uuid }, guard) => {
    if (uuid.length === 0 || uuid.length > 50) throw new RangeError('uuid must have 1 to 50 characters');
    const answer = await call({
      api: 'send',
      method: 'POST',
      path: 'im/v1/messages',
      query: { receive_id_type: to.idType },
      body: { receive_id: to.id, msg_type: 'post', content: JSON.stringify(post), uuid },
      schema: SentAnswer,
      personIds: [to.id, ...mentionedIn(post)],
      receiver: to.id,
      chatOf: ({ data }) => data.chat_id ?? null,
      guard,
    });
    if (!answer.ok) return answer;
    const { message_id: messageId, chat_id: chatId } = answer.value.data;
    const sentAt = timeOf(answer.value.data.create_time);
    return { ok: true, value: { messageId, chatId: chatId ?? null, sentAt }, logId: answer.logId };
  };
