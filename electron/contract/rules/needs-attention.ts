import type { AdviceKey } from '../advice/problem';
import type { BoardLadder, BoardPerson } from '../model/board';

/** Why somebody was not called that needs nobody: it was decided by a person, or there was nothing left to call for. */
const settled: ReadonlySet<AdviceKey> = new Set<AdviceKey>(['undone', 'stopped-before-call', 'read-meanwhile']);

/**
 * Whether somebody has to act: this person has not read it, and nothing further will reach them by itself. The one rule for
 * the board, Activity, the tray and notifications. A ladder that goes on calls those who were not called so far, if they
 * have the message; one that is held asks for its own decision.
 */
export const needsAttention = (
  person: Pick<BoardPerson, 'id' | 'outcome' | 'problem' | 'message' | 'readAt'>,
  ladder: Pick<BoardLadder, 'state'> | null,
): boolean => {
  if (person.readAt !== null) return false;
  switch (person.outcome) {
    case 'pending':
    case 'accepted':
      return false;
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

/**
 * Who is among "buzz the unread again": the message reached them, they have not read it and nothing is under way. Those
 * whose fate is unknown are left out: their phone may have rung, so a person decides one by one.
 */
export const canBeBuzzedAgain = (person: Pick<BoardPerson, 'id' | 'outcome' | 'message' | 'readAt'>): boolean => {
  if (person.readAt !== null || person.message !== 'sent' || person.id === null) return false;
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
