import type { PracticeApp } from '../gateway/endpoint';
import { directChat } from '../message/bot-access';
import { isEmojiType } from '../message/emoji-types';
import {
  addReaction,
  bubblesIn,
  react,
  reactionBy,
  removeReaction,
  tap,
  textOf,
  textToBot,
  write,
} from '../people/act';
import { settlePeople } from '../people/settle-people';
import { isRecord, type JsonRecord } from '../world/json';
import type { Bubble, World, WorldChat, WorldMessage, WorldPerson } from '../world/world';
import { findChat } from './change-chat';
import { findPerson } from './people';

interface Asked {
  world: World;
  person: WorldPerson;
  given: JsonRecord;
  /** World time (ms). */
  at: number;
}

type Deed = (asked: Asked, value: unknown) => JsonRecord | string;

const newestOfBot = (world: World, chats: readonly WorldChat[]): WorldMessage | undefined =>
  chats
    .flatMap((chat) => chat.messages.flatMap((id) => world.messages.get(id) ?? []))
    .filter(({ sender, deletedAt }) => sender.kind === 'bot' && deletedAt === null)
    .reduce<WorldMessage | undefined>(
      (one, other) => (one && one.createdAt > other.createdAt ? one : other),
      undefined,
    );

/** The message named, or the bot's newest one to this person: in their direct chat, else in any chat. */
const findTarget = ({ world, person, given }: Asked): { chat: WorldChat; message: WorldMessage } | string => {
  const { messageId } = given;
  const direct = world.directChats.get(person.openId);
  const theirs = [...world.chats.values()].filter(({ members }) => members.has(person.openId));
  const message =
    messageId === undefined
      ? (newestOfBot(world, direct ? [direct] : []) ?? newestOfBot(world, theirs))
      : world.messages.get(String(messageId));
  const chat = message && theirs.find(({ chatId }) => chatId === message.chatId);
  if (!message || !chat) return 'there is no such message in a chat of this person';
  if (message.deletedAt !== null) return 'the message has been recalled';
  return { message, chat };
};

const isSaid = (bubble: Bubble, words: unknown): boolean =>
  bubble.content === words || [...bubble.translations.values()].some((translated) => translated === words);

const tapBubble: Deed = ({ world, person, at }, value) => {
  const chat = world.directChats.get(person.openId);
  const bubbles = chat ? bubblesIn(world, chat) : [];
  const bubble = typeof value === 'number' ? bubbles[value - 1] : bubbles.find((one) => isSaid(one, value));
  if (!chat || !bubble) return `there is no bubble ${String(value)} to tap`;
  const words = typeof value === 'string' ? { ...bubble, content: value } : bubble;
  return { messageId: tap(world, chat, person, words, at).messageId };
};

const reactWith: Deed = (asked, value) => {
  if (!isEmojiType(value)) return 'react is the name of an emoji, such as THUMBSUP';
  const target = findTarget(asked);
  if (typeof target === 'string') return target;
  return { reactionId: react(asked.world, target, asked.person, value, asked.at).reactionId };
};

const takeBack: Deed = (asked, value) => {
  const target = findTarget(asked);
  if (typeof target === 'string') return target;
  const by = { kind: 'person', openId: asked.person.openId } as const;
  const { message } = target;
  const emoji =
    value === true ? message.reactions.findLast((one) => reactionBy(message, by, one.emoji) === one)?.emoji : value;
  const reaction = typeof emoji === 'string' ? reactionBy(message, by, emoji) : undefined;
  if (!reaction) return 'this person has no such reaction there';
  removeReaction(asked.world, message, reaction, asked.at);
  return { reactionId: reaction.reactionId };
};

const replyWith: Deed = (asked, value) => {
  if (typeof value !== 'string' || value === '') return 'reply is a text';
  const target = findTarget(asked);
  if (typeof target === 'string') return target;
  const writing = { ...textOf(value), parent: target.message };
  return { messageId: write(asked.world, target.chat, asked.person, writing, asked.at).messageId };
};

/** The chat of `chat`, or the direct chat with the bot, which begins if there is none. */
const findRoom = ({ world, person, given }: Asked): WorldChat | string => {
  if (given.chat === undefined) return directChat(world, person);
  const chat = typeof given.chat === 'string' ? findChat(world, given.chat) : undefined;
  return chat?.members.has(person.openId) ? chat : 'chat is the id or name of a chat this person is in';
};

const writeInto: Deed = (asked, value) => {
  const { world, person, given, at } = asked;
  const { msgType = 'text', mention = true } = given;
  if (typeof mention !== 'boolean' || typeof msgType !== 'string') return 'mention is a bool, and msgType a string';
  const chat = findRoom(asked);
  if (typeof chat === 'string') return chat;
  if (msgType !== 'text') {
    if (!isRecord(value)) return 'write is the content of that kind of message';
    return { messageId: write(world, chat, person, { msgType, content: JSON.stringify(value) }, at).messageId };
  }
  if (typeof value !== 'string' || value === '') return 'write is a text';
  const writing = chat.mode !== 'p2p' && mention ? textToBot(world, value) : textOf(value);
  return { messageId: write(world, chat, person, writing, at).messageId };
};

const recall: Deed = ({ world, person, at }, value) => {
  const message = typeof value === 'string' ? world.messages.get(value) : undefined;
  const { sender } = message ?? {};
  if (!message || sender?.kind !== 'person' || sender.openId !== person.openId) return 'recall is a message of theirs';
  const chat = world.chats.get(message.chatId);
  if (message.deletedAt === null && chat) world.tell({ kind: 'recalled', chat, message, at });
  message.deletedAt ??= at;
  return { messageId: message.messageId };
};

const deeds: Readonly<Record<string, Deed>> = {
  tap: tapBubble,
  react: reactWith,
  decline: (asked, value) => (value === true ? reactWith(asked, 'No') : 'decline is true'),
  takeBack,
  reply: replyWith,
  write: writeInto,
  recall,
};

const details: readonly string[] = ['who', 'messageId', 'chat', 'msgType', 'mention', 'at'];

/** Another bot reacts: `{app: App ID, react: emoji, messageId}`. It is no person's answer. */
const reactAsApp = (world: World, { app, react: emoji, messageId, ...rest }: JsonRecord): JsonRecord | string => {
  const message = world.messages.get(String(messageId));
  if (typeof app !== 'string' || !message || !isEmojiType(emoji) || Object.keys(rest).length > 0)
    return 'an app has app, react and messageId';
  return { reactionId: addReaction(world, message, { kind: 'app', appId: app }, emoji, world.now()).reactionId };
};

/**
 * Makes a person answer or write: `{who, tap: number or words | react: emoji | decline: true | takeBack: emoji or true | reply: text |
 * write: text | recall: messageId}`. `messageId` is the message that it is about; the bot's newest one to them by default. `write`
 * goes to the bot's direct chat, or into `chat`, there with a mention of the bot unless `mention` is false; with `msgType`
 * it is the content of such a message. `at` is world time (ms). `{app, react, messageId}` makes
 * another bot react. Gives the id of the message or reaction, or the mistake.
 */
export const act = ({ world, lines }: Pick<PracticeApp, 'world' | 'lines'>, given: unknown): JsonRecord | string => {
  if (!isRecord(given)) return 'a deed is an object';
  settlePeople(world);
  if (given.app !== undefined) return reactAsApp(world, given);
  const { who, at = world.now() } = given;
  if (typeof at !== 'number') return 'at is a time in ms';
  const person = findPerson(world, who);
  if (typeof person === 'string') return person;
  const [name, another] = Object.keys(given).filter((key) => !details.includes(key));
  const deed = name !== undefined && Object.hasOwn(deeds, name) ? deeds[name] : undefined;
  if (!deed || another !== undefined) return `a person does one of ${Object.keys(deeds).join(', ')}`;
  const done = deed({ world, person, given, at }, given[name ?? '']);
  lines.tick();
  return done;
};
