import type { Problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import type { Ladder } from '../../../contract/model/ladder';
import { type Climb, type Rung, rungsOf } from '../../../contract/rules/rungs';

/** The end of a rung. Only `held` may still become something else. */
interface RungRecord {
  state: 'done' | 'held' | 'missed' | 'skipped';
  at: number;
  /** Time at which it was due (ms since the epoch): what moves later does not move it. */
  dueAt: number;
  /** The step of the buzz it became; null: it made no call. */
  step: number | null;
  people: number;
  problem: Problem | null;
}

/** A ladder as its entries tell it. */
export interface LadderRecord {
  /** The policy as it was when the buzz was confirmed: a later change changes nothing here. */
  policy: Ladder;
  /** All that it does for the people of this buzz, in its order. */
  schedule: readonly Rung[];
  /** Keys of the people who have turns, in their order; none where all are called at once. */
  turns: readonly string[];
  /** The moment from which its minutes count (ms since the epoch): the confirmation, moved along with the wall clock and with turns. */
  origin: number;
  rungs: RungRecord[];
  /** The ledger was restored since a person decided about it: none of its SMS and calls go by themselves. */
  restored: boolean;
  ended: boolean;
  /** The change outside of this program that ended it; null: it was none. */
  problem: Problem | null;
}

/** @param keys the people who can be called, in their order */
export const openLadder = (policy: Ladder, sent: Climb['sent'], keys: readonly string[], at: number): LadderRecord => ({
  policy,
  schedule: rungsOf(policy, { sent, people: keys.length }),
  turns: policy.inTurn ? keys : [],
  origin: at,
  rungs: [],
  restored: false,
  ended: false,
  problem: null,
});

/** Applies what happens to a ladder as a whole. */
export const applyLadderEntry = (
  ladder: LadderRecord,
  entry:
    | { kind: 'turn-over'; by: number }
    | { kind: 'restored' }
    | { kind: 'ladder-ended'; problem?: Problem | null | undefined },
): void => {
  if (entry.kind === 'turn-over') ladder.origin += entry.by;
  if (entry.kind === 'restored') ladder.restored = true;
  if (entry.kind === 'ladder-ended') Object.assign(ladder, { ended: true, problem: entry.problem ?? null });
};

/** The one rung that may be climbed now or next; past the last one when there is none. */
export const currentRung = ({ rungs }: LadderRecord): number =>
  rungs[rungs.length - 1]?.state === 'held' ? rungs.length - 1 : rungs.length;

/** The current rung, if it waits for a decision; null: it does not. */
export const heldRung = (ladder: LadderRecord): RungRecord | null => {
  const rung = ladder.rungs[currentRung(ladder)];
  return rung && !ladder.ended ? rung : null;
};

/** Time at which a rung is due (ms since the epoch); infinite: there is no such rung. */
export const rungDueAt = (ladder: LadderRecord, index: number): number => {
  const rung = ladder.schedule[index];
  return rung ? ladder.origin + rung.afterMinutes * 60_000 : Number.POSITIVE_INFINITY;
};

/**
 * What has to be known before a rung: for a channel, whether the people it calls have read or answered; `others`, before it calls
 * people who have heard nothing yet, every answer of those who were called.
 */
export const askedFor = ({ channel, begins, backup }: Rung): Channel | 'others' =>
  begins || backup !== undefined ? 'others' : channel;

/** The rung that this step of a buzz is; undefined: it is none. */
export const rungOf = ({ ladder }: { ladder: LadderRecord | null }, step: number): Rung | undefined =>
  ladder?.schedule[ladder.rungs.findIndex((rung) => rung.step === step)];

/** Tells whether this step of a buzz is a rung of its ladder. */
export const isRung = (record: { ladder: LadderRecord | null }, step: number): boolean =>
  rungOf(record, step) !== undefined;

/** The turn that is running, of all rounds; null: none is. A turn whose beginning was missed counts as well. */
export const currentTurn = ({ schedule, turns, rungs, ended }: LadderRecord): number | null => {
  if (ended || turns.length === 0) return null;
  const begun = schedule
    .slice(0, rungs.length)
    .findLast(({ begins }, index) => begins && rungs[index]?.state !== 'held');
  return begun?.turn ?? 0;
};

/** Key of the person whose turn this is, of all rounds. */
export const turnKey = ({ turns }: LadderRecord, turn: number): string | undefined => turns[turn % turns.length];
