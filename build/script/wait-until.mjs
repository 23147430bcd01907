import { setTimeout as wait } from 'node:timers/promises';
import { Stop } from './run.mjs';

/**
 * Asks again and again until the answer is neither null nor false, and gives that answer.
 * @template T
 * @param {string} what a sentence for the error, such as "the popup is hidden"
 * @param {() => Promise<T | null | false>} ask
 * @param {{ patienceMs?: number, everyMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function waitUntil(what, ask, { patienceMs = 15_000, everyMs = 30 } = {}) {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Stop(`Waited ${patienceMs / 1000} s, but not yet: ${what}.`);
    await wait(everyMs);
  }
}
