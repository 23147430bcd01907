import { pinyinOf, type Syllable } from '../search/pinyin-of';

/** A typed array of whole numbers that grows. */
export class Growing {
  data = new Int32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length] = value;
    this.length += 1;
  }
}

/** The bit of a first letter; several letters share one. A mask of them tells what a name cannot begin with. */
export const bitOf = (code: number): number => 1 << (code & 31);

/**
 * All syllables of all names, numbered, with their written forms and readings laid out flat; and every name as numbers of
 * syllables. Reading a name takes time (15 µs), so it is done once, however often an index is built anew.
 */
export class SyllableBook {
  readonly #syllables: Syllable[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<string, Uint32Array>();
  /** Letters of all forms, one after another. */
  readonly letters = new Growing();
  /** By form: index of its first letter, number of letters, and the fewest that count (of a written character all). */
  readonly formAt = new Growing();
  readonly formLength = new Growing();
  readonly formLeast = new Growing();
  /** By form: what a match by it adds to the rank. */
  readonly formCost = new Growing();
  /** By syllable: index of its first form (one more at the end), and the mask of letters it can begin with (0: a separator). */
  readonly forms = new Growing();
  readonly masks = new Growing();

  constructor() {
    this.forms.push(0);
  }

  get size(): number {
    return this.#syllables.length;
  }

  /** Numbers of a name's syllables. */
  numbers(name: string): Uint32Array {
    const known = this.#names.get(name);
    if (known) return known;
    const numbers = Uint32Array.from(pinyinOf(name), (syllable) => this.#number(syllable));
    this.#names.set(name, numbers);
    return numbers;
  }

  /** A name, syllable by syllable, like `pinyinOf`. */
  read(name: string): readonly Syllable[] {
    const syllables: Syllable[] = [];
    for (const number of this.numbers(name)) {
      const syllable = this.#syllables[number];
      if (syllable) syllables.push(syllable);
    }
    return syllables;
  }

  #number(syllable: Syllable): number {
    const key = `${syllable.written}\n${syllable.readings[0]?.said ?? ''}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#syllables.length;
    this.#syllables.push(syllable);
    this.#numbers.set(key, number);
    let mask = 0;
    const { typed, readings } = syllable;
    if (readings.length > 0 && typed !== readings[0]?.letters) mask |= this.#form(typed, typed.length, 0);
    for (const { letters, least, cost } of readings) mask |= this.#form(letters, least, cost);
    this.forms.push(this.formAt.length);
    this.masks.push(mask);
    return number;
  }

  #form(text: string, least: number, cost: number): number {
    this.formAt.push(this.letters.length);
    this.formLength.push(text.length);
    this.formLeast.push(least);
    this.formCost.push(cost);
    for (let at = 0; at < text.length; at += 1) this.letters.push(text.charCodeAt(at));
    return bitOf(text.charCodeAt(0));
  }
}
