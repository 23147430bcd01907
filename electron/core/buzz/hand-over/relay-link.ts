import { type Problem, problem } from '../../../contract/advice/problem';
import type { WorkspaceId } from '../../../contract/model/ids';

/** What an engine knows of the relay to which it may hand ladders over. */
export interface RelayLink {
  /**
   * The reason for which a ladder of this workspace (with `paid` one that holds paid rungs) would climb here now, although the relay
   * is wanted; null: none is known.
   */
  hindrance(workspaceId: WorkspaceId, paid: boolean): Problem | null;
  /** When the relay was last heard (ms since the epoch; null: never since the start), and whether it can be reached (null: not known). */
  standing(relay: string): { lastHeardAt: number | null; reachable: boolean | null };
}

/** No relay is set. */
export const noRelay: RelayLink = {
  hindrance: () => problem('relay-none'),
  standing: () => ({ lastHeardAt: null, reachable: null }),
};
