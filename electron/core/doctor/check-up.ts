import type { CheckPart, CheckView } from '../../contract/ipc/connect';
import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import { type Check, skipped } from './check';
import { checkAvailability, checkConnection } from './check-connection';
import { checkScopes, skippedScopes } from './check-scopes';
import { type CheckedApp, checkView } from './check-view';

/**
 * Checks all that can be known without sending anything: network, credentials, IP, bot, availability, receipts and
 * scopes. Makes three calls besides the token's.
 */
export const checkUp = async (feishu: FeishuApp, locale: Locale): Promise<readonly Check[]> => {
  const { checks, goesOn } = await checkConnection(feishu);
  if (!goesOn) return [...checks, skipped('availability'), ...skippedScopes()];
  const [availability, scopes] = await Promise.all([checkAvailability(feishu), checkScopes(feishu, locale)]);
  return [...checks, availability, ...scopes];
};

const runPart = async (feishu: FeishuApp, part: CheckPart, app: CheckedApp): Promise<readonly Check[]> => {
  switch (part) {
    case 'connection': {
      const { checks, goesOn } = await checkConnection(feishu);
      return goesOn ? checks : [...checks, skipped('availability'), ...skippedScopes()];
    }
    case 'availability':
      return [await checkAvailability(feishu)];
    case 'scopes':
      return checkScopes(feishu, app.locale);
  }
};

/** Checks a part of the doctor for a window. A failed connection answers for the other parts as well. */
export const checkPart = async (feishu: FeishuApp, part: CheckPart, app: CheckedApp): Promise<readonly CheckView[]> =>
  (await runPart(feishu, part, app)).map((check) => checkView(check, app));
