import type { BoardPerson } from '../../../electron/contract/model/board';

/** Which sentence stands under a person's name. The message and its buzz are told apart: one may be sent, the other not. */
export type StandingLine =
  | { kind: 'read'; at: number }
  /** Read although the buzz itself failed. */
  | { kind: 'read-without-buzz'; at: number }
  | { kind: 'waiting' }
  | { kind: 'pending' }
  /** An attempt came to nothing and another one follows: the reason must not hide behind "waiting". */
  | { kind: 'trying-again' }
  | { kind: 'message-sent-buzz-failed' }
  | { kind: 'message-sent-buzz-unknown' }
  | { kind: 'message-unknown' }
  | { kind: 'message-recalled' }
  /** Nothing but the advice itself. */
  | { kind: 'advice' };

export const standingLine = (person: BoardPerson): StandingLine => {
  if (person.readAt !== null) {
    const buzzed = person.outcome === 'accepted' || person.outcome === 'pending';
    return { kind: buzzed ? 'read' : 'read-without-buzz', at: person.readAt };
  }
  if (person.message === 'recalled') return { kind: 'message-recalled' };
  switch (person.outcome) {
    case 'accepted':
      return { kind: 'waiting' };
    case 'pending':
      return { kind: person.problem === null ? 'pending' : 'trying-again' };
    case 'unknown':
      return person.message === 'sent' ? { kind: 'message-sent-buzz-unknown' } : { kind: 'message-unknown' };
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
    case 'quota':
    case 'refused':
    case 'not-called':
      return person.message === 'sent' ? { kind: 'message-sent-buzz-failed' } : { kind: 'advice' };
  }
};
