import type { Answer, Problem } from '../../../contract/advice/problem';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';

/** A group in a file: without the app's own ids. Fields that the format does not have are absent. */
export interface FileGroup {
  name: string;
  icon?: Group['icon'];
  pinned?: boolean;
  linkedChat?: Group['linkedChat'];
  follows?: Group['follows'];
  defaults?: Group['defaults'];
  members: readonly Person[];
}

/**
 * A part of a file that could not be taken as it stands: a line, in a workbook of the sheet. null: the problem tells the
 * place, as in JSON, or it concerns the whole file.
 */
export interface WrongLine {
  line: number | null;
  sheet?: string;
  problem: Problem;
}

/** Content of a file of groups. People of wrong lines are among the members, with the fields that could be read. */
export interface ReadGroups {
  groups: readonly FileGroup[];
  wrong: readonly WrongLine[];
  /** Columns that hold something and were not used. `unused`: known from address books, so no misspelled column of groups. */
  ignored: readonly { name: string; unused: boolean }[];
  /** True if the file says which groups its people are in; otherwise they are in one that has the file's name. */
  grouped: boolean;
}

/** The groups of a file, or why it is not a file of groups. */
export type GroupsFile = Answer<ReadGroups>;
