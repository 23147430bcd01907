import { isEmojiType } from '../message/emoji-types';
import { isRecord, type JsonRecord } from '../world/json';
import { recordReads } from '../world/read-times';
import type { AnsweringHabit, PersonStatus, ReadingHabit, World, WorldPerson } from '../world/world';
import { movePerson } from './change-department';

/** Finds a person by id, e-mail or name; gives the mistake as text when none fits, or more than one. */
export const findPerson = (world: World, who: unknown): WorldPerson | string => {
  if (typeof who !== 'string') return 'a person is named by an id, an e-mail or a name';
  const byId =
    world.byOpenId.get(who) ??
    world.byUnionId.get(who) ??
    world.byUserId.get(who) ??
    world.byEmail.get(who.toLowerCase());
  if (byId) return byId;
  const [person, another] = world.people.filter(({ name }) => name === who);
  return person && !another ? person : `${who} is the id, e-mail or name of no person, or of more than one`;
};

const flags = ['available', 'inContacts', 'acceptsBot', 'blocked'] as const;
const statuses: readonly unknown[] = ['active', 'resigned', 'frozen', 'unactivated'];
const isStatus = (value: unknown): value is PersonStatus => statuses.includes(value);
const kinds: readonly unknown[] = ['after', 'after-sms', 'after-call'];

const isReading = (value: unknown): value is ReadingHabit => {
  if (!isRecord(value)) return false;
  if (value.kind === 'never') return true;
  return kinds.includes(value.kind) && typeof value.seconds === 'number' && value.seconds >= 0;
};

const amount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

const isAnswering = (value: unknown): value is AnsweringHabit => {
  if (!isRecord(value)) return false;
  const { kind, seconds, bubble, emoji, backAfter, text } = value;
  if (kind === 'none') return true;
  if (!amount(seconds)) return false;
  switch (kind) {
    case 'tap':
      return bubble === 1 || bubble === 2 || bubble === 3;
    case 'react':
      return isEmojiType(emoji) && (backAfter === undefined || amount(backAfter));
    case 'reply':
      return typeof text === 'string' && text !== '';
    default:
      return false;
  }
};

/** Changes one person: `{who, department?, available?, inContacts?, acceptsBot?, blocked?, status?, unreadBuzzes?, reading?, answering?}`. */
export const changePerson = (world: World, given: unknown): string | null => {
  if (!isRecord(given)) return 'a person is an object';
  const { who, ...rest } = given;
  const person = findPerson(world, who);
  if (typeof person === 'string') return person;
  for (const [name, value] of Object.entries(rest)) {
    const flag = flags.find((other) => other === name);
    if (name === 'department') {
      const wrong = movePerson(world, person, value);
      if (wrong !== null) return wrong;
    } else if (flag) {
      if (typeof value !== 'boolean') return `${name} is a bool`;
      person[flag] = value;
    } else if (name === 'status') {
      if (!isStatus(value)) return `status is one of ${statuses.join(', ')}`;
      if (value === 'resigned' && person.status !== value) world.tell({ kind: 'resigned', person, at: world.now() });
      person.status = value;
    } else if (name === 'unreadBuzzes') {
      if (typeof value !== 'number' || value < 0) return 'unreadBuzzes is a number from 0';
      person.unreadBuzzes = value;
    } else if (name === 'reading') {
      if (!isReading(value)) return 'reading is {kind: after | after-sms | after-call, seconds} or {kind: never}';
      person.reading = value;
    } else if (name === 'answering') {
      if (!isAnswering(value))
        return 'answering is {kind: tap, bubble | react, emoji, backAfter? | reply, text; seconds} or {kind: none}';
      person.answering = value;
    } else {
      return `a person has no ${name}`;
    }
  }
  return null;
};

/**
 * Makes a person read: `{who, messageId?, at?}`. Without a message they read all that the bot wrote in their chats.
 * `at` is world time (ms). Gives the ids of the messages read, or the mistake.
 */
export const markRead = (world: World, given: JsonRecord): { read: string[] } | string => {
  const { who, messageId, at } = given;
  const person = findPerson(world, who);
  if (typeof person === 'string') return person;
  if (at !== undefined && typeof at !== 'number') return 'at is a time in ms';
  const wanted = [...world.messages.values()].filter(
    (message) =>
      message.deletedAt === null &&
      (messageId === undefined ? message.sender.kind === 'bot' : message.messageId === messageId) &&
      world.chats.get(message.chatId)?.members.has(person.openId),
  );
  if (messageId !== undefined && wanted.length === 0) return 'messageId is a message in a chat this person is in';
  for (const chat of world.chats.values()) {
    const here = wanted.filter(({ chatId }) => chatId === chat.chatId);
    if (here.length > 0) recordReads(world, chat, here, person, at ?? world.now());
  }
  if (messageId === undefined) person.unreadBuzzes = 0;
  return { read: wanted.map((message) => message.messageId) };
};
