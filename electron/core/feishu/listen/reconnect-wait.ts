import type { ClientConfig } from './wire/client-config';

/** First wait, doubled with each failure, and the least one (ms). */
const firstWaitMs = 2_000;
const leastWaitMs = 1_000;
/** Failures after which the longer of the server's two waits is the bound. */
const patientAfter = 4;

/**
 * Wait before the next attempt (ms): short after a lost connection, longer with each failure in a row, spread by chance, so
 * that a company's computers do not come back at once. Never nothing, whatever the server's numbers.
 *
 * @param failures attempts in a row that came to nothing; 0: the last connection was a good one
 * @param chance random number, 0 ≤ x < 1
 */
export const reconnectWaitMs = (
  { nonceMs, reconnectMs }: Pick<ClientConfig, 'nonceMs' | 'reconnectMs'>,
  failures: number,
  chance: number,
): number => {
  const longest = failures > patientAfter ? reconnectMs : nonceMs;
  const doubled = firstWaitMs * 2 ** Math.min(10, Math.max(0, failures - 1));
  return Math.max(leastWaitMs, Math.min(longest, doubled) * chance);
};
