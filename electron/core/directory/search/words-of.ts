import { wantedOf } from './match';

/** More words than these are one text, not a name with what tells its bearer from others. */
const most = 5;

/**
 * The words of a query that may each mean another field (张伟 研发); none when it is one word, or too many to be such a query.
 * What holds no letter says nothing, and neither does a single Latin one at the end: most likely its word is being typed.
 */
export const wordsOf = (query: string): readonly string[] => {
  const words = query.split(/\s+/u).filter((word) => wantedOf(word) !== '');
  if (words.length < 2 || words.length > most) return [];
  return /^[a-z]$/iu.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
};
