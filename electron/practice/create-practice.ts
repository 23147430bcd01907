import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { act } from './control/act';
import { answerRegistration } from './control/answer-registration';
import { changeSocket } from './control/change-socket';
import { changeWorld } from './control/change-world';
import { openApp } from './control/open-app';
import { markRead } from './control/people';
import type { Brand } from './gateway/endpoint';
import { feishuLimits, type PracticeLimits } from './gateway/rate-limiter';
import { type CallLog, createCallLog } from './server/call-log';
import { createFaults, type Faults } from './server/faults';
import { type Company, createApp, forApp, type PracticeServer } from './server/practice-server';
import type { Lines } from './socket/lines';
import { defaultAppId, defaultSeed } from './world/defaults';
import { createIds } from './world/make-ids';
import { createRegistrar } from './world/registrar';
import { usualScopes } from './world/scopes';
import type { PracticeClock, World } from './world/world';

export interface CompanyOptions {
  /** Source of all ids; the same seed gives the same world. */
  seed?: string;
  appId?: string;
  /** Absent: a new secret for this run. */
  appSecret?: string;
  /** The brand it plays; apps of the other brand are unknown to it. */
  brand?: Brand;
  /** Scopes of its apps; those that the doctor asks for by default. */
  scopes?: readonly string[];
  /** Number of generated colleagues besides the staff, for measurements. */
  scale?: number;
  clock?: PracticeClock;
  /** Time added to every call (ms). */
  latencyMs?: number;
  /** Limits that differ from Feishu's; null switches one off. */
  limits?: Partial<PracticeLimits>;
  /** Speed at which people read, 1 being real time; 0: no person reads on their own. */
  readingSpeed?: number;
  /** True when people answer on their own, as the company's rows say. By default they only read. */
  answering?: boolean;
  /** 0 up to 1: which of several listeners gets an event. */
  random?: () => number;
  /** Number of calls the log keeps; 5000 by default. */
  keepCalls?: number;
}

/** One more app, with its view of the company. */
export interface OpenedApp {
  readonly appId: string;
  readonly appSecret: string;
  readonly world: World;
}

/** A practice Feishu, without a way in. */
export interface CreatedPractice {
  /** What the ways in serve. */
  readonly server: PracticeServer;
  readonly appId: string;
  readonly appSecret: string;
  readonly world: World;
  readonly log: CallLog;
  readonly faults: Faults;
  /** Does the same as `PATCH /_practice/world`. Throws on a mistake in the change, which is a bug of the caller. */
  change(change: Readonly<Record<string, unknown>>, appId?: string): void;
  /** Does the same as `POST /_practice/apps`: opens one more app in the company. Throws on a mistake. */
  openApp(app?: Readonly<Record<string, unknown>>): OpenedApp;
  /** Does the same as `POST /_practice/read`: makes a person read one message, or all. Throws on a mistake. */
  read(who: string, messageId?: string): void;
  /** Does the same as `POST /_practice/act`: makes a person tap, react, reply or write. Gives the new id; throws on a mistake. */
  act(deed: Readonly<Record<string, unknown>>, appId?: string): string;
  /** The long connections of an app: what came over them, and what is to go wrong. */
  lines(appId?: string): Lines;
  /** Does the same as `POST /_practice/socket`. Throws on a mistake. */
  changeSocket(change: Readonly<Record<string, unknown>>, appId?: string): void;
  /** Does the same as `POST /_practice/registrations`: answers in place of the person who scans. Throws on a mistake. */
  answerScan(answer: Readonly<Record<string, unknown>>): void;
  /** App Secrets of all apps, the newest last: canaries for tests. */
  secrets(): readonly string[];
  /** Ends every wait. */
  end(): void;
}

const numberConnections = () => {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (socket: object): number => {
    const number = numbers.get(socket);
    if (number !== undefined) return number;
    last += 1;
    numbers.set(socket, last);
    return last;
  };
};

/** Creates a strict Feishu with a world of its own. It runs no timers: people's reads are computed on demand. */
export const createPractice = (options: CompanyOptions = {}): CreatedPractice => {
  const appId = options.appId ?? defaultAppId;
  const appSecret = options.appSecret ?? randomBytes(16).toString('hex');
  const brand = options.brand ?? 'feishu';
  const company: Company = {
    id: createIds(options.seed ?? defaultSeed),
    scopes: options.scopes ?? usualScopes,
    scale: options.scale ?? 0,
    clock: options.clock ?? { now: () => Date.now() },
    limits: { ...feishuLimits, ...options.limits },
    random: options.random ?? Math.random,
  };
  const app = createApp({ ...company, appId, appName: '值班提醒（练习）', appSecret, brand });
  const { world } = app;
  world.settings.readingSpeed = options.readingSpeed ?? 1;
  world.settings.answering = options.answering ?? false;
  const closing = new AbortController();
  // Each delayed call adds a listener; Node would warn at eleven.
  setMaxListeners(0, closing.signal);
  const server: PracticeServer = {
    app,
    apps: new Map([[appId, app]]),
    brand,
    company,
    registrar: createRegistrar(),
    log: createCallLog(options.keepCalls ?? 5000),
    faults: createFaults(),
    closing: closing.signal,
    latencyMs: options.latencyMs ?? 0,
    connectionOf: numberConnections(),
  };
  return {
    server,
    appId,
    appSecret,
    world,
    log: server.log,
    faults: server.faults,
    change(change, ofAppId = appId) {
      const wrong = changeWorld(forApp(server, server.apps.get(ofAppId) ?? app), change);
      if (wrong !== null) throw new Error(`Practice cannot be changed so: ${wrong}`);
    },
    openApp(given = {}) {
      const opened = openApp(server, given);
      const more = typeof opened === 'string' ? undefined : server.apps.get(String(opened.appId));
      if (!more) throw new Error(`Practice cannot open such an app: ${String(opened)}`);
      return { appId: more.world.appId, appSecret: more.appSecret, world: more.world };
    },
    read(who, messageId) {
      const result = markRead(world, messageId === undefined ? { who } : { who, messageId });
      if (typeof result === 'string') throw new Error(`Practice cannot read so: ${result}`);
    },
    act(deed, ofAppId = appId) {
      const result = act(server.apps.get(ofAppId) ?? app, deed);
      if (typeof result === 'string') throw new Error(`Practice cannot act so: ${result}`);
      return String(result.messageId ?? result.reactionId);
    },
    lines: (ofAppId = appId) => (server.apps.get(ofAppId) ?? app).lines,
    changeSocket(change, ofAppId = appId) {
      const wrong = changeSocket((server.apps.get(ofAppId) ?? app).lines, change);
      if (wrong !== null) throw new Error(`The socket cannot be changed so: ${wrong}`);
    },
    answerScan(answer) {
      const result = answerRegistration(server, answer);
      if (typeof result === 'string') throw new Error(`Practice cannot answer so: ${result}`);
    },
    secrets: () => [...server.apps.values()].map(({ appSecret }) => appSecret),
    end() {
      closing.abort();
      for (const { lines } of server.apps.values()) lines.end('cut');
    },
  };
};
