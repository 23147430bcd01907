import type { Confirmed } from '../../core/buzz/record/entry';

/**
 * Chinese has no spaces, so FTS5's own tokenizers find neither 告警 inside a sentence nor a single 电. Here every pair of
 * neighbouring characters is a token: a word is found as the phrase of its pairs, a single character as a prefix. Characters
 * are written as four letters or digits each, so that no tokenizer, quote or operator of FTS5 has a say.
 */
const code = (char: string): string => (char.codePointAt(0) ?? 0).toString(36).padStart(4, '0');

/** Full width, compatibility forms and case are one and the same to whoever searches. */
const fold = (text: string): string[] => [...text.normalize('NFKC').toLowerCase()];

const grams = (text: string): string[] => {
  const codes = fold(text).map(code);
  return codes.map((one, index) => one + (codes[index + 1] ?? ''));
};

/** Everything of a buzz that can be searched for, as the index stores it. */
export const indexed = ({ title, text, chat, people }: Confirmed): string =>
  [title, text, chat?.name ?? '', ...people.map((person) => person.name)].flatMap(grams).join(' ');

/** What to ask the index for words that must all be there; null when nothing is asked. */
export const matching = (query: string): string | null => {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return words
    .map((word) => {
      const pairs = grams(word);
      return pairs.length === 1 ? `${pairs[0]}*` : `"${pairs.slice(0, -1).join(' ')}"`;
    })
    .join(' AND ');
};
