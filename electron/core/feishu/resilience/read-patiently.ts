import type { Clock } from '../../ports/clock';
import { wrapByKind } from '../calls';
import type { Result } from '../failure';
import type { FeishuApp } from '../feishu';

interface ReadAgainDeps {
  clock: Clock;
  /** 0 ≤ x < 1 */
  random: () => number;
  signal?: AbortSignal;
  /** Attempts in all; 4 unless told. */
  attempts?: number;
}

const baseMs = 500;
const capMs = 8_000;
/** Nobody looks at a list that long; a longer wait is answered with the failure, and the person may try again. */
const longestMs = 10_000;

/**
 * Reads again what may be read twice (chats, members, lookUp, recall) while the failure is a passing
 * one that has left. Waits a random part of 0.5 s, 1 s, 2 s … ≤ 8 s, so that many programs do not return at once, on top of what
 * Feishu asked for. Answers with the last failure when attempts are used up or the signal is aborted; never throws.
 */
export const readAgain = async <T>(read: () => Promise<Result<T>>, deps: ReadAgainDeps): Promise<Result<T>> => {
  const attempts = deps.attempts ?? 4;
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    // Without a network nothing is gained by keeping somebody waiting who could have been told.
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
