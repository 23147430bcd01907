import { isRecord } from '../world/json';
import type { Setting, World, WorldChat, WorldPerson } from '../world/world';
import { findPerson } from './people';

/** Finds a chat by id or name; direct chats have no name. */
export const findChat = (world: World, which: string): WorldChat | undefined =>
  world.chats.get(which) ?? [...world.chats.values()].find((chat) => chat.name === which && chat.mode !== 'p2p');

const flags = ['botIn', 'botManager', 'external'] as const;
const settings = ['urgentSetting', 'moderation', 'editPermission'] as const;
const isSetting = (value: unknown): value is Setting => value === 'only_owner' || value === 'all_members';

const move = (world: World, chat: WorldChat, value: unknown, how: 'join' | 'leave'): string | null => {
  if (!Array.isArray(value)) return `${how} is a list of people`;
  const moved: WorldPerson[] = [];
  for (const who of value) {
    const person = findPerson(world, who);
    if (typeof person === 'string') return person;
    const inside = chat.members.has(person.openId);
    if (how === 'join') chat.members.add(person.openId);
    else chat.members.delete(person.openId);
    if (inside === (how === 'leave')) moved.push(person);
  }
  world.tell({ kind: how === 'join' ? 'joined' : 'left', chat, people: moved, at: world.now() });
  return null;
};

/** Changes one chat: `{chat, botIn?, botManager?, external?, status?, urgentSetting?, moderation?, join?, leave?}`. */
export const changeChat = (world: World, given: unknown): string | null => {
  if (!isRecord(given)) return 'a chat is an object';
  const { chat: which, ...rest } = given;
  const chat = typeof which === 'string' ? findChat(world, which) : undefined;
  if (!chat) return `there is no chat ${String(which)}`;
  for (const [name, value] of Object.entries(rest)) {
    const flag = flags.find((other) => other === name);
    const setting = settings.find((other) => other === name);
    if (flag) {
      if (typeof value !== 'boolean') return `${name} is a bool`;
      if (flag === 'botIn' && chat.botIn !== value) {
        world.tell({ kind: value ? 'bot-added' : 'bot-removed', chat, at: world.now() });
      }
      chat[flag] = value;
    } else if (setting) {
      if (!isSetting(value)) return `${name} is only_owner or all_members`;
      chat[setting] = value;
    } else if (name === 'status') {
      if (value !== 'normal' && value !== 'dissolved') return 'status is normal or dissolved';
      if (value === 'dissolved' && chat.status !== value) {
        world.tell({ kind: 'disbanded', chat, at: world.now() });
      }
      chat.status = value;
    } else if (name === 'join' || name === 'leave') {
      const wrong = move(world, chat, value, name);
      if (wrong !== null) return wrong;
    } else {
      return `a chat has no ${name}`;
    }
  }
  return null;
};
