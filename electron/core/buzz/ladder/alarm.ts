import type { Clock } from '../../ports/clock';
import { isSetBack } from './set-back-clock';

/** Longest time between two looks at the wall clock, which may have been set meanwhile (ms). */
const lookEveryMs = 30_000;

export interface AlarmDeps {
  /** Time at which something is due next (ms since the epoch); null: nothing is armed, and no timer is kept. */
  nextAt: () => number | null;
  ring: () => void;
  /** The wall clock was set back by so much (ms, negative): time went on all the same. */
  setBack: (by: number) => Promise<void>;
}

/** One timer for the next thing that is due. A clock that leaps forward looks like a sleep, and is taken for one. */
export class Alarm {
  readonly #clock: Clock;
  readonly #deps: AlarmDeps;
  #again = new AbortController();
  #going = false;

  constructor(clock: Clock, deps: AlarmDeps) {
    this.#clock = clock;
    this.#deps = deps;
  }

  /** The next thing that is due has changed, or the clock may have. */
  changed(): void {
    this.#again.abort();
    if (!this.#going) void this.#go();
  }

  async #go(): Promise<void> {
    this.#going = true;
    try {
      for (let next = this.#deps.nextAt(); next !== null; next = this.#deps.nextAt()) {
        const before = this.#clock.now();
        const wait = Math.max(0, Math.min(next - before, lookEveryMs));
        this.#again = new AbortController();
        const slept = await this.#sleep(wait);
        const expected = slept ? before + wait : before;
        const now = this.#clock.now();
        if (isSetBack(now, expected)) await this.#deps.setBack(now - expected);
        this.#deps.ring();
      }
    } finally {
      this.#going = false;
    }
  }

  async #sleep(ms: number): Promise<boolean> {
    if (ms <= 0) return true;
    try {
      await this.#clock.sleep(ms, this.#again.signal);
      return true;
    } catch {
      return false;
    }
  }
}
