import { z } from 'zod';
import { AppId } from '../model/ids';
import { Brand } from '../model/workspace';

/** A page of one app in its brand's developer console. An own base URL has no console that we know of. */
export const ConsoleLink = z.strictObject({
  page: z.enum(['credentials', 'bot', 'scopes', 'release', 'ip-allowlist']),
  brand: Brand.exclude(['custom']),
  appId: AppId,
  /** Those the permission page should have ready; empty for every other page. */
  scopes: z.array(z.string().regex(/^[a-z][a-z0-9:._]{1,80}$/)).max(50),
});
export type ConsoleLink = z.infer<typeof ConsoleLink>;
