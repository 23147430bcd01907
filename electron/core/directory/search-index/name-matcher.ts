import type { SyllableBook } from './syllable-book';

/** Most syllables of names that are tried without noting failed places. */
const few = 4;

/**
 * Matches one query against many names without allocating, from the flat forms of a book. `match` is the definition and
 * this is its fast form; a property test holds the two together.
 */
export class NameMatcher {
  readonly #query: Uint16Array;
  readonly #book: SyllableBook;
  /** By syllable: whether the query can begin there. */
  readonly #opens: Uint8Array;
  /**
   * By syllable: what the rank is if the whole query is in it, so that short queries, which meet half of a company, cost a
   * look each; 0: it depends on what follows. See `#wholeIn`.
   */
  readonly #whole: Int32Array;
  #dead = new Int32Array(256);
  #round = 0;
  #noting = false;
  #names: Int32Array = new Int32Array(0);
  #start = 0;
  #end = 0;
  #steps = 0;
  #partial = 0;
  #cost = 0;
  /** True if the last match began with the query. */
  first = false;

  /** @param wanted letters and digits, not empty */
  constructor(book: SyllableBook, wanted: string) {
    this.#book = book;
    this.#query = Uint16Array.from({ length: wanted.length }, (_, at) => wanted.charCodeAt(at));
    this.#opens = new Uint8Array(book.size);
    this.#whole = new Int32Array(book.size);
    for (let syllable = 0; syllable < book.size; syllable += 1) {
      if (!this.#canOpen(syllable)) continue;
      this.#opens[syllable] = 1;
      this.#whole[syllable] = this.#wholeIn(syllable);
    }
  }

  /** The rank of the name whose syllables are at `start` … `end`, or -1. */
  rank(names: Int32Array, start: number, end: number): number {
    let begun = false;
    for (let from = start; from < end; from += 1) {
      const syllable = names[from] as number;
      if (this.#opens[syllable] === 0) continue;
      const whole = this.#whole[syllable] as number;
      if (whole > 0) {
        this.first = from === start;
        return (this.first ? 0 : 10) + whole - 1 + (end - start - 1);
      }
      if (!begun) this.#begin(names, start, end);
      begun = true;
      this.#steps = 0;
      this.#partial = 0;
      this.#cost = 0;
      if (!this.#eat(from, 0)) continue;
      this.first = from === start;
      return (this.first ? 0 : 10) + this.#partial + this.#cost + Math.max(0, end - start - this.#steps);
    }
    return -1;
  }

  #begin(names: Int32Array, start: number, end: number): void {
    this.#names = names;
    this.#start = start;
    this.#end = end;
    this.#noting = end - start > few;
    if (!this.#noting) return;
    this.#round += 1;
    const places = (end - start + 1) * (this.#query.length + 1);
    if (this.#dead.length < places) {
      this.#dead = new Int32Array(places);
      this.#round = 1;
    }
  }

  #eat(at: number, eaten: number): boolean {
    if (eaten === this.#query.length) return true;
    if (at >= this.#end) return false;
    const place = (at - this.#start) * (this.#query.length + 1) + eaten;
    if (this.#noting && this.#dead[place] === this.#round) return false;
    const found = this.#eatHere(at, eaten);
    if (!found && this.#noting) this.#dead[place] = this.#round;
    return found;
  }

  #eatHere(at: number, eaten: number): boolean {
    const { forms, formLength, formLeast, formCost, masks } = this.#book;
    const syllable = this.#names[at] as number;
    // A separator has no reading.
    if (masks.data[syllable] === 0) return this.#eat(at + 1, eaten);
    const last = forms.data[syllable + 1] as number;
    for (let form = forms.data[syllable] as number; form < last; form += 1) {
      const length = formLength.data[form] as number;
      const least = formLeast.data[form] as number;
      // At the end of the query a reading may be half typed, so that each key finds some of what the last one found.
      const common = this.#common(form, eaten);
      const fewest = common === this.#query.length - eaten ? Math.min(least, common) : least;
      for (let letters = common; letters >= fewest && letters > 0; letters -= 1) {
        if (!this.#eat(at + 1, eaten + letters)) continue;
        this.#steps += 1;
        this.#cost += formCost.data[form] as number;
        if (letters < length) this.#partial += 1;
        return true;
      }
    }
    return false;
  }

  /** Number of letters that a form and the rest of the query have in common at their beginnings. */
  #common(form: number, eaten: number): number {
    const { letters, formAt, formLength } = this.#book;
    const start = formAt.data[form] as number;
    const most = Math.min(formLength.data[form] as number, this.#query.length - eaten);
    let common = 0;
    while (common < most && letters.data[start + common] === this.#query[eaten + common]) common += 1;
    return common;
  }

  /** One more than cost and part of the first form that takes the whole query; 0 if an earlier one may lead elsewhere. */
  #wholeIn(syllable: number): number {
    const { forms, formLength, formLeast, formCost } = this.#book;
    const last = forms.data[syllable + 1] as number;
    for (let form = forms.data[syllable] as number; form < last; form += 1) {
      const common = this.#common(form, 0);
      if (common === this.#query.length)
        return 1 + (formCost.data[form] as number) + (common < (formLength.data[form] as number) ? 1 : 0);
      if (common > 0 && common >= (formLeast.data[form] as number)) return 0;
    }
    return 0;
  }

  #canOpen(syllable: number): boolean {
    const { forms, formLeast } = this.#book;
    const last = forms.data[syllable + 1] as number;
    for (let form = forms.data[syllable] as number; form < last; form += 1) {
      const common = this.#common(form, 0);
      if (common === this.#query.length || common >= (formLeast.data[form] as number)) return true;
    }
    return false;
  }
}
