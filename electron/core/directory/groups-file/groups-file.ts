import type { Answer, Problem } from '../../../contract/advice/problem';
import type { Group } from '../../../contract/model/group';
import type { Person } from '../../../contract/model/person';

/** A group as a file holds it: without our own ids. What a format does not tell is absent. */
export interface FileGroup {
  name: string;
  icon?: Group['icon'];
  pinned?: boolean;
  linkedChat?: Group['linkedChat'];
  defaults?: Group['defaults'];
  members: readonly Person[];
}

/** Something in a file that could not be taken as it stands: a line of a CSV; in a JSON the problem says where. */
export interface WrongLine {
  line: number | null;
  problem: Problem;
}

/** What a file of groups holds. Whoever stands in a wrong line is among the members all the same, with what could be read. */
export interface ReadGroups {
  groups: readonly FileGroup[];
  wrong: readonly WrongLine[];
  /** Columns that mean nothing to us. */
  ignored: readonly string[];
}

/** The groups of a file, or why it is none. */
export type GroupsFile = Answer<ReadGroups>;
