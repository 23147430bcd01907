import type { AdviceKey } from '../../contract/advice/keys';
import { type Problem, problem } from '../../contract/problem';
import type { Locale } from '../../contract/settings';
import type { Failure, Result } from '../feishu/failure';
import type { Bot, FeishuApp } from '../feishu/feishu';
import { isGranted, neededScopes } from './needed-scopes';
import { scopeWords } from './scope-words';

export type CheckId = 'network' | 'credentials' | 'bot' | 'ip' | 'availability' | 'receipts' | `scope:${string}`;

/** One line of the doctor. `fail` keeps the app from buzzing; `warn` takes something away, or could not be asked. */
export interface Check {
  id: CheckId;
  state: 'ok' | 'warn' | 'fail';
  /** null when all is well. */
  problem: Problem | null;
}

const network: ReadonlySet<AdviceKey> = new Set([
  'offline',
  'unreachable-host',
  'tls',
  'timeout',
  'lost-answer',
  'not-json',
  'gateway-error',
  'redirected',
  'answer-incomplete',
  'wrong-endpoint',
]);
const credentials: ReadonlySet<AdviceKey> = new Set([
  'secret-missing',
  'secret-unreadable',
  'credentials-malformed',
  'credentials-wrong',
  'credentials-mismatch',
  'token-missing',
  'token-expired',
  'app-disabled',
  'app-not-installed',
  'app-not-found',
]);

/** Which of the first four checks a failed connection test speaks of. They come in the order in which they can fail. */
const blamed = ({ problem: { advice } }: Failure): 'network' | 'credentials' | 'ip' | 'bot' => {
  if (network.has(advice)) return 'network';
  if (advice === 'ip-denied') return 'ip';
  return credentials.has(advice) ? 'credentials' : 'bot';
};

const fine = (id: CheckId): Check => ({ id, state: 'ok', problem: null });
const skipped = (id: CheckId): Check => ({ id, state: 'warn', problem: problem('check-skipped') });

/** `activate_status` of an enabled bot (feishu-api 1.3). */
const enabled = 2;

const connection = (bot: Result<Bot>): Check[] => {
  const ids = ['network', 'credentials', 'ip', 'bot'] as const;
  if (bot.ok) {
    const inactive = bot.value.status !== enabled;
    const last: Check = inactive ? { id: 'bot', state: 'fail', problem: problem('bot-inactive') } : fine('bot');
    return [...ids.slice(0, 3).map(fine), last];
  }
  const at = ids.indexOf(blamed(bot.failure));
  return ids.map((id, index) => {
    if (index < at) return fine(id);
    return index === at ? { id, state: 'fail', problem: bot.failure.problem } : skipped(id);
  });
};

const scopeChecks = (granted: Result<ReadonlySet<string>> | null, locale: Locale): Check[] =>
  neededScopes.map((need): Check => {
    const id: CheckId = `scope:${need.name}`;
    if (granted === null) return skipped(id);
    if (!granted.ok) return { id, state: 'warn', problem: granted.failure.problem };
    if (isGranted(need, granted.value)) return fine(id);
    const lacks = problem('scope-to-grant', { scope: need.name, use: scopeWords[locale][need.use] });
    return { id, state: need.vital ? 'fail' : 'warn', problem: lacks };
  });

const availability = (sees: Result<boolean> | null): Check => {
  if (sees === null) return skipped('availability');
  if (!sees.ok) return { id: 'availability', state: 'warn', problem: sees.failure.problem };
  if (sees.value) return fine('availability');
  return { id: 'availability', state: 'fail', problem: problem('nobody-available') };
};

/**
 * Asks everything that can be known without sending anything: network, credentials, IP, bot, scopes, whom the app sees,
 * and whether receipts can be had. Three calls besides the token.
 */
export const checkUp = async (feishu: FeishuApp, locale: Locale): Promise<readonly Check[]> => {
  const bot = await feishu.bot();
  // A token that could not be had would fail everything in the same words.
  const blame = bot.ok ? null : blamed(bot.failure);
  const goesOn = blame === null || blame === 'bot';
  const [granted, sees] = goesOn ? await Promise.all([feishu.scopes(), feishu.seesAnybody()]) : [null, null];
  const scopes = scopeChecks(granted, locale);
  const receipts = scopes.find((check) => check.id === 'scope:im:message:readonly') ?? skipped('receipts');
  return [...connection(bot), availability(sees), { ...receipts, id: 'receipts' }, ...scopes];
};
