import type { Call, PracticeApp } from '../gateway/endpoint';
import { readOptionalString, readString } from '../gateway/read-fields';
import { data, type Reply, refuse, refuseFields } from '../gateway/refusal';
import { newMessage } from '../world/new-message';
import type { WorldChat, WorldMessage } from '../world/world';
import type { StoredContent } from './mentions';
import { messageView } from './message-view';
import { readContent } from './read-content';

const longestUuid = 50;

/** The fields that send and reply share. */
export interface MessageBody {
  msgType: string;
  content: string;
  uuid: string | undefined;
}

/** Reads `msg_type`, `content` (a string: an object is refused) and `uuid`. */
export const readMessageBody = (call: Call): MessageBody => {
  const msgType = readString(call, 'msg_type');
  const content = readString(call, 'content');
  const uuid = readOptionalString(call, 'uuid');
  if (uuid !== undefined && uuid.length > longestUuid) {
    throw refuseFields({ field: 'uuid', value: uuid, description: `the max len is ${longestUuid}` });
  }
  return { msgType, content, uuid: uuid === '' ? undefined : uuid };
};

const recipient = (chat: WorldChat): string | null => (chat.mode === 'p2p' ? ([...chat.members][0] ?? null) : null);

const note = (
  call: Call,
  chat: WorldChat,
  message: WorldMessage,
  read: Partial<StoredContent>,
  replayed: boolean,
): void => {
  call.effects.message = {
    messageId: message.messageId,
    chatId: chat.chatId,
    to: recipient(chat),
    msgType: message.msgType,
    text: read.text ?? '',
    mentions: message.mentions.map((mention) => mention.openId),
    images: read.images ?? [],
    replayed,
  };
};

/** Marks the `uuid` as under way while the call lasts: a second call with it gets 230049. */
export const enterUuid = (call: Call, app: PracticeApp): (() => void) | undefined => {
  const { uuid } = call.body;
  if (typeof uuid !== 'string' || uuid === '') return undefined;
  if (!app.sentBefore.enter(uuid)) throw refuse(230049);
  return () => app.sentBefore.leave(uuid);
};

/**
 * Puts a checked message into a chat, once per uuid and hour. `parent` is the message replied to.
 * The order of checks is Feishu's as far as it is known: form, size, replay, rate.
 */
export const postMessage = (
  call: Call,
  app: PracticeApp,
  input: { body: MessageBody; chat: WorldChat; parent: WorldMessage | null },
): Reply => {
  const { world } = app;
  const { body, chat, parent } = input;
  const read = readContent(world, { msgType: body.msgType, content: body.content, bodyBytes: call.bodyBytes });
  const now = world.now();
  const before = body.uuid === undefined ? null : app.sentBefore.find(body.uuid, now);
  if (before) {
    note(call, world.chats.get(before.chatId) ?? chat, before, read, true);
    return data(messageView(world, before));
  }
  if (!app.rates.takeReceiver(chat.chatId, call.arrivedAt)) throw refuse(230020);
  const message = newMessage({
    messageId: world.newMessageId(),
    chatId: chat.chatId,
    sender: { kind: 'bot' },
    createdAt: now,
    rootId: parent === null ? null : (parent.rootId ?? parent.messageId),
    parentId: parent?.messageId ?? null,
    msgType: body.msgType,
    content: read.content,
    mentions: read.mentions,
  });
  world.messages.set(message.messageId, message);
  world.chats.set(chat.chatId, chat);
  chat.messages.push(message.messageId);
  if (body.uuid !== undefined) app.sentBefore.remember(body.uuid, message);
  note(call, chat, message, read, false);
  return data(messageView(world, message));
};
