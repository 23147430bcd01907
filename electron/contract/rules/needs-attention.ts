import type { AdviceKey } from '../advice/problem';
import type { Board, BoardLadder, BoardPerson } from '../model/board';
import { hasAcknowledged, isWaitedFor } from './answered';

/** Reasons for not calling that need no action: a person decided it, their turn is still to come, or all is done. */
const settled: ReadonlySet<AdviceKey> = new Set<AdviceKey>([
  'undone',
  'stopped-before-call',
  'read-meanwhile',
  'answered-meanwhile',
  'taken-meanwhile',
  'turn-waits',
  'backup-not-needed',
]);

/**
 * Tells whether a person has to act for this recipient: they have neither read nor answered it, and nothing will reach them by itself. The
 * one rule for the board, Activity, the tray and notifications. A running ladder still calls people who were not called
 * so far, if they have the message; a held one asks for a decision of its own.
 */
export const needsAttention = (
  person: Pick<BoardPerson, 'id' | 'outcome' | 'problem' | 'message' | 'readAt' | 'ack' | 'absence'>,
  ladder: Pick<BoardLadder, 'state'> | null,
): boolean => {
  if (person.readAt !== null || hasAcknowledged(person)) return false;
  switch (person.outcome) {
    case 'pending':
      return false;
    case 'accepted':
      return person.absence !== null;
    case 'not-called':
      if (person.problem !== null && settled.has(person.problem.advice)) return false;
      return ladder === null || ladder.state === 'ended' || person.message !== 'sent' || person.id === null;
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
    case 'quota':
    case 'refused':
    case 'unknown':
      return true;
  }
};

export interface LeftBehind {
  /** Number of people who are still waited for, and for whom a person has to act. */
  people: number;
  /**
   * `unknown`: what became of all their calls is not known, so a person decides whether they are called again. `quota`: SMS and phone of
   * the company are used up.
   */
  reason: 'unknown' | 'quota' | 'out-of-reach';
}

/**
 * What a ladder left behind that ended before its last step, as no further one could reach people. null: it goes on, was climbed
 * to its end, was stopped or recalled, or ended for a reason of its own (`BoardLadder.problem`).
 */
export const leftBehind = ({
  ladder,
  people,
  state,
  recalled,
  takenBy,
}: Pick<Board, 'ladder' | 'people' | 'state' | 'recalled' | 'takenBy'>): LeftBehind | null => {
  const last = ladder?.rungs.at(-1);
  if (ladder?.state !== 'ended' || ladder.problem || last?.state !== 'skipped' || last.problem) return null;
  if (state === 'stopped' || recalled || takenBy !== null) return null;
  // Where a ladder waits for an answer, reading is no end.
  const asks = ladder.until === 'acknowledged';
  const left = people.filter((person) => needsAttention(asks ? { ...person, readAt: null } : person, ladder));
  if (left.length === 0) return null;
  if (left.some(({ outcome }) => outcome === 'quota')) return { people: left.length, reason: 'quota' };
  const isUnknown = left.every(({ outcome }) => outcome === 'unknown');
  return { people: left.length, reason: isUnknown ? 'unknown' : 'out-of-reach' };
};

/**
 * Tells whether "buzz again" includes this person: they got the message, are still waited for, and no call to them is under
 * way. `unknown` is left out: their phone may have rung, so a person decides one by one.
 */
export const canBeBuzzedAgain = (
  person: Pick<BoardPerson, 'id' | 'outcome' | 'problem' | 'message' | 'readAt' | 'ack' | 'absence'>,
  board: Pick<Board, 'asks' | 'takenBy'>,
): boolean => {
  if (!isWaitedFor(person, board) || person.message !== 'sent' || person.id === null) return false;
  // Their ladder calls them in their turn.
  if (person.absence !== null || person.problem?.advice === 'turn-waits') return false;
  switch (person.outcome) {
    case 'accepted':
    case 'quota':
    case 'refused':
    case 'not-called':
      return true;
    case 'pending':
    case 'unknown':
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
      return false;
  }
};
