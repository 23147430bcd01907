import type { Clock } from '../../ports/clock';
import { wrapByKind } from '../calls';
import type { Result } from '../failure';
import type { FeishuApp } from '../feishu';

interface ReadAgainDeps {
  clock: Clock;
  /** Random number, 0 ≤ x < 1. */
  random: () => number;
  signal?: AbortSignal;
  /** Attempts in all; 4 by default. */
  attempts?: number;
}

const baseMs = 500;
const capMs = 8_000;
/** Longest wait before another attempt (ms). A longer one ends with the failure, and the person may try again. */
const longestMs = 10_000;

/**
 * Repeats a call that does no harm when made twice, while its failure is a passing one and the call has left. Waits a
 * random part of 0.5 s, 1 s, 2 s … ≤ 8 s, so that many apps do not return at once, on top of the wait that Feishu asks
 * for. Answers with the last failure when attempts are used up or the signal is aborted; never throws.
 */
export const readAgain = async <T>(read: () => Promise<Result<T>>, deps: ReadAgainDeps): Promise<Result<T>> => {
  const attempts = deps.attempts ?? 4;
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    // Without a network it is better to tell the person than to let them wait.
    const hopeless = !result.ok && (!result.failure.passing || result.failure.stage === 'not-sent');
    if (result.ok || hopeless || attempt >= attempts) return result;
    const jitter = Math.round(deps.random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
    const wait = (result.failure.retryAfterMs ?? 0) + jitter;
    if (wait > longestMs) return result;
    try {
      await deps.clock.sleep(wait, deps.signal);
    } catch {
      return result;
    }
  }
};

/** The same Feishu, whose lookups are made again after a passing failure. */
export const readPatiently = (feishu: FeishuApp, deps: ReadAgainDeps): FeishuApp =>
  wrapByKind(feishu, {
    lookup: (call) => (input) => readAgain(() => call(input), deps),
    effect: null,
    paid: null,
    receipt: null,
    check: null,
  });
