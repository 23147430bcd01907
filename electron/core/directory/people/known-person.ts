import type { Person } from '../../../contract/model/person';

/** Why somebody in the directory cannot be reached at all, as the contacts API tells it; absent: nothing is known against it. */
export type PersonStatus = 'resigned' | 'frozen' | 'unjoined';

/** Someone as the directory knows them: what is saved of a person, and what only helps to find them. */
export interface KnownPerson extends Person {
  enName?: string;
  nickname?: string;
  /** Department names, from the outermost to the innermost; `department` is the last of them. */
  departments?: readonly string[];
  status?: PersonStatus;
}

/** What is saved of a person, without what only helps to find them. */
export const asPerson = ({ enName, nickname, departments, status, ...person }: KnownPerson): Person => person;
