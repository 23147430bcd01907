import type { Mention, World, WorldPerson } from '../world/world';

/** Content as Feishu keeps it: mentions are placeholders; `text` is the plain text. */
export interface StoredContent {
  content: string;
  text: string;
  mentions: readonly Mention[];
  /** Keys of the pictures in it. */
  images?: readonly string[];
}

/** Finds the person in an `at` by an id of any type, since none is declared (feishu-api 3.3). */
const findMentioned = (world: World, id: string): WorldPerson | undefined =>
  world.byOpenId.get(id) ?? world.byUnionId.get(id) ?? world.byUserId.get(id);

/** Collects mentions in order and gives each its placeholder. */
export const createMentions = (world: World) => {
  const mentions: Mention[] = [];
  return {
    all: mentions as readonly Mention[],
    /** The placeholder of this id, or null when it is no person's: such a mention has no effect. */
    add(id: string): Mention | null {
      if (id === 'all') return { key: '@_all', openId: '', name: '所有人' };
      const person = findMentioned(world, id);
      if (!person) return null;
      const existing = mentions.find((mention) => mention.openId === person.openId);
      if (existing) return existing;
      const mention = { key: `@_user_${mentions.length + 1}`, openId: person.openId, name: person.name };
      mentions.push(mention);
      return mention;
    },
  };
};
