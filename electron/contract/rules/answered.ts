import type { Board, BoardPerson } from '../model/board';

/** Tells whether a person has acknowledged. Declining is an answer, and no acknowledgement. */
export const hasAcknowledged = ({ ack }: Pick<BoardPerson, 'ack'>): boolean => ack !== null && !ack.declined;

/** Tells whether a person said that they cannot take it. */
export const hasDeclined = ({ ack }: Pick<BoardPerson, 'ack'>): boolean => ack?.declined === true;

/**
 * Tells whether something is still expected of a person: that they read or, where the buzz asks for an answer, that they
 * acknowledge. Nothing is once one of them has taken it for all.
 */
export const isWaitedFor = (
  person: Pick<BoardPerson, 'ack' | 'readAt'>,
  { asks, takenBy }: Pick<Board, 'asks' | 'takenBy'>,
): boolean => takenBy === null && !hasAcknowledged(person) && (asks || person.readAt === null);
