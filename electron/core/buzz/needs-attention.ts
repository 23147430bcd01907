import type { BoardPerson } from '../../contract/board';
import type { Outcome } from '../../contract/outcome';

/** Outcomes that nothing will change by itself. */
const stuck: ReadonlySet<Outcome> = new Set([
  'not-in-chat',
  'unreachable',
  'too-many-unread',
  'quota',
  'refused',
  'unknown',
]);

/** Whether somebody has to act: the person has not read it, and nothing further will reach them by itself. */
export const needsAttention = (person: Pick<BoardPerson, 'outcome' | 'readAt'>): boolean =>
  person.readAt === null && stuck.has(person.outcome);
