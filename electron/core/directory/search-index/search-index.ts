import type { Suggestion } from '../../../contract/model/directory';
import {
  chatCandidate,
  departmentCandidate,
  groupCandidate,
  personCandidate,
  type SearchSources,
  strangersIn,
  toChat,
  toDepartment,
  toGroup,
  toPerson,
} from '../search/candidate';
import { mostRows } from '../search/search';
import { IndexPart, type PartShape } from './index-part';
import { IndexQuery } from './index-query';
import { SyllableBook } from './syllable-book';

/** Time between two pauses for other work (ms): reading fifty thousand names takes about a second. */
const chunkMs = 4;
/** Names between two looks at the clock. */
const perLook = 8;
/** Number of searches that warm the code up, one per chunk: the first key should not be the one that compiles it. */
const warmUps = 36;
const warmUpQueries = ['a', 'zh', 'wei', '张', 'li w', 'x@y'];

export interface SearchIndexDeps {
  /** Time of any origin (ms). */
  now: () => number;
  /** Resolves after other work had its turn. */
  pause: () => Promise<void>;
}

const groups: PartShape<SearchSources['groups'][number]> = { candidate: groupCandidate, recipient: toGroup };
const people: PartShape<SearchSources['people'][number]> = { candidate: personCandidate, recipient: toPerson };
const chats: PartShape<SearchSources['chats'][number]> = { candidate: chatCandidate, recipient: toChat };

const departments: PartShape<NonNullable<SearchSources['departments']>[number]> = {
  candidate: departmentCandidate,
  recipient: toDepartment,
};
/** One list without departments, so that none is not a change. */
const noDepartments: NonNullable<SearchSources['departments']> = [];

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  a === b || (a.length === b.length && a.every((each, index) => each === b[index]));

/**
 * Searches everything a workspace knows, at every key, with the same rows as `search`.
 * Names are read in small steps between other work; meanwhile the previous people are found, or those read so far.
 */
export class SearchIndex {
  readonly #deps: SearchIndexDeps;
  readonly #book = new SyllableBook();
  #sources: SearchSources = { groups: [], people: [], chats: [] };
  #recent: readonly string[] = [];
  #groups = new IndexPart(this.#book, groups);
  #people = new IndexPart(this.#book, people);
  /** Members of saved groups whom the directory does not know. */
  #strangers = new IndexPart(this.#book, people);
  #chats = new IndexPart(this.#book, chats);
  #departments = new IndexPart(this.#book, departments);
  /** Resolves when everything can be found. */
  ready: Promise<void> = Promise.resolve();
  /** True if names are being read: meanwhile answers may be incomplete. */
  reading = false;

  constructor(deps: SearchIndexDeps) {
    this.#deps = deps;
  }

  /** Sets what can be found. Unchanged lists cost nothing. `recent`: keys, the newest first. */
  use(sources: SearchSources, recent: readonly string[]): void {
    const before = this.#sources;
    this.#sources = sources;
    const regrouped = !same(before.groups, sources.groups);
    if (regrouped) this.#groups = this.#filled(groups, sources.groups);
    if (!same(before.chats, sources.chats)) this.#chats = this.#filled(chats, sources.chats);
    const [older = noDepartments, newer = noDepartments] = [before.departments, sources.departments];
    if (!same(older, newer)) this.#departments = this.#filled(departments, newer);
    if (before.people !== sources.people) this.ready = this.#read(sources.people);
    else if (regrouped) this.#findStrangers();
    if (!same(this.#recent, recent)) {
      this.#recent = recent;
      for (const part of this.#parts()) part.prefer(recent);
    }
  }

  /** Rows for a query, best first. */
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
        // Of equals the earlier stays, as in `search`.
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
    return [this.#groups, this.#people, this.#strangers, this.#chats, this.#departments] as const;
  }

  #filled<T>(shape: PartShape<T>, sources: readonly T[]): IndexPart<T> {
    const part = new IndexPart(this.#book, shape);
    for (const source of sources) part.add(source);
    part.prefer(this.#recent);
    return part;
  }

  async #read(list: SearchSources['people']): Promise<void> {
    const { now, pause } = this.#deps;
    const part = new IndexPart(this.#book, people);
    this.reading = true;
    // Without previous people, those read so far can be found.
    if (this.#people.size === 0) this.#people = part;
    let until = now() + chunkMs;
    let read = 0;
    let chunks = 0;
    for (const person of list) {
      part.add(person);
      read += 1;
      if (read % perLook !== 0 || now() < until) continue;
      await pause();
      if (this.#sources.people !== list) return this.ready;
      if (chunks < warmUps) this.#find(warmUpQueries[chunks % warmUpQueries.length] ?? '', [part]);
      chunks += 1;
      until = now() + chunkMs;
    }
    part.prefer(this.#recent);
    this.#people = part;
    this.reading = false;
    this.#findStrangers();
  }

  #findStrangers(): void {
    const strangers = strangersIn(this.#sources.groups, (key) => this.#people.has(key));
    this.#strangers = this.#filled(people, strangers);
  }
}
