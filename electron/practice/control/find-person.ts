import type { WorldChat, WorldPerson } from '../world/model';
import type { World } from '../world/world';

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

/** A chat by id or name. */
export const findChat = (world: World, which: string): WorldChat | undefined =>
  world.chats.get(which) ?? [...world.chats.values()].find((chat) => chat.name === which && chat.mode !== 'p2p');
