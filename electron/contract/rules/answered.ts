import type { Board, BoardPerson } from '../model/board';
import type { Draft } from '../model/draft';
import type { Ladder } from '../model/ladder';
import type { Asking } from '../model/settings';
import { isPaid } from './consent';

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

/**
 * Tells whether a buzz asks for an answer: as the person chose; by itself as they have set it, mostly with a ladder or a paid
 * channel; and always when its ladder waits for one.
 */
export const asksAnswer = (
  draft: Pick<Draft, 'ask' | 'channel' | 'until' | 'enough' | 'about'>,
  ladder: Pick<Ladder, 'until' | 'enough'> | null,
  asking: Asking,
): boolean => {
  if ((draft.until ?? ladder?.until) === 'acknowledged' || (draft.enough ?? ladder?.enough) === 'one') return true;
  // A message that is there already cannot say that it asks.
  if (draft.ask === null && asking !== 'auto' && draft.about?.kind !== 'message') return asking === 'always';
  return draft.ask ?? (ladder !== null || isPaid(draft.channel));
};

/** Tells whether a draft may ask for an answer, whatever its ladder says. */
export const mayAsk = (
  draft: Pick<Draft, 'ask' | 'channel' | 'ladder' | 'until' | 'enough'>,
  asking: Asking,
): boolean =>
  draft.until === 'acknowledged' ||
  draft.enough === 'one' ||
  draft.ladder !== null ||
  (draft.ask ?? (asking === 'always' || isPaid(draft.channel)));
