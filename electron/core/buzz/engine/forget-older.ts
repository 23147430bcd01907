import type { BuzzId } from '../../../contract/model/ids';
import { dayMs, hourMs } from '../../ports/clock';
import type { ClockNotes, Ledger } from '../record/ledger';
import { usageSince } from '../record/paid-usage';
import type { Records } from '../record/records';

/** Deletes what is settled and older than so many days, if the clock can be believed; answers with the ids that are gone. */
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

/** Time without a look after which the clock may have leapt: a wrong date, a virtual machine that was restored (ms). */
const leapMs = 48 * hourMs;
/** Time after which a clock that still says so is right, and the person was away (ms). Less than a day: people start work earlier, too. */
const confirmedMs = 20 * hourMs;
/** Shortest time between two notes (ms): more would only write. */
const noteMs = 12 * hourMs;

/**
 * Judges whether the wall clock may decide what is old. One that leaps forward would have everything deleted, and the
 * budget of the month forgotten; so a leap is only noted, and believed when a later day confirms it. Entries are no
 * proof: a buzz made after the leap carries the wrong date as well.
 */
export const judgeClock = (notes: ClockNotes, now: number): { believed: boolean; notes: ClockNotes } => {
  const { trustedAt, doubtedAt } = notes;
  if (trustedAt === null || now - trustedAt <= leapMs) {
    const noted = trustedAt !== null && doubtedAt === null && Math.abs(now - trustedAt) < noteMs;
    return { believed: true, notes: noted ? notes : { trustedAt: now, doubtedAt: null } };
  }
  if (doubtedAt === null || now < doubtedAt) return { believed: false, notes: { trustedAt, doubtedAt: now } };
  if (now - doubtedAt < confirmedMs) return { believed: false, notes };
  return { believed: true, notes: { trustedAt: now, doubtedAt: null } };
};
