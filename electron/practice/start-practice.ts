import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { endpoints } from './api/endpoints';
import { changeWorld } from './control/change-world';
import { openApp } from './control/open-app';
import { markRead } from './control/people';
import { createHttp } from './create-http';
import type { Brand } from './gateway/endpoint';
import { feishuLimits, type PracticeLimits } from './gateway/rate-limiter';
import { type CallLog, createCallLog } from './server/call-log';
import { createFaults, type Faults } from './server/faults';
import { listen } from './server/loopback';
import { type Company, createApp, forApp, type PracticeServer } from './server/practice-server';
import { defaultAppId, defaultSeed } from './world/defaults';
import { createIds } from './world/make-ids';
import type { PracticeClock, World } from './world/world';

export interface PracticeOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** It listens to nobody itself: whoever listens on this port hands the connections over (`serve`). */
  behind?: number;
  /** Ids are derived from it; the same seed is the same world. */
  seed?: string;
  appId?: string;
  /** Absent: a new one for this run. */
  appSecret?: string;
  /** Whose servers it plays; apps of the other brand are unknown to it. */
  brand?: Brand;
  /** Generated colleagues beside the staff, for measurements. */
  scale?: number;
  clock?: PracticeClock;
  /** Added to every call, in ms. */
  latencyMs?: number;
  /** What differs from Feishu's limits; null switches one off. */
  limits?: Partial<PracticeLimits>;
  /** How much faster than life people read; 0: nobody reads on their own. */
  readingSpeed?: number;
  /** How many calls the log keeps (5000). */
  keepCalls?: number;
}

/** One more app, and the company as it sees it. */
export interface OpenedApp {
  readonly appId: string;
  readonly appSecret: string;
  readonly world: World;
}

/** A running practice Feishu. */
export interface Practice {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly baseUrl: string;
  readonly port: number;
  readonly appId: string;
  readonly appSecret: string;
  readonly world: World;
  readonly log: CallLog;
  readonly faults: Faults;
  /** As `PATCH /_practice/world`; throws when the change makes no sense, which is a bug of the caller. */
  change(change: Readonly<Record<string, unknown>>, appId?: string): void;
  /** As `POST /_practice/apps`: one more app in the same company. Throws when it makes no sense. */
  openApp(app?: Readonly<Record<string, unknown>>): OpenedApp;
  /** As `POST /_practice/read`: makes someone read one message, or everything. Throws for nobody. */
  read(who: string, messageId?: string): void;
  /** Speaks HTTP on a connection that somebody else accepted. */
  serve(socket: Socket): void;
  /** Stops listening, cuts what is open, ends every wait. */
  close(): Promise<void>;
}

const numberConnections = () => {
  const known = new WeakMap<object, number>();
  let last = 0;
  return (socket: object): number => {
    const number = known.get(socket);
    if (number !== undefined) return number;
    last += 1;
    known.set(socket, last);
    return last;
  };
};

/**
 * Starts a strict Feishu on 127.0.0.1 with a world of its own. It holds no timers: what people do is
 * computed when it is asked for. Fails like any server when the port is taken.
 */
export const startPractice = async (options: PracticeOptions = {}): Promise<Practice> => {
  const appId = options.appId ?? defaultAppId;
  const appSecret = options.appSecret ?? randomBytes(16).toString('hex');
  const brand = options.brand ?? 'feishu';
  const company: Company = {
    id: createIds(options.seed ?? defaultSeed),
    scale: options.scale ?? 0,
    clock: options.clock ?? { now: () => Date.now() },
    limits: { ...feishuLimits, ...options.limits },
  };
  const app = createApp({ ...company, appId, appName: '值班提醒（练习）', appSecret, brand });
  const { world } = app;
  world.settings.readingSpeed = options.readingSpeed ?? 1;
  const closing = new AbortController();
  // One listener per call that is being held back, however many there are.
  setMaxListeners(0, closing.signal);
  const server: PracticeServer = {
    app,
    apps: new Map([[appId, app]]),
    brand,
    company,
    log: createCallLog(options.keepCalls ?? 5000),
    faults: createFaults(),
    closing: closing.signal,
    latencyMs: options.latencyMs ?? 0,
    connectionOf: numberConnections(),
  };
  const http = createHttp(server, endpoints);
  const port = options.behind ?? (await listen(http, options.port ?? 0));
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
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
    serve(socket) {
      http.emit('connection', socket);
    },
    async close() {
      closing.abort();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
  };
};
