import type { NameMatcher } from './name-matcher';
import type { SyllableBook } from './syllable-book';
import { Growing } from './syllable-book';

/** Names one after another, as numbers of syllables. */
export class NameList {
  readonly #book: SyllableBook;
  readonly #syllables = new Growing();
  readonly #starts = new Growing();

  constructor(book: SyllableBook) {
    this.#book = book;
    this.#starts.push(0);
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  /** Adds a name; returns the mask of letters that its syllables can begin with. */
  add(name: string): number {
    let mask = 0;
    for (const syllable of this.#book.numbers(name)) {
      this.#syllables.push(syllable);
      mask |= this.#book.masks.data[syllable] as number;
    }
    this.#starts.push(this.#syllables.length);
    return mask;
  }

  /** The rank of a name for a query, or -1. */
  rank(matcher: NameMatcher, name: number): number {
    const starts = this.#starts.data;
    return matcher.rank(this.#syllables.data, starts[name] as number, starts[name + 1] as number);
  }
}
