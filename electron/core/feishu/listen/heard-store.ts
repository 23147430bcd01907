import type { WorkspaceId } from '../../../contract/model/ids';
import type { Heard } from '../heard';
import type { Hint } from './events/read-event';

/** A thing heard that is on the disk. */
export interface KeptHeard {
  id: number;
  workspaceId: WorkspaceId;
  heard: Heard;
}

/** Keeps what was heard until it was acted on, and its keys for as long as it can come again (`eventLifeMs`). */
export interface HeardStore {
  /**
   * Resolves, once they are on the disk, with those that were not known before; rejects if they could not be written. All of
   * them belong to events that came at `at` (ms since the epoch).
   */
  keep(workspaceId: WorkspaceId, hints: readonly Hint[], at: number): Promise<readonly KeptHeard[]>;
  /** Those that no one has acted on, oldest first: of an earlier run that was cut off. `read` reads one as it was kept. */
  waiting(read: (body: string) => Heard | null): readonly KeptHeard[];
  /** Notes that they were acted on: not before the entries that came of it, if those were appended before this call. */
  acted(ids: readonly number[]): Promise<void>;
  /** Time of the last one that was kept for a workspace (ms since the epoch); null: there is none. */
  lastAt(workspaceId: WorkspaceId): number | null;
}
