import { isNewest } from '../world/new-message';
import { readAt, recordReads } from '../world/read-times';
import type { World, WorldChat, WorldMessage, WorldPerson } from '../world/world';
import { react, reactionBy, removeReaction, tap, textOf, write } from './act';

interface Deed {
  at: number;
  do: () => void;
}

/** True when the message is meant for this person: written to them, buzzed to them or naming them. */
const concerns = (chat: WorldChat, message: WorldMessage, { openId }: WorldPerson): boolean =>
  chat.mode === 'p2p' || message.buzzes.has(openId) || message.mentions.some((mention) => mention.openId === openId);

const answerOf = (world: World, chat: WorldChat, message: WorldMessage, person: WorldPerson): Deed | null => {
  const { answering: habit, openId } = person;
  const read = readAt(world, message, person);
  if (habit.kind === 'none' || read === null) return null;
  const after = (start: number) => Math.round(start + (habit.seconds * 1000) / world.settings.readingSpeed);
  const settle = (then: () => void) => () => {
    message.answered.add(openId);
    recordReads(world, chat, [message], person, read);
    then();
  };
  switch (habit.kind) {
    case 'tap': {
      const { bubbles } = message;
      const bubble = bubbles?.all[habit.bubble - 1] ?? bubbles?.all[0];
      if (!bubbles || !bubble || !isNewest(chat, message)) return null;
      const at = after(Math.max(read, bubbles.at));
      return { at, do: settle(() => tap(world, chat, person, bubble, at)) };
    }
    case 'react': {
      const at = after(read);
      return { at, do: settle(() => react(world, { chat, message }, person, habit.emoji, at)) };
    }
    case 'reply': {
      const at = after(read);
      const parent = chat.mode === 'p2p' ? {} : { parent: message };
      return { at, do: settle(() => write(world, chat, person, { ...textOf(habit.text), ...parent }, at)) };
    }
  }
};

const takingBackOf = (world: World, message: WorldMessage, { answering, openId }: WorldPerson): Deed | null => {
  if (answering.kind !== 'react' || answering.backAfter === undefined) return null;
  const reaction = reactionBy(message, { kind: 'person', openId }, answering.emoji);
  if (!reaction) return null;
  const at = Math.round(reaction.at + (answering.backAfter * 1000) / world.settings.readingSpeed);
  return { at, do: () => removeReaction(world, message, reaction, at) };
};

const deedsIn = (world: World): readonly Deed[] => {
  const { answering, readingSpeed } = world.settings;
  if (!answering || readingSpeed <= 0) return [];
  const answerers = world.people.filter((person) => person.answering.kind !== 'none');
  const deeds: Deed[] = [];
  for (const message of world.messages.values()) {
    const chat = world.chats.get(message.chatId);
    if (!chat || message.sender.kind !== 'bot' || message.deletedAt !== null || chat.status === 'dissolved') continue;
    for (const person of answerers) {
      if (!chat.members.has(person.openId)) continue;
      const deed = message.answered.has(person.openId)
        ? takingBackOf(world, message, person)
        : concerns(chat, message, person)
          ? answerOf(world, chat, message, person)
          : null;
      if (deed) deeds.push(deed);
    }
  }
  return deeds;
};

/** Time (ms) at which a person answers next on their own, were it in the past; null when none does. */
export const nextAnswerAt = (world: World): number | null => earliest(deedsIn(world))?.at ?? null;

const earliest = (deeds: readonly Deed[]): Deed | null =>
  deeds.reduce<Deed | null>((first, one) => (first && first.at <= one.at ? first : one), null);

/**
 * Carries out, in their order, the answers that people have given by now. No timer runs: whoever looks at the world, a call
 * or a control path, settles it first.
 */
export const settlePeople = (world: World): void => {
  const now = world.now();
  for (let next = earliest(deedsIn(world)); next && next.at <= now; next = earliest(deedsIn(world))) next.do();
};
