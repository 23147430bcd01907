import type { Problem } from '../advice/problem';
import type { Recipient } from './draft';
import type { WorkspaceId } from './ids';
import type { Person } from './person';

/** What is known of the people of a workspace, and how reading them stands. */
export interface DirectoryView {
  workspaceId: WorkspaceId;
  /** Who can be found. */
  people: number;
  /** When the company's contacts were last read to the end, ms since the epoch; null: never. */
  at: number | null;
  /** They are being read: so many departments of so many; `total` is null while that is not known. */
  reading: { done: number; total: number | null } | null;
  /** Reading them has begun and not ended, and goes on when asked to. */
  unfinished: boolean;
  /** Why some people, or something of them, may be missing. */
  problems: readonly Problem[];
}

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
