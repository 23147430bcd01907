import { type AdviceKey, type Problem, problem } from '../../contract/advice/problem';
import type { Failure } from '../feishu/failure';

export type CheckId = 'network' | 'credentials' | 'bot' | 'ip' | 'availability' | 'receipts' | `scope:${string}`;

/** One line of the doctor. `fail` keeps the app from buzzing; `warn` takes something away, or could not be asked. */
export interface Check {
  id: CheckId;
  state: 'ok' | 'warn' | 'fail';
  /** null when all is well. */
  problem: Problem | null;
}

/** A check that makes no sense yet: what comes before it failed. */
export const skipped = (id: CheckId): Check => ({ id, state: 'warn', problem: problem('check-skipped') });

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
  'app-not-found',
  'token-missing',
  'token-expired',
]);
/** What is said of the app itself, whichever call it is said to. */
const app: ReadonlySet<AdviceKey> = new Set(['app-disabled', 'app-not-installed', 'bot-ability-off']);

/** The checks that one connection test answers, in the order in which they can fail. */
export const connectionChecks = ['network', 'credentials', 'ip', 'bot'] as const;

/**
 * Which of them a failed connection test speaks of. An app that is off, not installed or not published has good
 * credentials: it is its bot that cannot be had. So it is with whatever else is answered to a good token; where none
 * was handed out (`not-sent`), the bot was never asked: a cause that passes is on the way there, the others are the
 * credentials'.
 */
export const blamedCheck = ({
  stage,
  passing,
  problem: { advice },
}: Pick<Failure, 'stage' | 'passing' | 'problem'>): (typeof connectionChecks)[number] => {
  if (network.has(advice)) return 'network';
  if (advice === 'ip-denied') return 'ip';
  if (credentials.has(advice)) return 'credentials';
  if (stage !== 'not-sent' || app.has(advice)) return 'bot';
  return passing || advice === 'monthly-quota' ? 'network' : 'credentials';
};
