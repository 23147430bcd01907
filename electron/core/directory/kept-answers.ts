import type { Answer } from '../../contract/advice/problem';
import type { Clock } from '../ports/clock';

interface Kept<T> {
  at: number;
  answer: Promise<Answer<T>>;
}

/** Answers by key, asked for by one call at a time and kept while fresh. All waiting callers get a failure; it is not kept. */
export class KeptAnswers<T> {
  readonly #clock: Clock;
  readonly #freshMs: number;
  readonly #kept = new Map<string, Kept<T>>();
  readonly #last = new Map<string, T>();

  constructor(clock: Clock, freshMs: number) {
    this.#clock = clock;
    this.#freshMs = freshMs;
  }

  /** Drops the kept answer, so that the next caller gets a new one. */
  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** Drops the kept answer and the last one: both are known to be wrong. */
  drop(key: string): void {
    this.#kept.delete(key);
    this.#last.delete(key);
  }

  /** The last answer, however old; null: there was none. */
  last(key: string): T | null {
    return this.#last.get(key) ?? null;
  }

  /** The kept answer, or a new one; `fresh` asks again now. */
  get(key: string, ask: () => Promise<Answer<T>>, fresh = false): Promise<Answer<T>> {
    const kept = this.#kept.get(key);
    if (!fresh && kept && this.#clock.now() - kept.at < this.#freshMs) return kept.answer;
    const asked: Kept<T> = { at: this.#clock.now(), answer: ask() };
    this.#kept.set(key, asked);
    const forget = () => {
      if (this.#kept.get(key) === asked) this.#kept.delete(key);
    };
    asked.answer.then((answer) => {
      if (answer.ok) this.#last.set(key, answer.value);
      else forget();
    }, forget);
    return asked.answer;
  }
}
