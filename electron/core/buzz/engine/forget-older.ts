import type { BuzzId } from '../../../contract/model/ids';
import type { Ledger } from '../record/ledger';
import type { Records } from '../record/records';
import { usageSince } from '../record/usage';
import { judgeClock } from './judge-clock';

const dayMs = 24 * 3_600_000;

/** Deletes what is settled and older than so many days, if the clock can be believed; answers with what is gone. */
export const forgetOlder = (
  ledger: Pick<Ledger, 'clockNotes' | 'noteClock'>,
  records: Pick<Records, 'forget'>,
  now: number,
  days: number,
): readonly BuzzId[] => {
  const before = ledger.clockNotes();
  const { believed, notes } = judgeClock(before, now);
  if (notes !== before) ledger.noteClock(notes);
  return believed ? records.forget(now - days * dayMs, usageSince(now)) : [];
};
