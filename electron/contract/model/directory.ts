import type { Problem } from '../advice/problem';
import type { WorkspaceId } from './ids';

/** What is known of the people of a workspace, and how reading them stands. */
export interface DirectoryView {
  workspaceId: WorkspaceId;
  /** Who can be found. */
  people: number;
  /** When the company's contacts were last read to the end, ms since the epoch; null: never. */
  at: number | null;
  /** They are being read: so many departments of so many; `total` is null while that is not known. */
  reading: { done: number; total: number | null } | null;
  /** Reading them has begun and not ended, and goes on when asked to. */
  unfinished: boolean;
  /** Why some people, or something of them, may be missing. */
  problems: readonly Problem[];
}
