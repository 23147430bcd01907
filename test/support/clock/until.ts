import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until the answer is neither null nor false, and gives it; fails by saying what did not come true.
 * Waits for a state outside of this process: where there is an event to wait for, wait for that.
 */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  patienceMs = 30_000,
): Promise<T> => {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    await pause(50);
  }
};
