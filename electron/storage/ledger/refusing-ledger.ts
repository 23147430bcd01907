import type { Problem } from '../../contract/advice/problem';
import { type Ledger, LedgerRefused } from '../../core/buzz/record/ledger';

/** Stands in for a ledger that must not be touched: it remembers nothing, so nothing can be sent, and it says why. */
export const refusingLedger = (problem: Problem): Ledger => ({
  append: () => Promise.reject(new LedgerRefused(problem)),
  read: () => [],
  unsettled: () => [],
  armed: () => [],
  list: () => [],
  paidCalls: () => [],
  setbacks: () => [],
  forget: () => [],
  clockNotes: () => ({ trustedAt: null, doubtedAt: null }),
  noteClock: () => undefined,
  close: () => undefined,
});
