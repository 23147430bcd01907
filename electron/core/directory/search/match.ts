import { searchForm } from '../../text/search-form';
import type { Reading, Syllable } from './pinyin-of';

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
  reading: Reading;
  letters: number;
  /** Cost of the reading; none for a written character. */
  cost: number;
}

/** A query as it is looked for in names: letters and digits only. */
export const wantedOf = (query: string): string => searchForm(query).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Consumes the query syllable by syllable: by the written character, or by a beginning of its pinyin. `dead` keeps places
 * that failed, so that names with many equal beginnings cost no more than others.
 */
const eat = (query: string, syllables: readonly Syllable[], from: number, dead: Set<number>): SyllableStep[] | null => {
  if (query === '') return [];
  const here = syllables[from];
  const place = from * 1_000 + query.length;
  if (!here || dead.has(place)) return null;
  const [first] = here.readings;
  const steps = !first ? eat(query, syllables, from + 1, dead) : eatHere(query, here, first, syllables, from, dead);
  if (!steps) dead.add(place);
  return steps;
};

const eatHere = (
  query: string,
  here: Syllable,
  first: Reading,
  syllables: readonly Syllable[],
  from: number,
  dead: Set<number>,
): SyllableStep[] | null => {
  if (query.startsWith(here.typed)) {
    const rest = eat(query.slice(here.typed.length), syllables, from + 1, dead);
    if (rest) return [{ syllable: from, reading: first, letters: first.letters.length, cost: 0 }, ...rest];
  }
  for (const reading of here.readings) {
    const { letters, least, cost } = reading;
    // The longest beginning first, so that "xian" prefers 先 to 西安.
    for (let length = Math.min(query.length, letters.length); length > 0; length -= 1) {
      if (!query.startsWith(letters.slice(0, length)) || (length < least && length < query.length)) continue;
      const rest = eat(query.slice(length), syllables, from + 1, dead);
      if (rest) return [{ syllable: from, reading, letters: length, cost }, ...rest];
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
    if (syllables[from]?.readings.length === 0) continue;
    const steps = eat(wanted, syllables, from, dead);
    if (steps) return describe(steps, syllables, from);
  }
  return null;
};

/** True for a run of other writing than Chinese: it is said as it is written. */
const isWord = ({ written, readings: [first] }: Syllable) => first?.said === written.toLowerCase();

/** Length of the first letters of a query in a text, of which it is a plainer form; all of it if letters do not correspond. */
const lengthIn = (text: string, { letters }: Reading, typed: number): number =>
  text.length === letters.length ? typed : text.length;

const describe = (steps: readonly SyllableStep[], syllables: readonly Syllable[], from: number): Match => {
  const typed = new Map(steps.map((step) => [step.syllable, step]));
  const written: [number, number][] = [];
  const said: [number, number][] = [];
  const words: string[] = [];
  let writtenAt = 0;
  let saidAt = 0;
  for (const [index, syllable] of syllables.entries()) {
    const step = typed.get(index);
    const reading = step?.reading ?? syllable.readings[0];
    if (step) {
      const { length } = syllable.written;
      const end = isWord(syllable) ? lengthIn(syllable.written, step.reading, step.letters) : length;
      written.push([writtenAt, writtenAt + end]);
      said.push([saidAt, saidAt + lengthIn(step.reading.said, step.reading, step.letters)]);
    }
    writtenAt += syllable.written.length;
    if (!reading) continue;
    words.push(reading.said);
    saidAt += reading.said.length + 1;
  }
  const partial = steps.filter((step) => step.letters < step.reading.letters.length).length;
  const cost = steps.reduce((sum, step) => sum + step.cost, 0);
  const isSaid = syllables.some((syllable) => syllable.readings.length > 0 && !isWord(syllable));
  const missing = steps.length === 0 ? 0 : Math.max(0, syllables.length - steps.length);
  return {
    rank: (from === 0 ? 0 : 10) + partial + missing + cost,
    first: from === 0,
    written,
    reading: isSaid ? words.join(' ') : '',
    said: isSaid ? said : [],
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
  return /^[a-z]$/u.test(wantedOf(words.at(-1) ?? '')) ? words.slice(0, -1) : words;
};
