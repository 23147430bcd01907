import type { Problem } from '../advice/problem';
import type { Recipient } from './draft';
import type { WorkspaceId } from './ids';
import type { Person } from './person';

/** State of a workspace's directory: how many people are known, and how far reading them has come. */
export interface DirectoryView {
  workspaceId: WorkspaceId;
  /** Number of people who can be found. */
  people: number;
  /** When the company's contacts were last read to the end, ms since the epoch; null: never. */
  at: number | null;
  /** Departments read so far, and their number (null while unknown); null: nothing is being read. */
  reading: { done: number; total: number | null } | null;
  /** True if an interrupted reading can be continued. */
  unfinished: boolean;
  /** Reasons why some people, or some of their fields, may be missing. */
  problems: readonly Problem[];
}

/** One row under the To field. `labelHits` and `hintHits` are the matched ranges [from, to) of `label` and `hint`. */
export interface Suggestion {
  recipient: Recipient;
  label: string;
  /** Number of people in a group or chat; null for a person, and for a chat that does not tell. */
  members: number | null;
  /** Pinyin, other name, department: tells two rows of one name apart. */
  hint: string;
  labelHits: readonly (readonly [number, number])[];
  hintHits: readonly (readonly [number, number])[];
}

/** Rows of a search, and the problem if people may be missing from them (a missing scope, no network). */
export interface Suggestions {
  rows: readonly Suggestion[];
  problem: Problem | null;
}

/** A pasted line and its person. A line that leads to no person keeps its text as the name, with a problem. */
export interface ReadLine {
  line: string;
  person: Person;
  problem: Problem | null;
}
