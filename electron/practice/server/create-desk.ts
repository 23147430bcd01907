import { buildWorld } from '../company/build-world';
import type { Brand, Desk } from '../gateway/call';
import { createRateLimiter, type PracticeLimits } from '../gateway/rate-limiter';
import { createSentBefore } from '../gateway/sent-before';
import { createTokenDesk } from '../gateway/token-desk';
import type { PracticeClock } from '../world/clock';
import type { MakeId } from '../world/ids';

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
