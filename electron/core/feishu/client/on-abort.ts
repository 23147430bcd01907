const shared = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs `react` once when the signal is aborted, unless the returned function was called before. However many wait on
 * one signal (a buzz of a thousand people has one), it carries a single listener: Node warns of a leak above ten.
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
