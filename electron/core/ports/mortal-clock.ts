import type { Clock } from './clock';

/** A clock that can end while the process goes on. */
export interface MortalClock extends Clock {
  /** From now on no sleep ends, neither well nor badly, and no timer is kept: to what sleeps, the process has ended. */
  end(): void;
}

const never = (): Promise<never> => new Promise(() => undefined);

/** Makes a clock mortal, so that an engine can be put down (`Engine.abandon`). */
export const mortalClock = (clock: Clock): MortalClock => {
  const sleeping = new Set<AbortController>();
  let ended = false;
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      if (ended) return never();
      const own = new AbortController();
      const wake = () => own.abort(signal?.reason);
      if (signal?.aborted) wake();
      else signal?.addEventListener('abort', wake, { once: true });
      sleeping.add(own);
      try {
        await clock.sleep(ms, own.signal);
      } catch (reason) {
        if (ended) return never();
        throw reason;
      } finally {
        sleeping.delete(own);
        signal?.removeEventListener('abort', wake);
      }
      return ended ? never() : undefined;
    },
    end: () => {
      ended = true;
      for (const own of sleeping) own.abort();
    },
  };
};
