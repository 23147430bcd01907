import type { BoardPerson } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/outcome';

/** The one word a person's row carries: having read the message outweighs whatever became of the buzz. */
export type Standing = 'read' | Outcome;

export const standingOf = (person: Pick<BoardPerson, 'outcome' | 'readAt'>): Standing =>
  person.readAt === null ? person.outcome : 'read';
