import type { JsonRecord } from '../gateway/json';
import type { World } from '../world/world';
import { findPerson } from './find-person';

/**
 * Makes someone read: `{who, messageId?, at?}`. Without a message they read everything the bot wrote where they are;
 * `at` is world time in ms. Answers the messages read, or what was wrong.
 */
export const markRead = (world: World, given: JsonRecord): { read: string[] } | string => {
  const { who, messageId, at } = given;
  const person = typeof who === 'string' ? findPerson(world, who) : undefined;
  if (!person) return 'who is the id, e-mail or unambiguous name of a person';
  if (at !== undefined && typeof at !== 'number') return 'at is a time in ms';
  const wanted = [...world.messages.values()].filter(
    (message) =>
      message.deletedAt === null &&
      (messageId === undefined ? message.sender.kind === 'bot' : message.messageId === messageId) &&
      world.chats.get(message.chatId)?.members.has(person.openId),
  );
  if (messageId !== undefined && wanted.length === 0) return 'messageId is a message in a chat this person is in';
  for (const message of wanted) message.reads.set(person.openId, at ?? world.now());
  if (messageId === undefined) person.unreadBuzzes = 0;
  return { read: wanted.map((message) => message.messageId) };
};
