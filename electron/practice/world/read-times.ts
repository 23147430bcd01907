import type { Buzzes, World, WorldChat, WorldMessage, WorldPerson } from './world';

const firstOf = (...times: (number | undefined)[]): number | null => {
  const given = times.filter((time) => time !== undefined);
  return given.length === 0 ? null : Math.min(...given);
};

const wakesAt = (person: WorldPerson, message: WorldMessage, buzzes: Buzzes): number | null => {
  switch (person.reading.kind) {
    case 'after':
      return message.createdAt;
    case 'after-sms':
      return firstOf(buzzes.sms, buzzes.phone);
    case 'after-call':
      return firstOf(buzzes.phone);
    case 'never':
      return null;
  }
};

/**
 * Time (ms) at which this person read or will read the message, or null if nothing so far makes them read it. It is
 * computed on demand, so that an idle world costs nothing. A message is not read after its recall.
 */
export const readAt = (world: World, message: WorldMessage, person: WorldPerson): number | null => {
  const happened = message.reads.get(person.openId);
  if (happened !== undefined) return happened;
  const speed = world.settings.readingSpeed;
  const wakes = wakesAt(person, message, message.buzzes.get(person.openId) ?? {});
  if (speed <= 0 || wakes === null || person.reading.kind === 'never') return null;
  const at = Math.round(wakes + (person.reading.seconds * 1000) / speed);
  return message.deletedAt !== null && at > message.deletedAt ? null : at;
};

/** True after the person has read the message, by the world's time. */
export const hasRead = (world: World, message: WorldMessage, person: WorldPerson): boolean => {
  const at = readAt(world, message, person);
  return at !== null && at <= world.now();
};

/**
 * Records that a person read these messages of one chat at `at` (ms), and tells it where Feishu does: in a direct chat, of the
 * bot's messages. A read that was earlier stays.
 */
export const recordReads = (
  world: World,
  chat: WorldChat,
  messages: readonly WorldMessage[],
  person: WorldPerson,
  at: number,
): void => {
  const { openId } = person;
  const unread = messages.filter(({ reads }) => !reads.has(openId));
  for (const { reads } of messages) reads.set(openId, Math.min(at, reads.get(openId) ?? at));
  const own = unread.filter(({ sender }) => sender.kind === 'bot');
  if (chat.mode === 'p2p' && own.length > 0) world.tell({ kind: 'read', person, messages: own, at });
};

interface ComingRead {
  chat: WorldChat;
  message: WorldMessage;
  person: WorldPerson;
  at: number;
}

/** The reads that people are about to do in their direct chats, those that are due included. */
const comingReads = (world: World): readonly ComingRead[] =>
  [...world.directChats].flatMap(([openId, chat]) => {
    const person = world.byOpenId.get(openId);
    if (!person) return [];
    return chat.messages.flatMap((id) => {
      const message = world.messages.get(id);
      if (message?.sender.kind !== 'bot' || message.reads.has(openId)) return [];
      const at = readAt(world, message, person);
      return at === null ? [] : [{ chat, message, person, at }];
    });
  });

/** Records the reads in direct chats up to now, one by one, as each is told by an event. */
export const settleDirectReads = (world: World): void => {
  const now = world.now();
  const due = comingReads(world).filter(({ at }) => at <= now);
  for (const { chat, message, person, at } of due.toSorted((one, other) => one.at - other.at)) {
    recordReads(world, chat, [message], person, at);
  }
};

/** Time (ms) of the next read in a direct chat; null when there is none. */
export const nextReadAt = (world: World): number | null => firstOf(...comingReads(world).map(({ at }) => at));

/** Records every read up to now, so that a changed habit cannot make a message unread. */
export const settleReads = (world: World): void => {
  for (const message of world.messages.values()) {
    const chat = world.chats.get(message.chatId);
    if (!chat) continue;
    for (const openId of chat.members) {
      const person = world.byOpenId.get(openId);
      if (!person || message.reads.has(openId)) continue;
      const at = readAt(world, message, person);
      if (at !== null && at <= world.now()) recordReads(world, chat, [message], person, at);
    }
  }
};

/** Number of buzzed messages this person has not read; recalled ones no longer count. */
export const unreadBuzzes = (world: World, person: WorldPerson): number => {
  let count = person.unreadBuzzes;
  for (const messageId of person.buzzed) {
    const message = world.messages.get(messageId);
    if (message && message.deletedAt === null && !hasRead(world, message, person)) count += 1;
  }
  return count;
};
