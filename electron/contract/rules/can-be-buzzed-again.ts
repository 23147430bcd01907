import type { BoardPerson } from '../model/board';

/**
 * Who is among "buzz the unread again": the message reached them, they have not read it and nothing is under way. Those
 * whose fate is unknown are left out: ringing them again is decided one by one (design section 4).
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
