import type { Problem } from '../advice/problem';
import type { WorkspaceId } from '../model/ids';
import type { SecretView } from '../model/workspace';

/**
 * How the relay stands, as far as it was asked. `unset`: there is none. `unasked`: not since the program started. `fine`: it
 * takes ladders of at least one workspace. `unreachable`: no answer came. `refused`: it does not know the token. `useless`: it
 * answers, and takes ladders of none of the workspaces. `strange`: what answers is no relay, or speaks another version.
 */
export type RelayStanding = 'unset' | 'unasked' | 'fine' | 'unreachable' | 'refused' | 'useless' | 'strange';

/**
 * A real workspace of this computer at the relay. `taken`: its ladders can be handed over. `unpaid`: those alone that hold no
 * paid step. `forbidden`: the token lacks the right to hand over. `unserved`: the relay does not have its app.
 */
export interface RelayWorkspace {
  id: WorkspaceId;
  name: string;
  state: 'taken' | 'unpaid' | 'forbidden' | 'unserved';
}

/** The relay as windows see it: without its token, but with whether there is one. */
export interface RelayView {
  /** Its address, without a path; null: none is set. */
  address: string | null;
  token: SecretView;
  /** It is being asked. */
  asking: boolean;
  standing: RelayStanding;
  /** The reason why it cannot be used, and what to do; null: none, or it was not asked. */
  problem: Problem | null;
  /** Time at which it last answered (ms since the epoch); null: not since the program started. */
  heardAt: number | null;
  /** The name that its admin gave to the token; null: not known yet. */
  tokenName: string | null;
  /** The real workspaces of this computer, as the relay said last, also before this start. */
  workspaces: readonly RelayWorkspace[];
  /** Number of this computer's ladders that the relay has, or is being handed. */
  ladders: number;
}
