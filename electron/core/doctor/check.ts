import { type AdviceKey, type Problem, problem } from '../../contract/advice/problem';
import type { Failure } from '../feishu/failure';

export type CheckId =
  | 'network'
  | 'credentials'
  | 'bot'
  | 'ip'
  | 'availability'
  | 'receipts'
  | 'socket'
  | 'listening'
  | 'events'
  | `scope:${string}`;

/**
 * One line of the doctor. `fail` keeps the app from buzzing; `warn` takes something away, or could not be checked;
 * `optional` is not granted and few need it.
 */
export interface Check {
  id: CheckId;
  state: 'ok' | 'warn' | 'fail' | 'optional';
  /** Problem of this line; null when all is well. */
  problem: Problem | null;
}

/** A check that makes no sense yet, as an earlier one failed. */
export const skipped = (id: CheckId): Check => ({ id, state: 'warn', problem: problem('check-skipped') });

const network: ReadonlySet<AdviceKey> = new Set([
  'offline',
  'unreachable-host',
  'unreachable-proxy',
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
  'secret-locked',
  'secret-unreadable',
  'secret-elsewhere',
  'secret-unbound',
  'credentials-malformed',
  'credentials-wrong',
  'credentials-mismatch',
  'app-not-found',
  'token-missing',
  'token-expired',
]);
/** Problems of the app itself, which any call can answer with. */
const app: ReadonlySet<AdviceKey> = new Set(['app-disabled', 'app-not-installed', 'bot-ability-off']);

/** The checks that one connection test answers, in the order in which they can fail. */
export const connectionChecks = ['network', 'credentials', 'ip', 'bot'] as const;

/**
 * The check that a failed connection test is about. An app that is off, not installed or not published has good
 * credentials: its bot fails. So does the bot after any other answer to a good token. Without a token (`not-sent`) the
 * app never reached the bot: a passing cause is the network's, any other is the credentials'.
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
