import { isMail, mailOf, shortestMail } from '../search/judge';
import { wantedOf, wordsOf } from '../search/match';
import { type MailQuery, mailQueryOf } from './mail-list';
import { NameMatcher } from './name-matcher';
import { bitOf, type SyllableBook } from './syllable-book';

/** A query, prepared once for all entries of the index. */
export class IndexQuery {
  readonly text: string;
  /** True if the query is empty and matches everything. */
  readonly all: boolean;
  /** Matcher for names and departments; null: only e-mails are searched. */
  readonly names: NameMatcher | null;
  readonly firstBit: number;
  /** The query for e-mails; null: it is too short. */
  readonly mail: MailQuery | null;
  readonly #wanted: string;
  /** Queries for its words, which may match in different fields; empty if there is one word. */
  readonly words: readonly IndexQuery[];

  constructor(book: SyllableBook, text: string) {
    this.text = mailOf(text);
    this.all = this.text === '';
    const wanted = wantedOf(text);
    this.#wanted = wanted;
    this.names = wanted === '' || isMail(text) ? null : new NameMatcher(book, wanted);
    this.firstBit = bitOf(wanted.charCodeAt(0));
    this.mail = this.text.length < shortestMail ? null : mailQueryOf(this.text);
    this.words = wordsOf(text).map((word) => new IndexQuery(book, word));
  }

  /** True if this query can only match entries that the earlier one matched, so that only those are looked at. */
  extends(earlier: IndexQuery): boolean {
    if (earlier.mail === null || !this.text.startsWith(earlier.text)) return false;
    if (!this.#wanted.startsWith(earlier.#wanted)) return false;
    if (earlier.names === null && this.names !== null) return false;
    const [first] = this.words;
    // The earlier query was one word: the first word has to continue it, or it may match in fields that were not searched.
    if (first && earlier.words.length === 0) return first.text.startsWith(earlier.text);
    return earlier.words.every((word, at) => {
      const now = this.words[at];
      return now !== undefined && (now.text === word.text || now.extends(word));
    });
  }
}
