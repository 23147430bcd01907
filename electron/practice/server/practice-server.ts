import { buildWorld } from '../company/build-world';
import type { Brand, PracticeApp } from '../gateway/endpoint';
import { createRateLimiter, type PracticeLimits } from '../gateway/rate-limiter';
import { createSentBefore } from '../gateway/sent-before';
import { createTenantTokens } from '../gateway/tenant-tokens';
import { nextAnswerAt, settlePeople } from '../people/settle-people';
import { createLines } from '../socket/lines';
import { isRecord } from '../world/json';
import type { MakeId } from '../world/make-ids';
import { nextReadAt, settleDirectReads } from '../world/read-times';
import type { Registrar } from '../world/registrar';
import type { PracticeClock, World } from '../world/world';
import type { CallLog } from './call-log';
import type { Faults } from './faults';

/** The running server, as calls and control paths use it. */
export interface PracticeServer {
  /** The first app, or after `forApp` the one that a call or a change is about. */
  readonly app: PracticeApp;
  /** All apps, by App ID. */
  readonly apps: Map<string, PracticeApp>;
  readonly brand: Brand;
  readonly company: Company;
  /** Apps being created by scan. */
  readonly registrar: Registrar;
  readonly log: CallLog;
  readonly faults: Faults;
  readonly closing: AbortSignal;
  /** Time added to every call (ms). */
  latencyMs: number;
  /** A number for each TCP connection, from 1. */
  connectionOf(socket: object): number;
}

/** Facts that all apps of one practice company share. */
export interface Company {
  id: MakeId;
  /** Scopes that an app is granted unless it asks for others. */
  scopes: readonly string[];
  scale: number;
  clock: PracticeClock;
  limits: PracticeLimits;
  /** 0 up to 1: which of several listeners gets an event. */
  random(): number;
}

/** Creates an app with its own view of the company: ids, scopes, tokens, rates. */
export const createApp = (
  app: Company & { appId: string; appName: string; appSecret: string; brand: Brand },
): PracticeApp => {
  const world = buildWorld(app);
  return {
    appSecret: app.appSecret,
    brand: app.brand,
    world,
    lines: createLines({ world, people: peopleOf(world), random: app.random }),
    tokens: createTenantTokens(),
    rates: createRateLimiter({ ...app.limits }),
    sentBefore: createSentBefore(),
    createdBefore: new Map(),
  };
};

/** What people do on their own, as far as an open connection has to tell it in time. */
const peopleOf = (world: World) => ({
  settle() {
    settlePeople(world);
    settleDirectReads(world);
  },
  nextAt() {
    const times = [nextAnswerAt(world), nextReadAt(world)].filter((at) => at !== null);
    return times.length === 0 ? null : Math.min(...times);
  },
});

/** The same server, acting for one of its apps. */
export const forApp = (server: PracticeServer, app: PracticeApp): PracticeServer =>
  app === server.app
    ? server
    : {
        ...server,
        app,
        get latencyMs() {
          return server.latencyMs;
        },
        set latencyMs(ms) {
          server.latencyMs = ms;
        },
      };

/** The app a request to `host` comes from: by its token, or by the App ID that asks for one; otherwise the first app. */
export const appOf = (
  server: PracticeServer,
  { authorization, host = '' }: { authorization: string | undefined; host: string | undefined },
  body: unknown,
): PracticeApp => {
  // The endpoint of the long connection spells its fields otherwise, and knows apps of the other brand as such.
  const listens = authorization === undefined && isRecord(body) && typeof body.AppID === 'string';
  const listening = listens ? server.apps.get(String(body.AppID)) : undefined;
  if (listening) return listening;
  const appId = isRecord(body) && typeof body.app_id === 'string' ? body.app_id : null;
  if (appId !== null && authorization === undefined) {
    const app = server.apps.get(appId);
    // An app of the other brand is unknown here; `localhost` stands for Lark's hosts.
    return app && (app.brand === server.brand || (app.brand === 'lark' && /^localhost(:|$)/.test(host)))
      ? app
      : server.app;
  }
  const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  for (const app of server.apps.values()) if (app.tokens.isValid(token, app.world.now())) return app;
  return server.app;
};
