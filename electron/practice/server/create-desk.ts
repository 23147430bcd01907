import type { PracticeClock } from '../clock';
import { createSentBefore } from '../message/sent-before';
import { buildWorld } from '../world/build-world';
import type { MakeId } from '../world/ids';
import type { Brand, Desk } from './call';
import { createRateLimiter, type PracticeLimits } from './rate-limiter';
import { createTokenDesk } from './token-desk';

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
