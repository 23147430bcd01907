import type { AdviceKey } from '../../contract/advice/keys';
import type { Problem } from '../../contract/advice/problem';
import type { CheckFix, CheckView } from '../../contract/ipc/check-view';
import type { ConsoleLink } from '../../contract/ipc/console-link';
import { AppId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { Brand } from '../../contract/model/workspace';
import type { Check } from './check';
import { checkLines } from './check-lines';
import { checkWords } from './check-words';

export interface CheckedApp {
  brand: Brand;
  appId: string;
  locale: Locale;
}

/** An app that Feishu does not know may be one of Lark's, and the other way round: ids of one are worthless at the other. */
const otherBrand: ReadonlySet<AdviceKey> = new Set(['credentials-wrong', 'credentials-mismatch', 'app-not-found']);
/** What is over once a version is published and approved (feishu-api 0.15). */
const unpublished: ReadonlySet<AdviceKey> = new Set([
  'bot-inactive',
  'bot-ability-off',
  'bot-waits',
  'bot-upgrade-waits',
  'app-not-installed',
]);

const scopesOf = ({ id }: Check, { advice, params }: Problem): readonly string[] => {
  if (advice === 'scope-to-grant') return [params.scope ?? ''];
  // Any of these is enough; the first is the one that this program asks for.
  return id === 'availability' && advice === 'scope-missing' ? [(params.scopes ?? '').split(', ')[0] ?? ''] : [];
};

const fixesOf = (check: Check, found: Problem, app: CheckedApp): readonly CheckFix[] => {
  const words = checkWords[app.locale];
  const { brand } = app;
  const appId = AppId.safeParse(app.appId);
  const open = (page: ConsoleLink['page'], label: string, scopes: readonly string[] = []): readonly CheckFix[] =>
    brand === 'custom' || !appId.success
      ? []
      : [{ kind: 'open', label, link: { page, brand, appId: appId.data, scopes: [...scopes] } }];

  const scopes = scopesOf(check, found).filter((scope) => scope !== '');
  if (scopes.length > 0) return open('scopes', words['fix-scope'], scopes);
  if (check.state !== 'fail') return [];
  switch (check.id) {
    case 'credentials': {
      const other = brand === 'feishu' ? 'lark' : 'feishu';
      const retry: readonly CheckFix[] =
        brand !== 'custom' && otherBrand.has(found.advice)
          ? [{ kind: 'brand', label: words[`try-${other}`], brand: other }]
          : [];
      return [...open('credentials', words['fix-credentials']), ...retry];
    }
    case 'ip': {
      const { ip } = found.params;
      const copy: readonly CheckFix[] =
        ip && /^[0-9a-f.:]+$/i.test(ip) ? [{ kind: 'copy', label: words['copy-ip'], text: ip }] : [];
      return [...open('ip-allowlist', words['fix-ip']), ...copy];
    }
    case 'bot':
      return [
        ...(found.advice === 'bot-ability-off' ? open('bot', words['fix-bot']) : []),
        ...(unpublished.has(found.advice) ? open('release', words['fix-release']) : []),
      ];
    case 'availability':
      return open('release', words['fix-availability']);
    default:
      return [];
  }
};

const noteOf = (check: Check, found: Problem | null, { brand, locale }: CheckedApp): string | null => {
  const words = checkWords[locale];
  const notes: string[] = [];
  if (found?.advice === 'ip-denied') notes.push(words['ip-why']);
  if (found?.advice === 'nobody-available') notes.push(words['nobody-why']);
  if (check.id === 'scope:im:message.urgent:sms' && brand === 'lark' && found?.advice !== 'check-skipped') {
    notes.push(words['lark-paid']);
  }
  return notes.length > 0 ? notes.join(locale === 'zh-CN' ? '' : ' ') : null;
};

/** A check as a window shows it: its name, what was found, why, and the buttons that lead to where it is mended. */
export const checkView = (check: Check, app: CheckedApp): CheckView => {
  const line = checkLines(app.locale).find(({ id }) => id === check.id);
  const skipped = check.problem?.advice === 'check-skipped';
  return {
    id: check.id,
    label: line?.label ?? check.id,
    scope: line?.scope ?? null,
    state: skipped ? 'skipped' : check.state,
    problem: check.problem,
    note: noteOf(check, check.problem, app),
    fixes: check.problem === null || skipped ? [] : fixesOf(check, check.problem, app),
  };
};
