import type { ActivityRow } from '../../contract/board';
import type { PaidChannel } from '../../contract/channel';
import type { BuzzId, WorkspaceId } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import type { Entry } from './entry';

/** A paid call that may have reached somebody, as the budget and the ceilings count it. */
export interface PaidCall {
  workspaceId: WorkspaceId;
  channel: PaidChannel;
  personKey: string;
  at: number;
}

/** A ledger that takes nothing at all, and says why in a problem of its own. */
export class LedgerRefused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.advice);
    this.problem = problem;
  }
}

/**
 * The durable record. `append` resolves only when the entries are on disk (synced), in order; it rejects when they
 * could not be written, and then the call they announce must not be made. `summary` is asked once per commit.
 */
export interface Ledger {
  append(id: BuzzId, entries: readonly Entry[], summary: () => ActivityRow): Promise<void>;
  /** All entries of a buzz, oldest first; empty when there is no such buzz. */
  read(id: BuzzId): readonly Entry[];
  /** Buzzes whose last summary says a call was still without its answer. */
  unsettled(): readonly BuzzId[];
  /** Newest first. `before` continues a listing. */
  list(page: { before: BuzzId | null; limit: number }): readonly ActivityRow[];
  /** Calls at or after `since` (ms) that were made or may have been made. */
  paidCalls(since: number): readonly PaidCall[];
  close(): void;
}
