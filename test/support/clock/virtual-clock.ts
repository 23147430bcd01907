import type { Clock } from '../../../electron/core/ports/clock';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** Lets everything that is ready run: promise chains of any depth. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Clock that stands still until a test moves it. Sleepers wake in order, each at exactly its own time. */
export interface VirtualClock extends Clock {
  /** Moves time forward by `ms`. Wakes each sleeper that is due on the way, and lets its work run before going on. */
  advance(ms: number): Promise<void>;
  /** Moves time from sleeper to sleeper until none is left. Throws after `maxWakes` wakings. */
  drain(maxWakes?: number): Promise<void>;
  /** Lets ready promises run without moving time. */
  settle(): Promise<void>;
  /** Sets the wall clock, as NTP or a person does. Sleepers keep their remaining time, as real timers do. */
  jump(ms: number): void;
  /** Number of sleepers; 0 means that no timer is pending. */
  sleeping(): number;
}

/** Starts at `start` ms since the epoch. */
export const createVirtualClock = (start = 1_700_000_000_000): VirtualClock => {
  // Sleepers live on elapsed time, `now` on elapsed time plus the wall clock's offset, so that a jump moves only `now`.
  let elapsed = 0;
  let offset = start;
  let sleepers: Sleeper[] = [];

  const earliest = () => sleepers.reduce<Sleeper | null>((best, one) => (best && best.at <= one.at ? best : one), null);

  const wakeNext = async (next: Sleeper) => {
    sleepers = sleepers.filter((one) => one !== next);
    elapsed = Math.max(elapsed, next.at);
    next.wake();
    await settle();
  };

  return {
    now: () => offset + elapsed,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const sleeper: Sleeper = { at: elapsed + Math.max(0, ms), wake: () => done(resolve) };
        const stop = () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          done(() => reject(signal?.reason));
        };
        const done = (finish: () => void) => {
          signal?.removeEventListener('abort', stop);
          finish();
        };
        signal?.addEventListener('abort', stop, { once: true });
        sleepers.push(sleeper);
      }),
    advance: async (ms) => {
      const end = elapsed + ms;
      await settle();
      for (let next = earliest(); next && next.at <= end; next = earliest()) await wakeNext(next);
      elapsed = end;
      await settle();
    },
    drain: async (maxWakes = 100_000) => {
      await settle();
      let wakes = 0;
      for (let next = earliest(); next; next = earliest()) {
        wakes += 1;
        if (wakes > maxWakes) throw new Error(`still sleeping after ${maxWakes} wakings`);
        await wakeNext(next);
      }
    },
    settle,
    jump: (ms) => {
      offset += ms;
    },
    sleeping: () => sleepers.length,
  };
};

/** Clock without waiting: every sleep makes time pass at once. */
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
