import { buildWorld } from '../company/build-world';
import type { Brand, Desk } from '../gateway/endpoint';
import { isRecord } from '../gateway/json';
import { createRateLimiter, type PracticeLimits } from '../gateway/rate-limiter';
import { createSentBefore } from '../gateway/sent-before';
import { createTokenDesk } from '../gateway/tenant-tokens';
import type { MakeId } from '../world/make-ids';
import type { PracticeClock } from '../world/world';
import type { CallLog } from './call-log';
import type { Faults } from './faults';

/** The running server, as every call needs it. */
export interface Server {
  /** The first app, or the one that a call or a change is about. */
  readonly desk: Desk;
  /** All apps, by App ID. */
  readonly apps: Map<string, Desk>;
  readonly brand: Brand;
  readonly company: Company;
  readonly log: CallLog;
  readonly faults: Faults;
  readonly closing: AbortSignal;
  /** Added to every call, in ms. */
  latencyMs: number;
  connectionOf(socket: object): number;
}

/** What all apps of one practice company share. */
export interface Company {
  id: MakeId;
  scale: number;
  clock: PracticeClock;
  limits: PracticeLimits;
}

/** One app of the company, with its own view of it: ids, scopes, tokens, rates. */
export const createDesk = (
  app: Company & { appId: string; appName: string; appSecret: string; brand: Brand },
): Desk => ({
  appSecret: app.appSecret,
  brand: app.brand,
  world: buildWorld(app),
  tokens: createTokenDesk(),
  rates: createRateLimiter({ ...app.limits }),
  sentBefore: createSentBefore(),
  createdBefore: new Map(),
});

/** The same server, seen by one of its apps. */
export const forApp = (server: Server, desk: Desk): Server =>
  desk === server.desk
    ? server
    : {
        ...server,
        desk,
        get latencyMs() {
          return server.latencyMs;
        },
        set latencyMs(ms) {
          server.latencyMs = ms;
        },
      };

/** The app a request comes from: the one whose token it carries, or that asks for one; the first one when it is nobody's. */
export const appOf = (server: Server, authorization: string | undefined, body: unknown): Desk => {
  const appId = isRecord(body) && typeof body.app_id === 'string' ? body.app_id : null;
  if (appId !== null && authorization === undefined) {
    const desk = server.apps.get(appId);
    // An app of the other brand is unknown here.
    return desk?.brand === server.brand ? desk : server.desk;
  }
  const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  for (const desk of server.apps.values()) if (desk.tokens.isValid(token, desk.world.now())) return desk;
  return server.desk;
};
