import { wantedOf } from './match';

/** More words than these are one text, not a name with what tells its bearer from others. */
const most = 5;

/**
 * The words of a query that may each mean another field (张伟 研发); none when it is one word, or too many to be such a query.
 * What holds no letter says nothing.
 */
export const wordsOf = (query: string): readonly string[] => {
  const words = query.split(/\s+/u).filter((word) => wantedOf(word) !== '');
  return words.length > 1 && words.length <= most ? words : [];
};
