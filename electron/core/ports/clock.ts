/** An hour (ms). */
export const hourMs = 3_600_000;
/** A day (ms). */
export const dayMs = 24 * hourMs;

/** Time, injected: decisions never read the wall clock, and tests move this one by hand. */
export interface Clock {
  /** Current time (ms since the epoch). */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The real time. A sleep keeps a timer only as long as it lasts. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, ms);
      signal?.addEventListener('abort', end, { once: true });
    }),
};
