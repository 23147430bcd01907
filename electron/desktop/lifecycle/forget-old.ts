import { dayMs } from '../../core/ports/clock';

/**
 * Deletes buzzes that are older than the setting allows. To be called whenever the program has something to do anyway (start,
 * a buzz, a look at Activity, a changed setting): it deletes once a day, and when the setting has changed. A timer would
 * keep an idle program awake.
 *
 * @param deps.keepDays null: buzzes are kept forever
 */
export const createForgetOld = (deps: {
  forget: (days: number) => void;
  keepDays: () => number | null;
  now: () => number;
  /** Takes the error of a disk that refuses: it must not keep the program from starting. */
  report: (reason: unknown) => void;
}): (() => void) => {
  let last: { at: number; days: number } | null = null;
  return () => {
    const days = deps.keepDays();
    const now = deps.now();
    if (days === null || (last?.days === days && Math.abs(now - last.at) < dayMs)) return;
    // Set first: deleting changes Activity, which may call this function again.
    last = { at: now, days };
    try {
      deps.forget(days);
    } catch (reason) {
      deps.report(reason);
    }
  };
};
