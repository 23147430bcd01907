import { useEffect, useState } from 'react';
import { useSeen } from './window-store';

const second = 1000;
const secondsUntil = (at: number) => Math.max(0, Math.ceil((at - Date.now()) / second));

/**
 * Whole seconds left until `at` (ms since the epoch); 0 when `at` is null. Counts each second, but only while the window is
 * on the screen: a hidden window has no timer, so that an idle app sleeps.
 */
export const useCountdown = (at: number | null): number => {
  const [left, setLeft] = useState(at === null ? 0 : secondsUntil(at));
  const seen = useSeen();
  useEffect(() => {
    if (at === null) return setLeft(0);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      const now = secondsUntil(at);
      setLeft(now);
      // Wakes on the turn of the second, so that the count reaches 0 exactly at `at`.
      if (now > 0 && seen) timer = setTimeout(count, (at - Date.now()) % second || second);
    };
    count();
    return () => clearTimeout(timer);
  }, [at, seen]);
  return left;
};
