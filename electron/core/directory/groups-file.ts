import type { Group } from '../../contract/group';
import type { Person } from '../../contract/person';

/** A group as a file holds it: without our own ids. What a format does not tell is absent. */
export interface FileGroup {
  name: string;
  pinned?: boolean;
  linkedChat?: Group['linkedChat'];
  defaults?: Group['defaults'];
  members: readonly Person[];
}

/** What is wrong with a file, and where. Nothing of such a file is taken over. */
export type GroupsFileProblem =
  | { kind: 'empty' }
  | { kind: 'header' }
  | { kind: 'quote'; line: number }
  | { kind: 'row'; line: number; what: 'group' | 'long' }
  | { kind: 'row'; line: number; what: 'width'; count: number }
  | { kind: 'row'; line: number; what: 'id'; value: string }
  | { kind: 'json' }
  | { kind: 'version' }
  | { kind: 'shape'; where: string };

export type GroupsFile = { ok: true; groups: readonly FileGroup[] } | { ok: false; problem: GroupsFileProblem };
