import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { endpoints } from './api/endpoints';
import type { PracticeClock } from './clock';
import { changeWorld } from './control/change-world';
import { markRead } from './control/mark-read';
import { createSentBefore } from './message/sent-before';
import { type CallLog, createCallLog } from './server/call-log';
import { createApp } from './server/create-app';
import { createFaults, type Faults } from './server/faults';
import { listen, portOf } from './server/listen';
import { createRateLimiter, feishuLimits, type PracticeLimits } from './server/rate-limiter';
import type { Server } from './server/run-call';
import { createTokenDesk } from './server/token-desk';
import { buildWorld } from './world/build-world';
import { defaultAppId, defaultSeed } from './world/ids';
import type { World } from './world/world';

export interface PracticeOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** One that listens already, in the place of one on `port`. */
  http?: HttpServer;
  /** Ids are derived from it; the same seed is the same world. */
  seed?: string;
  appId?: string;
  /** Absent: a new one for this run. */
  appSecret?: string;
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
  change(change: Readonly<Record<string, unknown>>): void;
  /** As `POST /_practice/read`: makes someone read one message, or everything. Throws for nobody. */
  read(who: string, messageId?: string): void;
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
 * Starts a strict Feishu on 127.0.0.1 with its own world (design, section 8). It holds no timers: what people do is
 * computed when it is asked for. Fails like any server when the port is taken.
 */
export const startPractice = async (options: PracticeOptions = {}): Promise<Practice> => {
  const appId = options.appId ?? defaultAppId;
  const appSecret = options.appSecret ?? randomBytes(16).toString('hex');
  const world = buildWorld({
    seed: options.seed ?? defaultSeed,
    appId,
    scale: options.scale ?? 0,
    clock: options.clock ?? { now: () => Date.now() },
  });
  world.settings.readingSpeed = options.readingSpeed ?? 1;
  const closing = new AbortController();
  // One listener per call that is being held back, however many there are.
  setMaxListeners(0, closing.signal);
  const server: Server = {
    desk: {
      world,
      tokens: createTokenDesk(),
      rates: createRateLimiter({ ...feishuLimits, ...options.limits }),
      sentBefore: createSentBefore(),
      createdBefore: new Map(),
    },
    log: createCallLog(options.keepCalls ?? 5000),
    faults: createFaults(),
    closing: closing.signal,
    latencyMs: options.latencyMs ?? 0,
    connectionOf: numberConnections(),
  };
  const app = createApp(server, endpoints(appSecret));
  const http = options.http ?? (await listen(options.port));
  http.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const port = portOf(http);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    appId,
    appSecret,
    world,
    log: server.log,
    faults: server.faults,
    change(change) {
      const wrong = changeWorld(server, change);
      if (wrong !== null) throw new Error(`Practice cannot be changed so: ${wrong}`);
    },
    read(who, messageId) {
      const result = markRead(world, messageId === undefined ? { who } : { who, messageId });
      if (typeof result === 'string') throw new Error(`Practice cannot read so: ${result}`);
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
