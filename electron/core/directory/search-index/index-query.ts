import { isMail, mailOf, shortestMail } from '../search/judge';
import { wantedOf, wordsOf } from '../search/match';
import { type MailQuery, mailQueryOf } from './mail-list';
import { NameMatcher } from './name-matcher';
import { bitOf, type SyllableBook } from './syllable-book';

/** A query, prepared once for all that it is compared with. */
export class IndexQuery {
  readonly text: string;
  /** Nothing was typed: everybody is meant. */
  readonly all: boolean;
  /** Asks names and departments; null when only an e-mail can be meant. */
  readonly names: NameMatcher | null;
  readonly firstBit: number;
  /** The letters that an e-mail is to hold; null when there are too few of them. */
  readonly mail: MailQuery | null;
  /** The same for each of its words, when there are several: they may stand in different fields. */
  readonly words: readonly IndexQuery[];

  constructor(book: SyllableBook, text: string) {
    this.text = mailOf(text);
    this.all = this.text === '';
    const wanted = wantedOf(text);
    this.names = wanted === '' || isMail(text) ? null : new NameMatcher(book, wanted);
    this.firstBit = bitOf(wanted.charCodeAt(0));
    this.mail = this.text.length < shortestMail ? null : mailQueryOf(this.text);
    this.words = wordsOf(text).map((word) => new IndexQuery(book, word));
  }

  /** Whether this can only meet whom the earlier one met: a letter was added to what every field was asked for already. */
  extends(earlier: IndexQuery): boolean {
    if (earlier.mail === null || !this.text.startsWith(earlier.text)) return false;
    if (earlier.names === null && this.names !== null) return false;
    const [first] = this.words;
    // The first of several words is what was one word before, or may be met where that was not looked for.
    if (first && earlier.words.length === 0) return first.text.startsWith(earlier.text);
    return earlier.words.every((word, at) => {
      const now = this.words[at];
      return now !== undefined && (now.text === word.text || now.extends(word));
    });
  }
}
