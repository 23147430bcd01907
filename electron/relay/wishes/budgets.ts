import { type Clock, hourMs } from '../../core/ports/clock';
import type { StoredToken } from '../tokens/token';

/** Most requests of one token in a minute. */
const requestsPerMinute = 600;
const minuteMs = 60_000;

/** A ceiling that is reached, and the time until something is left (s). */
export interface Spent {
  what: 'too-many' | 'too-many-buzzes' | 'too-many-paid' | 'too-many-alarms';
  limit: number;
  seconds: number;
}

interface Use {
  at: number;
  paid: number;
}

/** The ceilings of each token: requests in a minute, buzzes and paid people in an hour. */
export class Budgets {
  readonly #clock: Clock;
  readonly #requests = new Map<string, number[]>();
  readonly #uses = new Map<string, Use[]>();

  /** @param before uses of an earlier run, so that a restart gives no token a new hour */
  constructor(clock: Clock, before: readonly (Use & { token: string })[]) {
    this.#clock = clock;
    for (const { token, at, paid } of before) this.#usesOf(token).push({ at, paid });
  }

  /** Counts a request; answers with the ceiling that it is beyond. */
  request(token: StoredToken): Spent | null {
    const now = this.#clock.now();
    const times = (this.#requests.get(token.id) ?? []).filter((at) => now - at < minuteMs && at <= now);
    const [first] = times;
    if (times.length >= requestsPerMinute && first !== undefined) {
      this.#requests.set(token.id, times);
      return { what: 'too-many', limit: requestsPerMinute, seconds: secondsUntil(first + minuteMs, now) };
    }
    times.push(now);
    this.#requests.set(token.id, times);
    return null;
  }

  /** The ceiling that a buzz with so many paid people would go beyond; null: none. Counts nothing. */
  spent(token: Pick<StoredToken, 'id' | 'buzzesPerHour' | 'paidPerHour'>, paid: number): Spent | null {
    const now = this.#clock.now();
    const uses = this.#usesOf(token.id).filter(({ at }) => now - at < hourMs);
    this.#uses.set(token.id, uses);
    const { buzzesPerHour, paidPerHour } = token;
    const first = uses[0]?.at ?? now;
    const seconds = secondsUntil(first + hourMs, now);
    if (buzzesPerHour !== null && uses.length >= buzzesPerHour) {
      return { what: 'too-many-buzzes', limit: buzzesPerHour, seconds };
    }
    const people = uses.reduce((sum, use) => sum + use.paid, 0);
    return paidPerHour !== null && paid > 0 && people + paid > paidPerHour
      ? { what: 'too-many-paid', limit: paidPerHour, seconds }
      : null;
  }

  use(token: StoredToken, paid: number): void {
    this.#usesOf(token.id).push({ at: this.#clock.now(), paid });
  }

  #usesOf(token: string): Use[] {
    const uses = this.#uses.get(token) ?? [];
    this.#uses.set(token, uses);
    return uses;
  }
}

const secondsUntil = (then: number, now: number): number => Math.max(1, Math.ceil((then - now) / 1000));
