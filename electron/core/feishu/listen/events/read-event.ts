import { createHash } from 'node:crypto';
import { tidied } from '../../../../contract/plain-text';
import { parseJson } from '../../../text/read-text';
import { eventLifeMs, type Heard } from '../../heard';
import { keptText } from '../../kept-text';
import {
  ChatBody,
  Envelope,
  LeaverBody,
  MembersBody,
  ReactionBody,
  ReadBody,
  RecalledBody,
  WrittenBody,
} from './event-shapes';
import { eventTime } from './event-time';

/** The app for which events are read: its own id, and the bot's open id if it is known. */
export interface EventOwner {
  appId: string;
  botId: string | null;
}

/** A thing heard, and the keys by which it is known again. Any one of them in common makes two the same. */
export interface Hint {
  heard: Heard;
  keys: readonly string[];
}

/**
 * What the body of an event turned out to be. `event`: one of this app's, which proves that events arrive here; `hints` is
 * empty for one that this program has no use for. All others are dropped: no event, another app's, or one so old that it
 * can be no redelivery.
 */
export type ReadEvent =
  | { kind: 'event'; type: string; hints: readonly Hint[] }
  | { kind: 'dropped'; why: 'unreadable' | 'foreign' | 'old' };

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

const read = (event: unknown): readonly Hint[] => {
  const body = ReadBody.safeParse(event);
  if (!body.success) return [];
  const { reader, message_id_list: ids } = body.data;
  const person = reader.reader_id.open_id;
  const at = eventTime(reader.read_time);
  if (at === null) return [];
  return (ids ?? []).map((id) => ({
    heard: { kind: 'read', messageIds: [id], reader: person, at },
    keys: [`read ${id} ${person}`],
  }));
};

const reacted =
  (kind: 'reacted' | 'reaction-taken') =>
  (event: unknown): readonly Hint[] => {
    const body = ReactionBody.safeParse(event);
    if (!body.success) return [];
    const { message_id: messageId, reaction_type: reaction, operator_type: operator } = body.data;
    const byApp = operator === 'app';
    const by = byApp ? body.data.app_id : body.data.user_id?.open_id;
    const at = eventTime(body.data.action_time);
    if (!by || at === null) return [];
    const emoji = reaction.emoji_type;
    return [{ heard: { kind, messageId, by, byApp, emoji, at }, keys: [`${kind} ${messageId} ${by} ${emoji} ${at}`] }];
  };

const wrote = (event: unknown, { botId }: EventOwner): readonly Hint[] => {
  const body = WrittenBody.safeParse(event);
  if (!body.success) return [];
  const { sender, message } = body.data;
  // Bots, this one among them, answer no buzz and wait for no reply.
  if ((sender.sender_type ?? 'user') !== 'user') return [];
  const from = sender.sender_id.open_id;
  const at = eventTime(message.create_time);
  if (at === null) return [];
  const { message_id: messageId, chat_id: chatId } = message;
  const content = message.content ?? '';
  const mentions = (message.mentions ?? []).map(({ key, name }) => ({ key, name: tidied(name ?? '') }));
  const isBot = (mention: {
    id?: { open_id: string } | null | undefined;
    mentioned_type?: string | null | undefined;
  }) => (botId === null ? mention.mentioned_type === 'bot' : mention.id?.open_id === botId);
  return [
    {
      heard: {
        kind: 'wrote',
        messageId,
        chatId,
        chatType: message.chat_type === 'p2p' ? 'p2p' : 'group',
        from,
        parentId: message.parent_id ?? null,
        rootId: message.root_id ?? null,
        messageType: message.message_type,
        text: keptText({ type: message.message_type, content, mentions }),
        at,
        mentionsBot: (message.mentions ?? []).some(isBot),
      },
      // A redelivery was seen under a new id (feishu-api 6.4).
      keys: [`wrote ${messageId}`, `wrote ${from} ${chatId} ${at} ${hashOf(content)}`],
    },
  ];
};

/** An event without a better key than its own id, nor mostly a better time. */
const once =
  (heardOf: (event: unknown, at: number) => Heard | null) =>
  (event: unknown, _owner: EventOwner, { id, at }: EventHead): readonly Hint[] => {
    const heard = heardOf(event, at);
    return heard ? [{ heard, keys: [`event ${id}`] }] : [];
  };

const recalled = once((event) => {
  const { data } = RecalledBody.safeParse(event);
  const at = eventTime(data?.recall_time);
  return data && at !== null ? { kind: 'recalled', messageId: data.message_id, at } : null;
});

const ofChat = (kind: 'chat-gone' | 'bot-removed' | 'bot-added') =>
  once((event, at) => {
    const { data } = ChatBody.safeParse(event);
    return data ? { kind, chatId: data.chat_id, at } : null;
  });

const members = (change: 'joined' | 'left') =>
  once((event, at) => {
    const { data } = MembersBody.safeParse(event);
    const people = (data?.users ?? []).map(({ user_id: { open_id: id }, name }) => ({ id, name: tidied(name ?? '') }));
    if (!data || people.length === 0) return null;
    const joined = change === 'joined' ? people : [];
    const left = change === 'left' ? people.map(({ id }) => id) : [];
    return { kind: 'members-changed', chatId: data.chat_id, joined, left, at };
  });

const personGone = once((event, at) => {
  const { data } = LeaverBody.safeParse(event);
  if (!data) return null;
  const { open_id: openId, union_id: unionId, user_id: userId } = data.object;
  return { kind: 'person-gone', ids: [openId, unionId, userId].flatMap((id) => id || []), at };
});

/** What stands around every body. `at`: the time of the event, or else that of its arrival (ms since the epoch). */
interface EventHead {
  id: string;
  at: number;
}

type ReadHints = (event: unknown, owner: EventOwner, head: EventHead) => readonly Hint[];

const readers = {
  'im.message.message_read_v1': read,
  'im.message.reaction.created_v1': reacted('reacted'),
  'im.message.reaction.deleted_v1': reacted('reaction-taken'),
  'im.message.receive_v1': wrote,
  'im.message.recalled_v1': recalled,
  'im.chat.disbanded_v1': ofChat('chat-gone'),
  'im.chat.member.bot.deleted_v1': ofChat('bot-removed'),
  'im.chat.member.user.added_v1': members('joined'),
  'im.chat.member.user.deleted_v1': members('left'),
  'im.chat.member.user.withdrawn_v1': members('left'),
  'contact.user.deleted_v3': personGone,
} as const satisfies Readonly<Record<string, ReadHints>>;

/** The types of events that this program wants. */
export type EventType = keyof typeof readers;

const readerOf: Readonly<Record<string, ReadHints>> = {
  ...readers,
  // Taken where a console sends it, and not asked for: what it says is also found out by asking for the chat.
  'im.chat.member.bot.added_v1': ofChat('bot-added'),
};

/**
 * Reads the body of an event (feishu-api 6.3, 6.4). Never throws. One that is this app's and whose content cannot be read is an
 * event without hints.
 */
export const readEvent = (body: string, owner: EventOwner, now: number): ReadEvent => {
  const envelope = Envelope.safeParse(parseJson(body));
  if (!envelope.success) return { kind: 'dropped', why: 'unreadable' };
  const { header, event, type: outerType, uuid, ts } = envelope.data;
  const type = header?.event_type ?? event?.type ?? outerType;
  if (!type) return { kind: 'dropped', why: 'unreadable' };
  // The body of a reaction names an app as well: the one that reacted.
  if ((header ? header.app_id : event?.app_id) !== owner.appId) return { kind: 'dropped', why: 'foreign' };
  const createdAt = eventTime(header?.create_time ?? ts);
  if (createdAt !== null && createdAt < now - eventLifeMs) return { kind: 'dropped', why: 'old' };
  const reader = Object.hasOwn(readerOf, type) ? readerOf[type] : undefined;
  const id = header?.event_id || uuid || hashOf(body);
  return { kind: 'event', type, hints: reader?.(event, owner, { id, at: createdAt ?? now }) ?? [] };
};
