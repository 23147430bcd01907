import type { Suggestion } from '../../../contract/model/directory';
import type { Recipient } from '../../../contract/model/draft';
import type { Candidate } from '../search/candidate';
import { mostScore, neverUsed, otherName, rowOf, scoreOfWord, usedPlace, wordsTier } from '../search/judge';
import type { IndexQuery } from './index-query';
import { type HostPlaces, MailList } from './mail-list';
import { NameList } from './name-list';
import type { SyllableBook } from './syllable-book';
import { Growing } from './syllable-book';

/** Makes the searchable form of an entry, and the recipient it puts into a draft. */
export interface PartShape<T> {
  candidate(source: T): Candidate;
  recipient(source: T): Recipient;
}

/** Value of an entry that does not match. */
const noMatch = 2 ** 30;

/** A query with its ranks among departments and its places in mail hosts, which are the same for all entries. */
interface PartQuery {
  query: IndexQuery;
  departments: Int32Array | null;
  hosts: HostPlaces;
}

/** One number that sorts like `search`: by tier, then groups and recent use, then score. */
const orderOf = (tier: number, used: number, score: number): number => (tier << 20) | (used << 10) | score;

/**
 * Part of the index: entries of one kind (people, groups, chats), prepared so that a query looks at each in about ten
 * nanoseconds. Its matches are kept, because the next letter can only match some of them.
 */
export class IndexPart<T> {
  readonly #book: SyllableBook;
  readonly #shape: PartShape<T>;
  readonly #sources: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #names: NameList;
  /** By source: index of its first name (one more at the end), and the letters its names can begin with. */
  readonly #firstName = new Growing();
  readonly #masks = new Growing();
  readonly #departments: NameList;
  readonly #departmentNumbers = new Map<string, number>();
  readonly #departmentOf = new Growing();
  readonly #firstDepartment = new Growing();
  readonly #mails = new MailList();
  readonly #kinds = new Growing();
  #used = new Map<number, number>();
  #recent: readonly string[] = [];
  /** Places of the last query's matches. */
  #met = new Int32Array(0);
  #metCount = 0;
  #metFor: { query: IndexQuery; size: number } | null = null;
  values = new Int32Array(0);

  constructor(book: SyllableBook, shape: PartShape<T>) {
    this.#book = book;
    this.#shape = shape;
    this.#names = new NameList(book);
    this.#departments = new NameList(book);
    this.#firstName.push(0);
    this.#firstDepartment.push(0);
  }

  get size(): number {
    return this.#sources.length;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** Adds an entry, unless its key is there already. */
  add(source: T): void {
    const { key, kind, label, others, departments, email } = this.#shape.candidate(source);
    if (this.#places.has(key)) return;
    this.#places.set(key, this.#sources.length);
    this.#sources.push(source);
    this.#kinds.push(kind);
    let mask = this.#names.add(label);
    for (const other of others) mask |= this.#names.add(other);
    this.#firstName.push(this.#names.length);
    this.#masks.push(mask);
    for (const department of departments) this.#departmentOf.push(this.#departmentNumber(department));
    this.#firstDepartment.push(this.#departmentOf.length);
    this.#mails.add(email);
  }

  /** Sets the recent recipients, which come first: keys, the newest first. */
  prefer(recent: readonly string[]): void {
    this.#recent = recent;
    this.#used = new Map();
    recent.slice(0, neverUsed).forEach((key, used) => {
      const place = this.#places.get(key);
      if (place !== undefined) this.#used.set(place, used);
    });
  }

  /** Finds all entries that match a query and returns their number; `values` has their order, `row` shows them. */
  scan(query: IndexQuery): number {
    const last = this.#metFor;
    const among = last && last.size === this.size && query.extends(last.query) ? this.#metCount : null;
    if (this.#met.length < this.size) {
      this.#met = new Int32Array(this.size * 2);
      this.values = new Int32Array(this.size * 2);
    }
    if (last?.size !== this.size) this.prefer(this.#recent);
    const whole = this.#ask(query);
    const words = query.words.map((word) => this.#ask(word));
    let count = 0;
    const most = among ?? this.size;
    // One array is read and written: writing never overtakes reading.
    for (let index = 0; index < most; index += 1) {
      const place = among === null ? index : (this.#met[index] as number);
      const met = this.#judge(whole, place);
      const value = met === noMatch && words.length > 0 ? this.#judgeWords(words, place) : met;
      if (value === noMatch) continue;
      this.#met[count] = place;
      this.values[count] = value;
      count += 1;
    }
    this.#metCount = count;
    this.#metFor = { query, size: this.size };
    return count;
  }

  /** The row of a match of the last scan; empty if there is none. */
  row(query: string, met: number): Suggestion[] {
    const place = this.#met[met] as number;
    const source = this.#sources[place];
    if (source === undefined) return [];
    return [
      rowOf(query, this.#shape.candidate(source), this.#shape.recipient(source), (name) => this.#book.read(name)),
    ];
  }

  /** Prepares the part of a query that is the same for all entries. */
  #ask(query: IndexQuery): PartQuery {
    const hosts = query.mail ? this.#mails.places(query.mail) : new Int32Array(0);
    return { query, departments: this.#departmentRanks(query), hosts };
  }

  /** Matches each word in any field. */
  #judgeWords(words: readonly PartQuery[], place: number): number {
    let score = 0;
    let used = neverUsed;
    // The last word first: while it is typed, the remaining entries match the others already.
    for (let word = words.length - 1; word >= 0; word -= 1) {
      const value = this.#judge(words[word] as PartQuery, place);
      if (value === noMatch) return noMatch;
      used = (value >> 10) & neverUsed;
      score += scoreOfWord(value >> 20, value & mostScore);
    }
    return orderOf(wordsTier, used, Math.min(mostScore, score));
  }

  #judge(asked: PartQuery, place: number): number {
    const { query } = asked;
    const kind = this.#kinds.data[place] as number;
    if (query.all) return orderOf(0, this.#usedAt(place, kind), kind);
    const { names } = query;
    if (names && ((this.#masks.data[place] as number) & query.firstBit) !== 0) {
      let best = noMatch;
      const first = this.#firstName.data[place] as number;
      const end = this.#firstName.data[place + 1] as number;
      for (let name = first; name < end; name += 1) {
        const rank = this.#names.rank(names, name);
        if (rank < 0) continue;
        const score = Math.min(mostScore, (rank + (name === first ? 0 : otherName)) * 4 + kind);
        best = Math.min(best, orderOf(names.first ? 0 : 1, 0, score));
      }
      // Recent use is asked of matches alone.
      if (best !== noMatch) return best | orderOf(0, this.#usedAt(place, kind), 0);
    }
    // Departments are a tier of their own, and e-mails the last: a better tier ends the search.
    if (asked.departments !== null) {
      let best = noMatch;
      const end = this.#firstDepartment.data[place + 1] as number;
      for (let at = this.#firstDepartment.data[place] as number; at < end; at += 1) {
        const rank = asked.departments[this.#departmentOf.data[at] as number] as number;
        if (rank >= 0) best = Math.min(best, Math.min(mostScore, rank * 4 + kind));
      }
      if (best !== noMatch) return orderOf(2, this.#usedAt(place, kind), best);
    }
    if (!query.mail) return noMatch;
    const at = this.#mails.indexOf(query.mail, asked.hosts, place);
    return at < 0 ? noMatch : orderOf(3, this.#usedAt(place, kind), Math.min(mostScore, at * 4 + kind));
  }

  #usedAt(place: number, kind: number): number {
    return usedPlace(kind as Candidate['kind'], this.#used.size > 0 ? this.#used.get(place) : undefined);
  }

  #departmentNumber(department: string): number {
    const known = this.#departmentNumbers.get(department);
    if (known !== undefined) return known;
    const number = this.#departments.length;
    this.#departments.add(department);
    this.#departmentNumbers.set(department, number);
    return number;
  }

  /** Ranks of all departments, of which there are far fewer than people; null: none matches. */
  #departmentRanks({ names }: IndexQuery): Int32Array | null {
    if (!names) return null;
    const ranks = new Int32Array(this.#departments.length);
    let met = false;
    for (let number = 0; number < ranks.length; number += 1) {
      ranks[number] = this.#departments.rank(names, number);
      if (ranks[number] !== -1) met = true;
    }
    return met ? ranks : null;
  }
}
