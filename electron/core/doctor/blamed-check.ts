import type { AdviceKey } from '../../contract/advice/keys';
import type { Problem } from '../../contract/problem';

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
]);

/** The checks that one connection test answers, in the order in which they can fail. */
export const connectionChecks = ['network', 'credentials', 'ip', 'bot'] as const;

/**
 * Which of them a failed connection test speaks of. An app that is off, not installed or not published has good
 * credentials: it is its bot that cannot be had.
 */
export const blamedCheck = ({ advice }: Problem): (typeof connectionChecks)[number] => {
  if (network.has(advice)) return 'network';
  if (advice === 'ip-denied') return 'ip';
  return credentials.has(advice) ? 'credentials' : 'bot';
};
