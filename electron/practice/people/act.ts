import { randomBytes } from 'node:crypto';
import { isNewest, newMessage } from '../world/new-message';
import { recordReads } from '../world/read-times';
import type {
  Bubble,
  Mention,
  Sender,
  World,
  WorldChat,
  WorldMessage,
  WorldPerson,
  WorldReaction,
} from '../world/world';

const same = (one: Sender, other: Sender): boolean =>
  (one.kind === 'bot' && other.kind === 'bot') ||
  (one.kind === 'app' && other.kind === 'app' && one.appId === other.appId) ||
  (one.kind === 'person' && other.kind === 'person' && one.openId === other.openId);

const ofPerson = ({ openId }: WorldPerson): Sender => ({ kind: 'person', openId });

/** Finds the reaction of this kind that a person or bot has given to a message. */
export const reactionBy = (message: WorldMessage, by: Sender, emoji: string): WorldReaction | undefined =>
  message.reactions.find((reaction) => reaction.emoji === emoji && same(reaction.by, by));

/** Adds a reaction at world time `at` (ms). The same one twice is one: the first is given back. */
export const addReaction = (
  world: World,
  message: WorldMessage,
  by: Sender,
  emoji: string,
  at: number,
): WorldReaction => {
  const before = reactionBy(message, by, emoji);
  if (before) return before;
  const reaction = { reactionId: randomBytes(24).toString('base64url'), emoji, by, at };
  message.reactions.push(reaction);
  world.tell({ kind: 'reacted', message, reaction, at });
  return reaction;
};

/** Takes a reaction back at world time `at` (ms). */
export const removeReaction = (world: World, message: WorldMessage, reaction: WorldReaction, at: number): void => {
  const index = message.reactions.indexOf(reaction);
  if (index === -1) return;
  message.reactions.splice(index, 1);
  world.tell({ kind: 'unreacted', message, reaction, at });
};

/** Makes a person read this message, at world time `at` (ms); in a direct chat, all that the bot wrote before as well. */
export const readUpTo = (world: World, chat: WorldChat, message: WorldMessage, person: WorldPerson, at: number) => {
  const seen = chat.mode === 'p2p' ? chat.messages.flatMap((id) => world.messages.get(id) ?? []) : [message];
  const read = seen.filter((one) => one.sender.kind === 'bot' && one.createdAt <= at && one.deletedAt === null);
  recordReads(world, chat, read, person, at);
};

/** A person reacts, and has read the message. */
export const react = (
  world: World,
  where: { chat: WorldChat; message: WorldMessage },
  person: WorldPerson,
  emoji: string,
  at: number,
): WorldReaction => {
  readUpTo(world, where.chat, where.message, person, at);
  return addReaction(world, where.message, ofPerson(person), emoji, at);
};

/** What a person writes: a text, or content of another kind as Feishu delivers it. */
export interface Writing {
  msgType: string;
  content: string;
  mentions?: readonly Mention[];
  /** The message replied to. */
  parent?: WorldMessage;
}

export const textOf = (text: string): Writing => ({ msgType: 'text', content: JSON.stringify({ text }) });

/** A text that begins with a mention of the bot, as a person writes it in a group. */
export const textToBot = ({ appName, botOpenId }: World, text: string): Writing => ({
  ...textOf(`@_user_1 ${text}`),
  mentions: [{ key: '@_user_1', openId: botOpenId, name: appName }],
});

/** A person writes into a chat, and has read what they reply to; in a direct chat, all that was there. */
export const write = (world: World, chat: WorldChat, person: WorldPerson, writing: Writing, at: number) => {
  const { parent = null, mentions = [], ...content } = writing;
  const last = parent ?? world.messages.get(chat.mode === 'p2p' ? (chat.messages.at(-1) ?? '') : '');
  if (last) readUpTo(world, chat, last, person, at);
  const message = newMessage({
    ...content,
    messageId: world.newMessageId(),
    chatId: chat.chatId,
    sender: ofPerson(person),
    createdAt: at,
    mentions,
    rootId: parent === null ? null : (parent.rootId ?? parent.messageId),
    parentId: parent?.messageId ?? null,
  });
  world.messages.set(message.messageId, message);
  world.chats.set(chat.chatId, chat);
  chat.messages.push(message.messageId);
  world.tell({ kind: 'written', person, chat, message, at });
  return message;
};

/** The bubbles that a person sees now: those under the newest message of the chat. */
export const bubblesIn = (world: World, chat: WorldChat): readonly Bubble[] => {
  const newest = world.messages.get(chat.messages.at(-1) ?? '');
  return newest?.bubbles && newest.deletedAt === null && isNewest(chat, newest) ? newest.bubbles.all : [];
};

/** A person taps a bubble: it becomes an ordinary message of theirs, and the bubbles are gone (feishu-api 11.3). */
export const tap = (world: World, chat: WorldChat, person: WorldPerson, bubble: Bubble, at: number): WorldMessage =>
  write(world, chat, person, textOf(bubble.content), at);
