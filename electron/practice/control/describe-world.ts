import type { JsonRecord } from '../gateway/json';
import type { Server } from '../server/run-call';
import { unreadBuzzes } from '../world/reading';

/** The world as JSON: what is set, who is there, which chats there are. */
export const describeWorld = (server: Server): JsonRecord => {
  const { world, rates } = server.desk;
  const { scopes, contactRange, ...settings } = world.settings;
  const range =
    contactRange === 'all'
      ? contactRange
      : { departments: [...contactRange.departments], people: [...contactRange.people] };
  return {
    appId: world.appId,
    now: world.now(),
    clockOffsetMs: world.clockOffset(),
    latencyMs: server.latencyMs,
    limits: rates.limits,
    settings: { ...settings, scopes: [...scopes], contactRange: range },
    people: world.people.map(({ buzzed, ...person }) => ({
      ...person,
      unreadBuzzes: unreadBuzzes(world, { ...person, buzzed }),
    })),
    chats: [...world.chats.values()].map((chat) => ({
      ...chat,
      managers: [...chat.managers],
      members: [...chat.members],
      otherBots: [...chat.otherBots],
    })),
  };
};
