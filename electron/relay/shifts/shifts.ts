import type { WorkspaceId } from '../../contract/model/ids';
import type { Tx } from '../postgres/database';

/** The right to act for a workspace, as one process has it for one shift. */
export interface Claim {
  readonly workspaceId: WorkspaceId;
  /** Names the attempt: an older holder has another one. */
  readonly token: { readonly id: string; readonly attempt: number };
  /** Aborted as soon as it is known that another process may have it. */
  readonly lost: AbortSignal;
  /** Aborted when the shift has lasted long enough: it ends at the next quiet moment. */
  readonly ripe: AbortSignal;
  /** Lets go of it without an end: another process gets it, once the lease is over. */
  giveUp(): void;
}

/**
 * What a shift leaves behind, decided in the transaction that ends it: the time of the next look (ms since the epoch), null:
 * there is nothing to look at.
 */
export type ShiftEnd = (tx: Tx) => Promise<number | null>;

/** Carries out a shift. Rejects only for bugs; after that the workspace is looked at again a little later. */
export type Work = (claim: Claim) => Promise<ShiftEnd>;

/**
 * 班: who acts for a workspace, and when it is looked at next. One shift of a workspace at a time, whatever dies or freezes;
 * what may go twice is the right to look, never a call.
 */
export interface Shifts {
  /** A process has to look at this workspace at `at` (ms since the epoch) or earlier. Part of the caller's transaction; never makes it later. */
  wake(tx: Tx, id: WorkspaceId, at: number): Promise<void>;
  /** True, and locked until the transaction ends, if the claim still stands. */
  holds(tx: Tx, claim: Claim): Promise<boolean>;
  /** Those of these workspaces that no shift is under way or due for, at any time. */
  withoutShift(ids: readonly WorkspaceId[]): Promise<readonly WorkspaceId[]>;
  /** Runs shifts, at most so many at once, until it is closed; closing lets those under way end. */
  serve(work: Work, most: number): { readonly held: number; close(): Promise<void> };
  close(): Promise<void>;
}

/** Wait before a workspace is looked at again whose shift has failed (ms). */
export const afterFailureMs = 5_000;
