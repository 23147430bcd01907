import { z } from 'zod';
import type { Problem } from '../advice/problem';
import type { Encoding } from '../encodings';
import { longestChatName, longestDepartmentName, longestGroupName, mostFollowed, mostMembers } from '../limits';
import { tidied } from '../plain-text';
import { Channel } from './channel';
import { ChatId, DepartmentId, GroupId, LadderId, OpenId, TemplateId, WorkspaceId } from './ids';
import { Person } from './person';
import { Accelerator } from './settings';

/** Icons of groups, by their names in the renderer's icon set. */
export const GroupIcon = z.enum(['bolt', 'database', 'factory', 'moon', 'server', 'shield', 'truck', 'heart', 'users']);
export type GroupIcon = z.infer<typeof GroupIcon>;

/** Values that a draft gets when this group is picked; null leaves the draft as it is. */
export const GroupDefaults = z.strictObject({
  channel: Channel.nullable(),
  delivery: z.enum(['auto', 'direct', 'chat', 'room']).nullable(),
  /** `off`: no ladder, whatever the draft had. */
  ladder: z
    .union([LadderId, z.literal('off')])
    .nullable()
    .default(null),
  /** Inserted if the message is empty. */
  template: TemplateId.nullable().default(null),
  /** Whether a buzz to this group asks for an answer; left out: the draft decides. */
  ask: z.boolean().optional(),
});
export type GroupDefaults = z.infer<typeof GroupDefaults>;

/**
 * A department that a group follows. When the contacts are read anew, the group is compared with its people and those of the
 * departments below it, and a person decides what of the difference is taken over.
 */
export const FollowedDepartment = z.strictObject({
  departmentId: DepartmentId,
  name: z.string().max(longestDepartmentName),
  /** The members who came from it: only they are ever said to have left. Members added by hand stay. */
  people: z.array(OpenId).max(mostMembers),
  /** Its people whom a person left out of the group: they are not said to have come. */
  without: z.array(OpenId).max(mostMembers),
});
export type FollowedDepartment = z.infer<typeof FollowedDepartment>;

/** 收件组 (group): a saved, named list of people in one workspace. Not a Feishu chat, but it may be linked to one. */
export const Group = z.strictObject({
  id: GroupId,
  workspaceId: WorkspaceId,
  name: z.string().overwrite(tidied).min(1).max(longestGroupName),
  icon: GroupIcon,
  pinned: z.boolean(),
  members: z.array(Person).max(mostMembers),
  linkedChat: z.strictObject({ chatId: ChatId, name: z.string().max(longestChatName) }).nullable(),
  /** Left out: it follows none. */
  follows: z.array(FollowedDepartment).max(mostFollowed).optional(),
  defaults: GroupDefaults,
  /** Global hotkey that opens compose with this group; it never sends. It belongs to this computer: no exported file has it. */
  hotkey: Accelerator.optional(),
});
export type Group = z.infer<typeof Group>;

/** Fields of a group, besides its members, that a file can change. */
export const importedFields = [
  'icon',
  'pinned',
  'linkedChat',
  'follows',
  'channel',
  'delivery',
  'ladder',
  'ask',
  'template',
] as const;
export type ImportedField = (typeof importedFields)[number];

/** A field that an import changes. Values as people know them: the names of a chat, departments, a ladder or template; null: none. */
export interface FieldChange {
  field: ImportedField;
  before: string | null;
  after: string | null;
  /** True if it changes where, how or how loudly the group is called: taken over only when a person ticks it. */
  asks: boolean;
}

/** Effect of an import on one group: numbers of people it adds, and of people who are members already. */
export interface ImportedGroup {
  name: string;
  state: 'new' | 'changed' | 'same';
  added: number;
  known: number;
  changes: readonly FieldChange[];
}

/** Effect of an import, before it is carried out. */
export interface ImportPreview {
  /** Id for `importGroups` and `takeBackImport`; only the newest preview has a valid one. */
  id: string;
  file: string;
  /** How the text was decoded, if a person should look: its bytes do not prove it. `sample`: names to tell it by. */
  encoding: { used: Encoding; sample: readonly string[] } | null;
  /** Why nothing could be read in this encoding; there are no groups then. */
  problem: Problem | null;
  groups: readonly ImportedGroup[];
  /** Lines with errors. Their people are imported all the same, with the fields that could be read. */
  wrong: readonly { line: number | null; sheet?: string; problem: Problem }[];
  /** Names of columns that hold something and were not used. */
  ignored: readonly string[];
}

/** People who are in a linked chat but not in its group (`missing`), and the other way round (`extra`). */
export interface ChatDifference {
  missing: readonly Person[];
  extra: readonly Person[];
}

/** People whom the departments of a group have and it has not (`came`), and members who came from one and are in none now (`left`). */
export interface FollowDifference {
  came: readonly Person[];
  left: readonly Person[];
}

/**
 * A saved group that differs from the last known members of its linked chat (`missing`, `extra`), or from the departments it
 * follows (`came`, `left`), with the numbers of people; or with a chat or people that are gone.
 */
export interface DifferingGroup extends Record<keyof FollowDifference, number> {
  id: GroupId;
  missing: number;
  extra: number;
  /** Why nothing can be sent to its linked chat; null: nothing is known of that. */
  closed: Problem | null;
  /** Keys of the members who have left the company. */
  gone: readonly string[];
}
