import { problem } from '../../../contract/advice/problem';
import type { BuzzRecord } from '../record/buzz-record';
import type { LaterEntry } from '../record/entry';
import { currentRung } from '../record/ladder-record';

/** Largest correction that is taken for the system's own (ms): above it, a person has set the clock. */
const nudgeMs = 2_000;

/** Tells whether a wall clock that shows `now` was set back since it should have shown `expected` (ms). */
export const isSetBack = (now: number, expected: number): boolean => now < expected - nudgeMs;

/**
 * The entries to write when the app starts and the clock shows less than the ledger's newest entry. The time that has
 * really passed is unknown then: set back by less than the grace, the ladder moves along; by more, nothing may fire late,
 * and every rung that is left is missed.
 */
export const afterSetBack = (record: BuzzRecord, now: number): LaterEntry[] => {
  const { ladder, lastAt } = record;
  if (!ladder || ladder.ended || !isSetBack(now, lastAt)) return [];
  if (lastAt - now <= ladder.policy.graceMinutes * 60_000) return [{ kind: 'clock-set', at: now, by: now - lastAt }];
  return ladder.schedule.flatMap(({ channel }, rung): LaterEntry[] =>
    rung < currentRung(ladder)
      ? []
      : [
          {
            kind: 'rung',
            at: now,
            rung,
            channel,
            state: 'missed',
            step: null,
            people: [],
            passed: [],
            problem: problem('clock-set-back'),
          },
        ],
  );
};
