import type { Clock } from '../../../electron/core/ports/clock';

/** A clock on which nobody waits: whoever sleeps makes time pass. */
export const hurriedClock = (): Clock & { pass(ms: number): void } => {
  let now = Date.UTC(2026, 4, 22, 2, 0, 0);
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        setImmediate(() => {
          if (signal?.aborted) return reject(signal.reason);
          now += ms;
          resolve();
        });
      }),
    pass: (ms) => {
      now += ms;
    },
  };
};
