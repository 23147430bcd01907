import type { Problem } from '../advice/problem';
import type { Recipient } from './draft';
import type { Person } from './person';

/** One row under the To field. `hits` are index pairs [from, to) into `label`, and into `hint` (the pinyin line). */
export interface Suggestion {
  recipient: Recipient;
  label: string;
  /** Pinyin, department, "chat · 42 people": what tells two rows apart. */
  hint: string;
  labelHits: readonly (readonly [number, number])[];
  hintHits: readonly (readonly [number, number])[];
}

/** The rows, and why people may be missing from them (a missing scope, no network), if so. */
export interface Suggestions {
  rows: readonly Suggestion[];
  problem: Problem | null;
}

/** What pasted lines turned into, in order; a line nobody answers to keeps its text as name and says why. */
export interface ReadLine {
  line: string;
  person: Person;
  problem: Problem | null;
}
