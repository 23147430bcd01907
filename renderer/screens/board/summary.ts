import type { Board, BoardPerson } from '../../../electron/contract/board';
import { needsAttention } from './standing';

/** What the head and the foot of a board say about all its people together. */
export interface Summary {
  total: number;
  read: number;
  pending: number;
  /** People somebody has to act for, in the board's own order. */
  attention: readonly BoardPerson[];
  /**
   * Who can be buzzed again: the message reached them, they have not read it and nothing is under way. Those whose
   * fate is unknown are left out: ringing them again is decided one by one (design section 4).
   */
  again: readonly BoardPerson[];
}

const canBeBuzzedAgain = (person: BoardPerson): boolean => {
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

/**
 * Whom the person may decide to buzz again one by one: also those whose fate is unknown, or whose way is clear again
 * (joined the chat, read the backlog). Without a message sent there is nothing to buzz.
 */
export const canBeBuzzedByChoice = (person: BoardPerson): boolean =>
  person.readAt === null && person.message === 'sent' && person.id !== null && person.outcome !== 'pending';

export const summarise = (board: Board): Summary => ({
  total: board.people.length,
  read: board.people.filter((person) => person.readAt !== null).length,
  pending: board.people.filter((person) => person.outcome === 'pending').length,
  attention: board.people.filter(needsAttention),
  again: board.recalled ? [] : board.people.filter(canBeBuzzedAgain),
});
