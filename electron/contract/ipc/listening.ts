import type { Problem } from '../advice/problem';
import type { WorkspaceId } from '../model/ids';
import type { ListenMode } from '../model/settings';

/**
 * State of listening: `connected`, nothing heard yet, or others not counted; `verified`, the one listener, and an event was
 * seen; `shared`, others listen too, so some events go to them; `refused`, not connected, and `problem` says why.
 */
export type ListeningState = 'off' | 'connecting' | 'connected' | 'verified' | 'shared' | 'refused';

/** Listening of a workspace. Times are in ms since the epoch. */
export interface Listening {
  state: ListeningState;
  /** Number of other connections of the same app; null: not known. */
  others: number | null;
  /** Time since which the state is this; null while off. */
  since: number | null;
  /** Time of the last event of this app; null: none was seen. */
  lastEventAt: number | null;
  /** What is wrong, or why it is not what it should be; null: nothing. */
  problem: Problem | null;
}

/** Listening as a window shows it: what a person wants, and what has come of it. */
export interface ListeningView extends Listening {
  workspaceId: WorkspaceId;
  mode: ListenMode | 'off';
}
