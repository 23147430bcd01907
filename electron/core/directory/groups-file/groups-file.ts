import type { Answer, Problem } from '../../../contract/advice/problem';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';

/** A group in a file: without the app's own ids. Fields that the format does not have are absent. */
export interface FileGroup {
  name: string;
  icon?: Group['icon'];
  pinned?: boolean;
  linkedChat?: Group['linkedChat'];
  defaults?: Group['defaults'];
  members: readonly Person[];
}

/** A part of a file with errors: a line of a CSV; in a JSON the problem tells the place. */
export interface WrongLine {
  line: number | null;
  problem: Problem;
}

/** Content of a file of groups. People of wrong lines are among the members, with the fields that could be read. */
export interface ReadGroups {
  groups: readonly FileGroup[];
  wrong: readonly WrongLine[];
  /** Names of columns that were not recognized. */
  ignored: readonly string[];
}

/** The groups of a file, or why it is not a file of groups. */
export type GroupsFile = Answer<ReadGroups>;
