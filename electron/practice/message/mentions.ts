import type { Mention, World, WorldPerson } from '../world/world';

/** Content as Feishu keeps it: mentions are placeholders, the plain text is what search and push show. */
export interface StoredContent {
  content: string;
  text: string;
  mentions: readonly Mention[];
}

/** Anyone an `at` may name: the type of its id is not declared (feishu-api 3.3). */
export const anyone = (world: World, id: string): WorldPerson | undefined =>
  world.byOpenId.get(id) ?? world.byUnionId.get(id) ?? world.byUserId.get(id);

/** Collects mentions in order and names their placeholders. */
export const createMentions = (world: World) => {
  const mentions: Mention[] = [];
  return {
    all: mentions as readonly Mention[],
    /** The placeholder of this id, or null when it is nobody's: such a mention stays without effect. */
    add(id: string): Mention | null {
      if (id === 'all') return { key: '@_all', openId: '', name: '所有人' };
      const person = anyone(world, id);
      if (!person) return null;
      const known = mentions.find((mention) => mention.openId === person.openId);
      if (known) return known;
      const mention = { key: `@_user_${mentions.length + 1}`, openId: person.openId, name: person.name };
      mentions.push(mention);
      return mention;
    },
  };
};
