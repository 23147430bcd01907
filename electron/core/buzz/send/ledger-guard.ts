import type { Problem } from '../../../contract/advice/problem';
import type { Guard } from '../../feishu/feishu';
import type { NewEntry } from '../record/entry';
import type { Run } from './run';

/** The guard of one call with effects, and what it did when the client asked it. */
export interface LedgerGuard extends Guard {
  /** The ledger knows of the call. */
  announced: boolean;
  /** The reason for which the request was kept back; null: it was not. */
  withheld: Problem | null;
}

/**
 * Guards a call: it is on disk before it leaves, and leaves only if nothing keeps it back by then.
 *
 * @param announcement the entry that is on disk before the request leaves
 * @param hindrance answers with the reason for which the call may not be made now; null: it may
 * @param once writes one announcement although the request may leave a second time, because its token died under way;
 *   `before` is done first
 */
export const ledgerGuard = (
  run: Pick<Run, 'announce' | 'stop'>,
  announcement: NewEntry,
  hindrance: () => Problem | null,
  once?: { before: () => Promise<void> },
): LedgerGuard => {
  const announce = async (): Promise<Problem | null> => {
    if (once && guard.announced) return null;
    const unstored = await run.announce(announcement);
    guard.announced = unstored === null;
    return unstored;
  };
  const guard: LedgerGuard = {
    announced: false,
    withheld: null,
    signal: run.stop,
    gate: async () => {
      if (!guard.announced) await once?.before();
      // Looked at again after the disk: a stop or a sleeping computer may have come in between.
      guard.withheld = hindrance() ?? (await announce()) ?? hindrance();
      return guard.withheld === null;
    },
  };
  return guard;
};
