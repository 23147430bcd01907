import type { Syllable } from './pinyin-of';

/** The match of a query in a name, as ranges of the written name and of its pinyin. A lower rank is better. */
export interface Match {
  rank: number;
  /** True if the name begins with the query. */
  first: boolean;
  written: [number, number][];
  /** The pinyin of the name; a character with several readings has the typed one. */
  reading: string;
  said: [number, number][];
}

interface SyllableStep {
  syllable: number;
  said: string;
  letters: number;
  whole: boolean;
}

/** A query as it is looked for in names: letters and digits only. */
export const wantedOf = (query: string): string => query.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Consumes the query syllable by syllable: by the written character, or by a beginning of its pinyin. `dead` keeps places
 * that failed, so that names with many equal beginnings cost no more than others.
 */
const eat = (query: string, syllables: readonly Syllable[], from: number, dead: Set<number>): SyllableStep[] | null => {
  if (query === '') return [];
  const here = syllables[from];
  const place = from * 1_000 + query.length;
  if (!here || dead.has(place)) return null;
  const steps = here.said === '' ? eat(query, syllables, from + 1, dead) : eatHere(query, here, syllables, from, dead);
  if (!steps) dead.add(place);
  return steps;
};

const eatHere = (
  query: string,
  here: Syllable,
  syllables: readonly Syllable[],
  from: number,
  dead: Set<number>,
): SyllableStep[] | null => {
  const written = here.written.toLowerCase();
  if (query.startsWith(written)) {
    const rest = eat(query.slice(written.length), syllables, from + 1, dead);
    if (rest) return [{ syllable: from, said: here.said, letters: here.said.length, whole: true }, ...rest];
  }
  for (const said of [here.said, ...here.also]) {
    // The longest beginning first, so that "xian" prefers 先 to 西安.
    for (let length = Math.min(query.length, said.length); length > 0; length -= 1) {
      if (!query.startsWith(said.slice(0, length))) continue;
      const rest = eat(query.slice(length), syllables, from + 1, dead);
      if (rest) return [{ syllable: from, said, letters: length, whole: length === said.length }, ...rest];
    }
  }
  return null;
};

/** Finds a query (any mix of characters, pinyin and initials) in a name, from any syllable on; null: no match. */
export const match = (query: string, syllables: readonly Syllable[]): Match | null => {
  const wanted = wantedOf(query);
  if (wanted === '') return query.trim() === '' ? describe([], syllables, 0) : null;
  const dead = new Set<number>();
  for (let from = 0; from < syllables.length; from += 1) {
    if (syllables[from]?.said === '') continue;
    const steps = eat(wanted, syllables, from, dead);
    if (steps) return describe(steps, syllables, from);
  }
  return null;
};

/** True if the pinyin differs from the written name. */
const isSaid = (syllables: readonly Syllable[]) =>
  syllables.some((syllable) => syllable.said !== '' && syllable.written.toLowerCase() !== syllable.said);

const describe = (steps: readonly SyllableStep[], syllables: readonly Syllable[], from: number): Match => {
  const typed = new Map(steps.map((step) => [step.syllable, step]));
  const written: [number, number][] = [];
  const said: [number, number][] = [];
  const words: string[] = [];
  let writtenAt = 0;
  let saidAt = 0;
  for (const [index, syllable] of syllables.entries()) {
    const step = typed.get(index);
    const reading = step?.said ?? syllable.said;
    if (step) {
      const latin = syllable.written.toLowerCase() === syllable.said;
      written.push([writtenAt, writtenAt + (latin ? step.letters : syllable.written.length)]);
      said.push([saidAt, saidAt + step.letters]);
    }
    writtenAt += syllable.written.length;
    if (reading === '') continue;
    words.push(reading);
    saidAt += reading.length + 1;
  }
  const partial = steps.filter((step) => !step.whole).length;
  const missing = steps.length === 0 ? 0 : Math.max(0, syllables.length - steps.length);
  return {
    rank: (from === 0 ? 0 : 10) + partial + missing,
    first: from === 0,
    written,
    reading: isSaid(syllables) ? words.join(' ') : '',
    said: isSaid(syllables) ? said : [],
  };
};

/** Most words that may each mean another field; a longer query is one text. */
const most = 5;

/**
 * The words of a query that may each mean another field (张伟 研发); none if it has one word or too many. Words without
 * letters are left out, and so is a single Latin letter at the end: its word is most likely unfinished.
 */
export const wordsOf = (query: string): readonly string[] => {
  const words = query.split(/\s+/u).filter((word) => wantedOf(word) !== '');
  if (words.length < 2 || words.length > most) return [];
  return /^[a-z]$/iu.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
};
