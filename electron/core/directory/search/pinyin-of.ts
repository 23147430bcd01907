import { pinyin } from 'pinyin-pro';
import { searchForm } from '../../text/search-form';
import { simplified } from '../../text/simplified';

/** One way to say a syllable, and to type it. */
export interface Reading {
  /** As it is shown, in lower case and without tones (lü). */
  said: string;
  /** As a query has it (lu). */
  letters: string;
  /**
   * Fewest letters that stand for it before the end of a query, where it may be half typed: a reading that few people mean
   * is not found by its initial.
   */
  least: number;
  /** Added to the rank of a match by it: what is meant most often comes first. */
  cost: number;
}

/** One written character, or a run of Latin letters. */
export interface Syllable {
  written: string;
  /** As a query has it: in one script, without accents. */
  typed: string;
  /** The likeliest reading in this name, then the common one, each in all spellings, then all others; none for a separator. */
  readings: readonly Reading[];
}

const plain = { toneType: 'none' } as const;
/** Cost of another reading, as if three syllables of the name were missing. */
const otherReading = 3;

/** Readings of names that the dictionary does not have. */
const missing: Readonly<Record<string, readonly string[]>> = { 黑: ['he'], 那: ['nuo'], 鄚: ['mo'], 炔: ['gui'] };

/** The ways to type a reading: ü is also v, and yu in passports (lü, lv, lyu). */
const spellingsOf = (said: string, cost: number): Reading[] => {
  const spellings = said.includes('ü') ? [said, said.replace('ü', 'v'), said.replace('ü', 'yu')] : [said];
  return spellings.map((each) => {
    const letters = searchForm(each);
    return { said: each, letters, least: cost === 0 ? 1 : Math.min(2, letters.length), cost };
  });
};

const dictionary = new Map<string, readonly string[]>();

/** All readings that the dictionary has of a character, the common one first. */
const allReadings = (character: string): readonly string[] => {
  const known = dictionary.get(character);
  if (known) return known;
  const all = [...pinyin(character, { ...plain, multiple: true, type: 'array' }), ...(missing[character] ?? [])];
  dictionary.set(character, all);
  return all;
};

const syllables = new Map<string, Syllable>();

/**
 * A character that is said so in a name. It is found by every other reading as well: 单 by shan first, by dan as most people
 * say it, and last by chan.
 */
const syllableOf = (written: string, character: string, said: string): Syllable => {
  const key = `${written}\n${said}`;
  const known = syllables.get(key);
  if (known) return known;
  const readings = [
    ...spellingsOf(said, 0),
    ...allReadings(character).flatMap((other, index) => spellingsOf(other, index === 0 ? 0 : otherReading)),
  ];
  const letters = readings.map((reading) => reading.letters);
  const syllable: Syllable = {
    written,
    typed: searchForm(character),
    readings: readings.filter((reading, index) => reading.letters !== '' && letters.indexOf(reading.letters) === index),
  };
  syllables.set(key, syllable);
  return syllable;
};

/** A run of other writing: it is said as it is written. */
const wordOf = (written: string): Syllable => {
  const letters = searchForm(written);
  const isWord = /[\p{L}\p{N}]/u.test(letters);
  return {
    written,
    typed: letters,
    readings: isWord ? [{ said: written.toLowerCase(), letters, least: 1, cost: 0 }] : [],
  };
};

/** Letters and digits with their accents, and whatever else belongs to a word but is not seen. */
const words = /([^\p{L}\p{N}\p{M}\p{Default_Ignorable_Code_Point}]+)/u;

/**
 * Reads a name, syllable by syllable. Surnames are read as surnames first (单 shan, 仇 qiu, 曾 zeng, 尉迟 yu chi), and
 * in every other way as well (dan, chou, ceng). Other scripts stay as they are, one syllable per word.
 */
export const pinyinOf = (name: string): readonly Syllable[] => {
  const written = [...name];
  const read = written.map(readable);
  const found: Syllable[] = [];
  let at = 0;
  for (const { origin, pinyin: said, isZh } of pinyin(read.join(''), {
    ...plain,
    type: 'all',
    surname: 'head',
    nonZh: 'consecutive',
  })) {
    const until = at + [...origin].length;
    const part = written.slice(at, until).join('');
    at = until;
    if (isZh) found.push(syllableOf(part, origin, said));
    else found.push(...part.split(words).filter(Boolean).map(wordOf));
  }
  return found;
};

const readableForms = new Map<string, string>();

/**
 * The character by which the dictionary knows a written one: in plain form, and the simplified one, for which it has the
 * readings of surnames. A character that is said otherwise than the simplified one stays (乾 qian is no 干 gan).
 */
const readable = (character: string): string => {
  const known = readableForms.get(character);
  if (known !== undefined) return known;
  const plainer = character.normalize('NFKC');
  const one = [...plainer].length === 1 ? plainer : character;
  const simple = simplified(one);
  const form = simple === one || allReadings(simple).includes(allReadings(one)[0] ?? '') ? simple : one;
  readableForms.set(character, form);
  return form;
};
