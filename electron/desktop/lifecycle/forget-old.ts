import { dayMs } from '../../core/ports/clock';

/**
 * Keeps the promise of how long buzzes are kept. To be called whenever there is something to do anyway (start, a buzz, a
 * look at Activity, a changed setting): it deletes once a day and when the promise has changed. A timer would keep an idle
 * program awake.
 *
 * @param keepDays null: buzzes are kept for ever
 */
export const createForgetOld = (deps: {
  forget: (days: number) => void;
  keepDays: () => number | null;
  now: () => number;
  /** A disk that refuses must not keep the program from starting. */
  report: (reason: unknown) => void;
}): (() => void) => {
  let last: { at: number; days: number } | null = null;
  return () => {
    const days = deps.keepDays();
    const now = deps.now();
    if (days === null || (last?.days === days && Math.abs(now - last.at) < dayMs)) return;
    // Set first: what is deleted is told of, and whoever hears of it may call again.
    last = { at: now, days };
    try {
      deps.forget(days);
    } catch (reason) {
      deps.report(reason);
    }
  };
};
