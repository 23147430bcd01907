import type { Problem } from '../../../contract/advice/problem';
import type { Ladder } from '../../../contract/model/ladder';
import { rungsOf } from '../../../contract/rules/rungs';

/** The end of a rung. Only `held` may still become something else. */
interface RungRecord {
  state: 'done' | 'held' | 'missed' | 'skipped';
  at: number;
  /** The step of the buzz it became; null: it made no call. */
  step: number | null;
  people: number;
  problem: Problem | null;
}

/** A ladder as its entries tell it. */
export interface LadderRecord {
  /** The policy as it was when the buzz was confirmed: a later change changes nothing here. */
  policy: Ladder;
  /** The moment from which its minutes count (ms since the epoch): the confirmation, moved along when the wall clock was set back. */
  origin: number;
  rungs: RungRecord[];
  ended: boolean;
  /** The change outside of this program that ended it; null: it was none. */
  problem: Problem | null;
}

export const openLadder = (policy: Ladder, at: number): LadderRecord => ({
  policy,
  origin: at,
  rungs: [],
  ended: false,
  problem: null,
});

/** The one rung that may be climbed now or next; past the last one when there is none. */
export const currentRung = ({ rungs }: LadderRecord): number =>
  rungs[rungs.length - 1]?.state === 'held' ? rungs.length - 1 : rungs.length;

/** The current rung, if it waits for a decision; null: it does not. */
export const heldRung = (ladder: LadderRecord): RungRecord | null => {
  const rung = ladder.rungs[currentRung(ladder)];
  return rung && !ladder.ended ? rung : null;
};

/** Time at which a rung is due (ms since the epoch); infinite: there is no such rung. */
export const rungDueAt = (ladder: LadderRecord, rung: number): number => {
  const step = rungsOf(ladder.policy)[rung];
  return step ? ladder.origin + step.afterMinutes * 60_000 : Number.POSITIVE_INFINITY;
};

/** Tells whether this step of a buzz is a rung of its ladder. */
export const isRung = ({ ladder }: { ladder: LadderRecord | null }, step: number): boolean =>
  ladder?.rungs.some((rung) => rung.step === step) ?? false;
