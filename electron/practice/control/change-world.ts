import { isRecord } from '../gateway/json';
import type { Server } from '../server/server';
import { settleReads } from '../world/read-times';
import { changeAvailability, changeRange, publish } from './app-console';
import { changeChat } from './change-chat';
import { changePerson } from './people';

/** Says what is wrong with a value, or applies it and says null. */
type Change = (server: Server, value: unknown) => string | null;

const amount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const strings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const flag =
  (name: 'appEnabled' | 'installed' | 'botEnabled'): Change =>
  ({ desk }, value) => {
    if (typeof value !== 'boolean') return `${name} is a bool`;
    desk.world.settings[name] = value;
    return null;
  };

const count =
  (name: 'smsLeft' | 'phoneLeft' | 'readingSpeed' | 'recallWindowSeconds' | 'editWindowSeconds'): Change =>
  ({ desk }, value) => {
    if (!amount(value)) return `${name} is a number from 0`;
    desk.world.settings[name] = value;
    return null;
  };

const each =
  (name: string, change: (server: Server, value: unknown) => string | null): Change =>
  (server, value) => {
    if (!Array.isArray(value)) return `${name} is a list`;
    for (const item of value) {
      const wrong = change(server, item);
      if (wrong !== null) return wrong;
    }
    return null;
  };

const limitNames = ['perSecond', 'perMinute', 'perReceiver'] as const;

const changes: Readonly<Record<string, Change>> = {
  appEnabled: flag('appEnabled'),
  installed: flag('installed'),
  botEnabled: flag('botEnabled'),
  smsLeft: count('smsLeft'),
  phoneLeft: count('phoneLeft'),
  readingSpeed: count('readingSpeed'),
  recallWindowSeconds: count('recallWindowSeconds'),
  editWindowSeconds: count('editWindowSeconds'),
  apiCallsLeft({ desk }, value) {
    if (value !== null && !amount(value)) return 'apiCallsLeft is a number from 0, or null';
    desk.world.settings.apiCallsLeft = value;
    return null;
  },
  ipAllowList({ desk }, value) {
    if (!strings(value)) return 'ipAllowList is a list of strings';
    desk.world.settings.ipAllowList = value;
    return null;
  },
  grantScopes({ desk }, value) {
    if (!strings(value)) return 'grantScopes is a list of strings';
    for (const scope of value) desk.world.settings.scopes.add(scope);
    return null;
  },
  published({ desk: { world } }, value) {
    if (typeof value !== 'boolean') return 'published is a bool';
    return publish(world, value);
  },
  contactRange({ desk: { world } }, value) {
    return changeRange(world, value);
  },
  availability({ desk: { world } }, value) {
    return changeAvailability(world, value);
  },
  revokeScopes({ desk }, value) {
    if (!strings(value)) return 'revokeScopes is a list of strings';
    for (const scope of value) desk.world.settings.scopes.delete(scope);
    return null;
  },
  unknownIds({ desk }, value) {
    if (value !== 'fail' && value !== 'list') return 'unknownIds is fail or list';
    desk.world.settings.unknownIds = value;
    return null;
  },
  noInvalidIds({ desk }, value) {
    if (value !== 'absent' && value !== 'null' && value !== 'empty') return 'noInvalidIds is absent, null or empty';
    desk.world.settings.noInvalidIds = value;
    return null;
  },
  latencyMs(server, value) {
    if (!amount(value)) return 'latencyMs is a number from 0';
    server.latencyMs = value;
    return null;
  },
  limits({ desk }, value) {
    if (!isRecord(value)) return 'limits is an object';
    const next = { ...desk.rates.limits };
    for (const [name, limit] of Object.entries(value)) {
      const known = limitNames.find((other) => other === name);
      if (!known) return `limits has no ${name}`;
      if (limit !== null && !amount(limit)) return `${name} is a number or null`;
      next[known] = limit;
    }
    desk.rates.limits = next;
    return null;
  },
  advanceMs({ desk }, value) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'advanceMs is a number';
    desk.world.moveClock(value);
    return null;
  },
  expireTokens({ desk }, value) {
    if (value !== true) return 'expireTokens is true';
    desk.tokens.expireAll();
    return null;
  },
  people: each('people', ({ desk }, value) => changePerson(desk.world, value)),
  chats: each('chats', ({ desk }, value) => changeChat(desk.world, value)),
};

/**
 * Changes the world: `{smsLeft, revokeScopes: [...], people: [{who, reading}], chats: [{chat, leave}], advanceMs …}`.
 * Reads that have happened stay read. Answers what was wrong (what came before it has been applied), or null.
 */
export const changeWorld = (server: Server, given: unknown): string | null => {
  if (!isRecord(given)) return 'a change is an object';
  settleReads(server.desk.world);
  for (const [name, value] of Object.entries(given)) {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    const wrong = change ? change(server, value) : `the world has no ${name}`;
    if (wrong !== null) return wrong;
  }
  return null;
};
