import type { BoardPerson } from '../../../electron/contract/board';
import type { Outcome } from '../../../electron/contract/outcome';

/** The one word a person's row carries: having read the message outweighs whatever became of the buzz. */
export type Standing = 'read' | Outcome;

export const standingOf = (person: Pick<BoardPerson, 'outcome' | 'readAt'>): Standing =>
  person.readAt === null ? person.outcome : 'read';

/**
 * True when somebody has to act: the buzz failed or its fate is unknown, and the message was not read meanwhile.
 * `not-called` counts only when it was not the person's own decision (stopped before the call, or taken back).
 */
export const needsAttention = (person: Pick<BoardPerson, 'outcome' | 'readAt' | 'problem'>): boolean => {
  switch (standingOf(person)) {
    case 'read':
    case 'pending':
    case 'accepted':
      return false;
    case 'not-called':
      return person.problem?.advice !== 'stopped-before-call' && person.problem?.advice !== 'undone';
    case 'not-in-chat':
    case 'unreachable':
    case 'too-many-unread':
    case 'quota':
    case 'refused':
    case 'unknown':
      return true;
  }
};
