import type { Problem } from '../advice/problem';
import type { GroupId } from './ids';
import type { Person } from './person';

/** The most a file of groups may hold, in bytes: twenty thousand people in long lines. */
export const mostGroupsFileBytes = 5_000_000;

/** What an import would do to one group. */
export interface ImportedGroup {
  name: string;
  state: 'new' | 'changed' | 'same';
  added: number;
  known: number;
}

/** What an import would do, before it is done. */
export interface ImportPreview {
  /** For `importGroups` and `takeBackImport`; the newest one only. */
  id: string;
  file: string;
  groups: readonly ImportedGroup[];
  /** What could not be read as it stands. Whoever is meant there is imported all the same, by what could be read. */
  wrong: readonly { line: number | null; problem: Problem }[];
  /** Columns that mean nothing to us. */
  ignored: readonly string[];
}

/** Who is in a linked chat but not in its group, and the other way round. */
export interface ChatDifference {
  missing: readonly Person[];
  extra: readonly Person[];
}

/** A saved group that differs from its linked chat, as far as the chat has been looked at. */
export interface DifferingGroup {
  id: GroupId;
  missing: number;
  extra: number;
}
