import { problem } from '../../contract/advice/problem';
import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import type { Check, CheckId } from './check';
import { isGranted, neededScopes } from './needed-scopes';
import { scopeWords } from './scope-words';
import { skipped } from './skipped';

/** Receipts, which have a line of their own, then every scope. */
const withReceipts = (scopes: readonly Check[]): readonly Check[] => {
  const receipts = scopes.find((check) => check.id === 'scope:im:message:readonly') ?? skipped('receipts');
  return [{ ...receipts, id: 'receipts' }, ...scopes];
};

const scopeId = (name: string): CheckId => `scope:${name}`;

/** The same lines when nothing could be asked. */
export const skippedScopes = (): readonly Check[] =>
  withReceipts(neededScopes.map(({ name }) => skipped(scopeId(name))));

/** Which of the needed scopes the app was granted: one call that needs no scope itself (feishu-api 1.4). */
export const checkScopes = async (feishu: FeishuApp, locale: Locale): Promise<readonly Check[]> => {
  const granted = await feishu.scopes();
  return withReceipts(
    neededScopes.map((need): Check => {
      const id = scopeId(need.name);
      if (!granted.ok) return { id, state: 'warn', problem: granted.failure.problem };
      if (isGranted(need, granted.value)) return { id, state: 'ok', problem: null };
      const lacks = problem('scope-to-grant', { scope: need.name, use: scopeWords[locale][need.use] });
      return { id, state: need.vital ? 'fail' : 'warn', problem: lacks };
    }),
  );
};
