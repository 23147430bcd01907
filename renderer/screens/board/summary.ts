import type { Board, BoardPerson } from '../../../electron/contract/model/board';
import { canBeBuzzedAgain } from '../../../electron/contract/rules/can-be-buzzed-again';
import { needsAttention } from '../../../electron/contract/rules/needs-attention';

/** What the head and the foot of a board say about all its people together. */
export interface Summary {
  total: number;
  read: number;
  pending: number;
  /** People somebody has to act for, in the board's own order. */
  attention: readonly BoardPerson[];
  /** Who can be buzzed again, all at once. */
  again: readonly BoardPerson[];
}

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
  attention: board.people.filter((person) => needsAttention(person, board.ladder)),
  again: board.recalled ? [] : board.people.filter(canBeBuzzedAgain),
});
