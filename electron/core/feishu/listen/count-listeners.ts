import type { Clock } from '../../ports/clock';
import type { Result } from '../failure';

/** Time for which a connection of ours that has ended may still be counted (ms) (feishu-api 6.9). */
export const ghostMs = 180_000;

/** The number of other connections. `maybeOurs`: so many of them may be ones of this computer that have ended. */
export interface Counted {
  others: number;
  maybeOurs: number;
  at: number;
}

/** Counts the connections of the app that are not this one. */
export class ListenerCount {
  readonly #clock: Clock;
  readonly #ask: () => Promise<Result<number>>;
  #ended: number[];

  /** @param endedAt the end of the last connection of an earlier run (ms since the epoch); null: it is long ago */
  constructor(clock: Clock, ask: () => Promise<Result<number>>, endedAt: number | null) {
    this.#clock = clock;
    this.#ask = ask;
    this.#ended = endedAt === null ? [] : [endedAt];
  }

  /** Notes that a connection of ours has ended. */
  noteEnd(): void {
    this.#ended.push(this.#clock.now());
  }

  /**
   * Asks Feishu; null when it cannot be known.
   *
   * @param ours connections that are open here: 0 or 1
   */
  async count(ours: 0 | 1): Promise<Counted | null> {
    const answer = await this.#ask();
    if (!answer.ok) return null;
    const now = this.#clock.now();
    this.#ended = this.#ended.filter((at) => Math.abs(now - at) < ghostMs);
    const others = Math.max(0, answer.value - ours);
    return { others, maybeOurs: Math.min(others, this.#ended.length), at: now };
  }
}
