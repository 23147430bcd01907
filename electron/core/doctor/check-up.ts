import type { CheckPart, CheckView } from '../../contract/ipc/connect';
import type { Listening } from '../../contract/ipc/listening';
import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import { type Check, skipped } from './check';
import { checkAvailability, checkConnection } from './check-connection';
import { checkListening, skippedListening } from './check-listening';
import { checkScopes, skippedScopes } from './check-scopes';
import { type CheckedApp, checkView } from './check-view';

/**
 * Checks all that can be known without sending anything: network, credentials, IP, bot, availability, receipts, listening
 * and scopes. Makes some six calls besides the token's.
 */
export const checkUp = async (feishu: FeishuApp, locale: Locale, listening: Listening): Promise<readonly Check[]> => {
  const { checks, goesOn } = await checkConnection(feishu);
  if (!goesOn) return [...checks, ...skippedRest()];
  const [availability, listened, scopes] = await Promise.all([
    checkAvailability(feishu),
    checkListening(feishu, listening, locale),
    checkScopes(feishu, locale),
  ]);
  return [...checks, availability, ...listened, ...scopes];
};

const skippedRest = () => [skipped('availability'), ...skippedListening(), ...skippedScopes()];

const runPart = async (feishu: FeishuApp, part: CheckPart, app: CheckedApp): Promise<readonly Check[]> => {
  switch (part) {
    case 'connection': {
      const { checks, goesOn } = await checkConnection(feishu);
      return goesOn ? checks : [...checks, ...skippedRest()];
    }
    case 'availability':
      return [await checkAvailability(feishu)];
    case 'listening':
      return checkListening(feishu, app.listening, app.locale);
    case 'scopes':
      return checkScopes(feishu, app.locale);
  }
};

/** Checks a part of the doctor for a window. A failed connection answers for the other parts as well. */
export const checkPart = async (feishu: FeishuApp, part: CheckPart, app: CheckedApp): Promise<readonly CheckView[]> =>
  (await runPart(feishu, part, app)).map((check) => checkView(check, app));
