import type { CheckView } from '../../contract/ipc/check-view';
import type { CheckPart } from '../../contract/ipc/connect';
import type { FeishuApp } from '../feishu/feishu';
import type { Check } from './check';
import { checkAvailability } from './check-availability';
import { checkConnection } from './check-connection';
import { checkScopes, skippedScopes } from './check-scopes';
import { type CheckedApp, checkView } from './check-view';
import { skipped } from './skipped';

const ask = async (feishu: FeishuApp, part: CheckPart, app: CheckedApp): Promise<readonly Check[]> => {
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

/** A part of the doctor as a window shows it. A connection that fails answers for the other parts as well. */
export const checkPart = async (feishu: FeishuApp, part: CheckPart, app: CheckedApp): Promise<readonly CheckView[]> =>
  (await ask(feishu, part, app)).map((check) => checkView(check, app));
