import type { Suggestion } from '../../../contract/model/directory';
import {
  chatCandidate,
  groupCandidate,
  type Known,
  personCandidate,
  strangersIn,
  toChat,
  toGroup,
  toPerson,
} from '../search/candidate';
import { mostRows } from '../search/search';
import { IndexPart, type PartShape } from './index-part';
import { IndexQuery } from './index-query';
import { SyllableBook } from './syllable-book';

/** Other work is let in after so long, ms: reading fifty thousand names takes about a second. */
const chunkMs = 4;
/** The clock is looked at after so many names. */
const perLook = 8;
const practices = 36;
const practiceQueries = ['a', 'zh', 'wei', '张', 'li w', 'x@y'];

export interface SearchIndexDeps {
  /** ms, of any origin. */
  now: () => number;
  /** Lets other work in. */
  pause: () => Promise<void>;
}

const groups: PartShape<Known['groups'][number]> = { candidate: groupCandidate, recipient: toGroup };
const people: PartShape<Known['people'][number]> = { candidate: personCandidate, recipient: toPerson };
const chats: PartShape<Known['chats'][number]> = { candidate: chatCandidate, recipient: toChat };

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  a === b || (a.length === b.length && a.every((each, index) => each === b[index]));

/**
 * Search over all a workspace knows, at every key (goal: 5 ms among 50,000 people). Gives the rows that `search` gives.
 * Names are read in small steps between other work; meanwhile the people before answer, or those read so far.
 */
export class SearchIndex {
  readonly #deps: SearchIndexDeps;
  readonly #book = new SyllableBook();
  #known: Known = { groups: [], people: [], chats: [] };
  #recent: readonly string[] = [];
  #groups = new IndexPart(this.#book, groups);
  #people = new IndexPart(this.#book, people);
  /** Members of saved groups whom the directory does not know. */
  #strangers = new IndexPart(this.#book, people);
  #chats = new IndexPart(this.#book, chats);
  /** Resolves when all that is known can be found. */
  ready: Promise<void> = Promise.resolve();
  /** Names are being read: what is found meanwhile may not be all. */
  reading = false;

  constructor(deps: SearchIndexDeps) {
    this.#deps = deps;
  }

  /** What there is to be found from now on; what has not changed costs nothing. `recent`: keys, the newest first. */
  use(known: Known, recent: readonly string[]): void {
    const before = this.#known;
    this.#known = known;
    const regrouped = !same(before.groups, known.groups);
    if (regrouped) this.#groups = this.#filled(groups, known.groups);
    if (!same(before.chats, known.chats)) this.#chats = this.#filled(chats, known.chats);
    if (before.people !== known.people) this.ready = this.#read(known.people);
    else if (regrouped) this.#findStrangers();
    if (!same(this.#recent, recent)) {
      this.#recent = recent;
      for (const part of this.#parts()) part.prefer(recent);
    }
  }

  /** What a query means, best first. */
  search(text: string): readonly Suggestion[] {
    return this.#find(text, this.#parts());
  }

  #find(text: string, parts: readonly Pick<IndexPart<unknown>, 'scan' | 'values' | 'row'>[]): readonly Suggestion[] {
    const query = new IndexQuery(this.#book, text);
    const best: { value: number; part: number; met: number }[] = [];
    let worst = Number.POSITIVE_INFINITY;
    for (const [index, part] of parts.entries()) {
      const count = part.scan(query);
      for (let met = 0; met < count; met += 1) {
        const value = part.values[met] as number;
        // Of equals the earlier stays: nothing has to be compared twice, and the order is that of `search`.
        if (best.length === mostRows && value >= worst) continue;
        let at = best.length;
        while (at > 0 && (best[at - 1]?.value ?? 0) > value) at -= 1;
        best.splice(at, 0, { value, part: index, met });
        if (best.length > mostRows) best.pop();
        if (best.length === mostRows) worst = best[mostRows - 1]?.value ?? worst;
      }
    }
    return best.flatMap(({ part, met }) => parts[part]?.row(text, met) ?? []);
  }

  #parts() {
    return [this.#groups, this.#people, this.#strangers, this.#chats] as const;
  }

  #filled<T>(shape: PartShape<T>, sources: readonly T[]): IndexPart<T> {
    const part = new IndexPart(this.#book, shape);
    for (const source of sources) part.add(source);
    part.prefer(this.#recent);
    return part;
  }

  async #read(list: Known['people']): Promise<void> {
    const { now, pause } = this.#deps;
    const part = new IndexPart(this.#book, people);
    this.reading = true;
    // The first time there is nobody to stand in: those read so far can be found.
    if (this.#people.size === 0) this.#people = part;
    let until = now() + chunkMs;
    let read = 0;
    let chunks = 0;
    for (const person of list) {
      part.add(person);
      read += 1;
      if (read % perLook !== 0 || now() < until) continue;
      await pause();
      if (this.#known.people !== list) return this.ready;
      // The first key should not be the one that compiles the search: among few it is cheap to practise.
      if (chunks < practices) this.#find(practiceQueries[chunks % practiceQueries.length] ?? '', [part]);
      chunks += 1;
      until = now() + chunkMs;
    }
    part.prefer(this.#recent);
    this.#people = part;
    this.reading = false;
    this.#findStrangers();
  }

  #findStrangers(): void {
    const strangers = strangersIn(this.#known.groups, (key) => this.#people.has(key));
    this.#strangers = this.#filled(people, strangers);
  }
}
