import { z } from 'zod';
import type { Problem } from '../advice/problem';
import { longestChatName, longestGroupName, mostMembers } from '../limits';
import { Channel } from './channel';
import { ChatId, GroupId, LadderId, TemplateId, WorkspaceId } from './ids';
import { Person } from './person';
import { Accelerator } from './settings';

/** The drawn icons a group can carry (names of the renderer's icon set). */
export const GroupIcon = z.enum(['bolt', 'database', 'factory', 'moon', 'server', 'shield', 'truck', 'heart', 'users']);
export type GroupIcon = z.infer<typeof GroupIcon>;

/** What a draft starts with when this group is picked. `null`: leave as it is. */
export const GroupDefaults = z.strictObject({
  channel: Channel.nullable(),
  delivery: z.enum(['auto', 'direct', 'chat', 'room']).nullable(),
  ladder: LadderId.nullable().default(null),
  /** Put into an empty message. */
  template: TemplateId.nullable().default(null),
});
export type GroupDefaults = z.infer<typeof GroupDefaults>;

/** 收件组: a saved, named list of people in one workspace. Not a Feishu chat; it may be linked to one. */
export const Group = z.strictObject({
  id: GroupId,
  workspaceId: WorkspaceId,
  name: z.string().trim().min(1).max(longestGroupName),
  icon: GroupIcon,
  pinned: z.boolean(),
  members: z.array(Person).max(mostMembers),
  linkedChat: z.strictObject({ chatId: ChatId, name: z.string().max(longestChatName) }).nullable(),
  defaults: GroupDefaults,
  /** Opens compose with this group, from any program; it never sends. Belongs to this computer, so no file carries it. */
  hotkey: Accelerator.optional(),
});
export type Group = z.infer<typeof Group>;

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
