import type { BoardLadder, BoardRung } from '../../../contract/model/board';
import { climbersOf } from './climbers';
import { currentRung, heldRung, rungDueAt } from './ladder-record';
import type { BuzzRecord } from './record';
import { rungsOf } from './rungs-of';

/** The ladder of a buzz as its board shows it: one rung each, with how many it called or would call now. */
export const boardLadder = (record: BuzzRecord): BoardLadder | null => {
  const { ladder } = record;
  if (!ladder) return null;
  const current = currentRung(ladder);
  const rungs = rungsOf(ladder.policy).map(({ channel }, index): BoardRung => {
    const known = ladder.rungs[index];
    const waiting = known === undefined || known.state === 'held';
    const state = (): BoardRung['state'] => {
      if (known && (known.state !== 'held' || !ladder.ended)) return known.state;
      if (ladder.ended) return 'skipped';
      return index === current ? 'next' : 'later';
    };
    return {
      via: channel,
      dueAt: rungDueAt(ladder, index),
      state: state(),
      people: waiting ? (ladder.ended ? 0 : climbersOf(record, channel).length) : known.people,
      problem: known?.problem ?? null,
    };
  });
  const state = ladder.ended ? 'ended' : heldRung(ladder) ? 'held' : 'armed';
  return { name: ladder.policy.name, state, rungs };
};
