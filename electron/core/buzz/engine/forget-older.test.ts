import { describe, expect, it } from 'vitest';
import type { ClockNotes } from '../record/ledger';
import { judgeClock } from './forget-older';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 4, 22);

/** Looks at the clock at each of these times; answers with whether each was believed. */
const looks = (times: readonly number[], first: ClockNotes = { trustedAt: start, doubtedAt: null }) => {
  let notes = first;
  return times.map((at) => {
    const judged = judgeClock(notes, start + at);
    ({ notes } = judged);
    return judged.believed;
  });
};

describe('the wall clock', () => {
  it('is believed from day to day, over a weekend only from its second day', () => {
    expect(looks([0, day, 2 * day, 4 * day])).toEqual([true, true, true, true]);
    expect(looks([3 * day, 3 * day + hour, 4 * day])).toEqual([false, false, true]);
  });

  it('is not believed when it leaps, however often it is looked at, until a later day', () => {
    expect(looks([400 * day, 400 * day + hour, 400 * day + 19 * hour])).toEqual([false, false, false]);
    expect(looks([400 * day, 401 * day])).toEqual([false, true]);
  });

  it('is believed again as soon as it has been put right, and a second leap is a leap', () => {
    expect(looks([400 * day, hour, 400 * day, 400 * day + hour])).toEqual([false, true, false, false]);
  });

  it('is believed when it is set back, and by a ledger without notes', () => {
    expect(looks([-400 * day, -399 * day])).toEqual([true, true]);
    expect(looks([0], { trustedAt: null, doubtedAt: null })).toEqual([true]);
  });

  it('is noted twice a day at most', () => {
    const notes = { trustedAt: start, doubtedAt: null };
    expect(judgeClock(notes, start + 11 * hour).notes).toBe(notes);
    expect(judgeClock(notes, start + 12 * hour).notes).toEqual({ trustedAt: start + 12 * hour, doubtedAt: null });
  });
});
