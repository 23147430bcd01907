import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import type { Check } from './check';
import { checkAvailability } from './check-availability';
import { checkConnection } from './check-connection';
import { checkScopes, skippedScopes } from './check-scopes';
import { skipped } from './skipped';

/**
 * Asks everything that can be known without sending anything: network, credentials, IP, bot, scopes, whom the app sees,
 * and whether receipts can be had. Three calls besides the token.
 */
export const checkUp = async (feishu: FeishuApp, locale: Locale): Promise<readonly Check[]> => {
  const { checks, goesOn } = await checkConnection(feishu);
  if (!goesOn) return [...checks, skipped('availability'), ...skippedScopes()];
  const [availability, scopes] = await Promise.all([checkAvailability(feishu), checkScopes(feishu, locale)]);
  return [...checks, availability, ...scopes];
};
