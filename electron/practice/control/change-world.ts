import { settlePeople } from '../people/settle-people';
import type { PracticeServer } from '../server/practice-server';
import { isRecord } from '../world/json';
import { settleReads } from '../world/read-times';
import { changeAvailability, changeRange, publish } from './app-console';
import { changeChat } from './change-chat';
import { changeDepartment } from './change-department';
import { changePerson } from './people';

/** Applies a value and gives null, or gives the mistake in it. */
type Change = (server: PracticeServer, value: unknown) => string | null;

const amount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const strings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const flag =
  (name: 'appEnabled' | 'installed' | 'botEnabled' | 'answering' | 'personal'): Change =>
  ({ app }, value) => {
    if (typeof value !== 'boolean') return `${name} is a bool`;
    app.world.settings[name] = value;
    return null;
  };

const count =
  (name: 'smsLeft' | 'phoneLeft' | 'readingSpeed' | 'recallWindowSeconds' | 'editWindowSeconds'): Change =>
  ({ app }, value) => {
    if (!amount(value)) return `${name} is a number from 0`;
    app.world.settings[name] = value;
    return null;
  };

const each =
  (name: string, change: (server: PracticeServer, value: unknown) => string | null): Change =>
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
  answering: flag('answering'),
  personal: flag('personal'),
  activateStatus({ app }, value) {
    if (typeof value !== 'number' || ![0, 1, 2, 3, 4, 5, 6].includes(value)) return 'activateStatus is 0 to 6';
    app.world.settings.activateStatus = value;
    return null;
  },
  smsLeft: count('smsLeft'),
  phoneLeft: count('phoneLeft'),
  readingSpeed: count('readingSpeed'),
  recallWindowSeconds: count('recallWindowSeconds'),
  editWindowSeconds: count('editWindowSeconds'),
  apiCallsLeft({ app }, value) {
    if (value !== null && !amount(value)) return 'apiCallsLeft is a number from 0, or null';
    app.world.settings.apiCallsLeft = value;
    return null;
  },
  ipAllowList({ app }, value) {
    if (!strings(value)) return 'ipAllowList is a list of strings';
    app.world.settings.ipAllowList = value;
    return null;
  },
  grantScopes({ app }, value) {
    if (!strings(value)) return 'grantScopes is a list of strings';
    const { scopes, reviewed } = app.world.settings;
    for (const scope of value) {
      scopes.add(scope);
      reviewed.delete(scope);
    }
    return null;
  },
  reviewScopes({ app }, value) {
    if (!strings(value)) return 'reviewScopes is a list of strings';
    const { scopes, reviewed } = app.world.settings;
    for (const scope of value) {
      scopes.delete(scope);
      reviewed.add(scope);
    }
    return null;
  },
  tenantName({ app }, value) {
    if (typeof value !== 'string' || value === '') return 'tenantName is a string';
    app.world.tenantName = value;
    return null;
  },
  published({ app: { world } }, value) {
    if (typeof value !== 'boolean') return 'published is a bool';
    return publish(world, value);
  },
  contactRange({ app: { world } }, value) {
    return changeRange(world, value);
  },
  availability({ app: { world } }, value) {
    return changeAvailability(world, value);
  },
  revokeScopes({ app }, value) {
    if (!strings(value)) return 'revokeScopes is a list of strings';
    for (const scope of value) app.world.settings.scopes.delete(scope);
    return null;
  },
  unknownIds({ app }, value) {
    if (value !== 'fail' && value !== 'list') return 'unknownIds is fail or list';
    app.world.settings.unknownIds = value;
    return null;
  },
  noInvalidIds({ app }, value) {
    if (value !== 'absent' && value !== 'null' && value !== 'empty') return 'noInvalidIds is absent, null or empty';
    app.world.settings.noInvalidIds = value;
    return null;
  },
  emptyText({ app }, value) {
    if (value !== 'refused' && value !== 'accepted') return 'emptyText is refused or accepted';
    app.world.settings.emptyText = value;
    return null;
  },
  latencyMs(server, value) {
    if (!amount(value)) return 'latencyMs is a number from 0';
    server.latencyMs = value;
    return null;
  },
  limits({ app }, value) {
    if (!isRecord(value)) return 'limits is an object';
    const next = { ...app.rates.limits };
    for (const [name, limit] of Object.entries(value)) {
      const limitName = limitNames.find((other) => other === name);
      if (!limitName) return `limits has no ${name}`;
      if (limit !== null && !amount(limit)) return `${name} is a number or null`;
      next[limitName] = limit;
    }
    app.rates.limits = next;
    return null;
  },
  advanceMs({ app }, value) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'advanceMs is a number';
    app.world.moveClock(value);
    return null;
  },
  expireTokens({ app }, value) {
    if (value !== true) return 'expireTokens is true';
    app.tokens.expireAll();
    return null;
  },
  departments: each('departments', ({ app }, value) => changeDepartment(app.world, value)),
  people: each('people', ({ app }, value) => changePerson(app.world, value)),
  chats: each('chats', ({ app }, value) => changeChat(app.world, value)),
};

/**
 * Changes the world: `{smsLeft, revokeScopes: [...], people: [{who, reading}], departments: [{department, name}], chats: [{chat, leave}], advanceMs …}`.
 * Reads and answers that have happened stay. Gives null, or the first mistake; changes before it have been applied.
 */
export const changeWorld = (server: PracticeServer, given: unknown): string | null => {
  if (!isRecord(given)) return 'a change is an object';
  settlePeople(server.app.world);
  settleReads(server.app.world);
  for (const [name, value] of Object.entries(given)) {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    const wrong = change ? change(server, value) : `the world has no ${name}`;
    if (wrong !== null) return wrong;
  }
  server.app.lines.tick();
  return null;
};
