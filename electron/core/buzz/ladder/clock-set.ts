import { problem } from '../../../contract/advice/problem';
import type { LaterEntry } from '../record/entry';
import { currentRung, rungsOf } from '../record/ladder-record';
import type { BuzzRecord } from '../record/record';

/** Clocks are nudged all the time; only more than this is somebody setting one, ms. */
const nudgeMs = 2_000;

/** Whether a wall clock that shows `now` was set back since it should have shown `expected` (ms). */
export const isSetBack = (now: number, expected: number): boolean => now < expected - nudgeMs;

/**
 * What to write when a program starts and the clock shows less than the ledger's newest entry. How much time has really
 * passed is anybody's guess then: by less than the grace, the ladder moves along; by more, nothing may fire late, and
 * every rung that is left is missed.
 */
export const afterSetBack = (record: BuzzRecord, now: number): LaterEntry[] => {
  const { ladder, lastAt } = record;
  if (!ladder || ladder.ended || !isSetBack(now, lastAt)) return [];
  if (lastAt - now <= ladder.policy.graceMinutes * 60_000) return [{ kind: 'clock-set', at: now, by: now - lastAt }];
  return rungsOf(ladder.policy).flatMap(({ channel }, rung): LaterEntry[] =>
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
