const shared = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs `react` once when the signal is aborted, unless the caller called the returned function before. A signal carries
 * a single listener for any number of waiters (a buzz of a thousand people has one signal): Node warns above ten.
 */
export const onAbort = (signal: AbortSignal, react: () => void): (() => void) => {
  let waiting = shared.get(signal);
  if (!waiting) {
    const all = new Set<() => void>();
    shared.set(signal, all);
    signal.addEventListener('abort', () => {
      for (const one of [...all]) one();
      all.clear();
    });
    waiting = all;
  }
  waiting.add(react);
  return () => waiting.delete(react);
};
