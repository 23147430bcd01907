import type { Answer } from '../../contract/advice/problem';
import type { Draft } from '../../contract/model/draft';
import type { Group } from '../../contract/model/group';
import type { ChatId, WorkspaceId } from '../../contract/model/ids';
import type { Settings } from '../../contract/model/settings';
import type { Workspace } from '../../contract/model/workspace';

/** A chat that the bot owns for a saved group (`key` is its id) or for a set of people (`key` is their digest). */
export interface Room {
  workspaceId: WorkspaceId;
  key: string;
  chatId: ChatId;
  name: string;
}

/** A recipient (the key of a group, person or chat) and the time of its last buzz (ms since the epoch). */
export interface RecentRecipient {
  key: string;
  at: number;
}

/**
 * Storage besides the ledger. Reads come from memory. Writes are on disk when they answer; when the disk refuses one
 * (`storage-failed`), memory keeps the new value all the same.
 */
export interface Store {
  settings(): Settings;
  changeSettings(change: Partial<Settings>): Answer<Settings>;
  /** Tells after each write which settings it has set, with their new values. */
  onSettings(listener: (changed: Partial<Settings>) => void): void;
  /** Real workspaces only; practice is not stored. */
  workspaces(): readonly Workspace[];
  /** Adds a workspace, or replaces the one with the same id. */
  saveWorkspace(workspace: Workspace): Answer<void>;
  /** Removes a workspace with its groups and draft. */
  removeWorkspace(id: WorkspaceId): Answer<void>;
  /** Saved groups in the person's order. */
  groups(workspaceId: WorkspaceId): readonly Group[];
  saveGroups(workspaceId: WorkspaceId, groups: readonly Group[]): Answer<void>;
  /** Tells after each write of a workspace's groups. */
  onGroups(listener: (workspaceId: WorkspaceId) => void): void;
  /** The draft as the person left it, or an empty one. */
  draft(workspaceId: WorkspaceId): Draft;
  keepDraft(draft: Draft): Answer<void>;
  rooms(workspaceId: WorkspaceId): readonly Room[];
  /** Adds a room, or replaces the one with the same key. */
  saveRoom(room: Room): Answer<void>;
  /** Removes the rooms of a workspace, which belonged to another app. */
  forgetRooms(workspaceId: WorkspaceId): Answer<void>;
  /** Recipients of the last buzzes, newest first. */
  recent(workspaceId: WorkspaceId): readonly RecentRecipient[];
  saveRecent(workspaceId: WorkspaceId, recent: readonly RecentRecipient[]): Answer<void>;
}
