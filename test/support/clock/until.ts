import { setTimeout as pause } from 'node:timers/promises';

/** Time that a state may take to come true (ms): a machine that does four other things at once is not a fault. */
export const patienceMs = 60_000;

/**
 * Repeats `ask` until its answer is neither null nor false, and returns it. Fails with the name of the state. For states
 * outside this process only: where there is an event, wait for that.
 */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  within = patienceMs,
): Promise<T> => {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${within / 1000} s`);
    await pause(50);
  }
};
