import { useEffect, useState } from 'react';

const second = 1000;
const secondsUntil = (at: number) => Math.max(0, Math.ceil((at - Date.now()) / second));

/**
 * Whole seconds until `at` (ms since epoch; null: nothing is awaited, 0). Counts as each second passes, but only while
 * the window is seen: a hidden window has no timer (design section 5).
 */
export const useCountdown = (at: number | null): number => {
  const [left, setLeft] = useState(at === null ? 0 : secondsUntil(at));
  useEffect(() => {
    if (at === null) return setLeft(0);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const count = () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      const now = secondsUntil(at);
      setLeft(now);
      // On the turn of the second, so that the count and the time it ends at agree.
      if (now > 0 && document.visibilityState === 'visible')
        timer = setTimeout(count, (at - Date.now()) % second || second);
    };
    count();
    document.addEventListener('visibilitychange', count);
    return () => {
      if (timer !== null) clearTimeout(timer);
      document.removeEventListener('visibilitychange', count);
    };
  }, [at]);
  return left;
};
