import { isRecord, type JsonRecord } from '../gateway/json';
import type { PersonStatus, ReadingHabit, World, WorldPerson } from '../world/world';

/** A person by any id, e-mail or name; undefined when nobody or more than one answers to it. */
export const findPerson = (world: World, who: string): WorldPerson | undefined => {
  const byId =
    world.byOpenId.get(who) ??
    world.byUnionId.get(who) ??
    world.byUserId.get(who) ??
    world.byEmail.get(who.toLowerCase());
  if (byId) return byId;
  const named = world.people.filter((person) => person.name === who);
  return named.length === 1 ? named[0] : undefined;
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

/** Changes one person: `{who, available?, inContacts?, acceptsBot?, blocked?, status?, unreadBuzzes?, reading?}`. */
export const changePerson = (world: World, given: unknown): string | null => {
  if (!isRecord(given)) return 'a person is an object';
  const { who, ...rest } = given;
  const person = typeof who === 'string' ? findPerson(world, who) : undefined;
  if (!person) return `nobody, or more than one, answers to ${String(who)}`;
  for (const [name, value] of Object.entries(rest)) {
    const flag = flags.find((other) => other === name);
    if (flag) {
      if (typeof value !== 'boolean') return `${name} is a bool`;
      person[flag] = value;
    } else if (name === 'status') {
      if (!isStatus(value)) return `status is one of ${statuses.join(', ')}`;
      person.status = value;
    } else if (name === 'unreadBuzzes') {
      if (typeof value !== 'number' || value < 0) return 'unreadBuzzes is a number from 0';
      person.unreadBuzzes = value;
    } else if (name === 'reading') {
      if (!isReading(value)) return 'reading is {kind: after | after-sms | after-call, seconds} or {kind: never}';
      person.reading = value;
    } else {
      return `a person has no ${name}`;
    }
  }
  return null;
};

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
