import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats `ask` until its answer is neither null nor false, and returns it. Fails with the name of the state. For states
 * outside this process only: where there is an event, wait for that.
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
