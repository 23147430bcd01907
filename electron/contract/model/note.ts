import type { Problem } from '../advice/problem';
import type { ChatId, PlanId } from './ids';

/**
 * A free message after a buzz, which buzzes no person. `follow-up`: to the people who have the buzz's message, as an answer to
 * it. `report`: what became of the buzz, to a chat. `taken`: tells the others who took it, by itself.
 */
export type NoteKind = 'follow-up' | 'report' | 'taken';

/** The plan of a note: what would be sent, to how many. Confirmed once; nothing is sent before. */
export interface NotePlan {
  id: PlanId;
  kind: NoteKind;
  text: string;
  practice: boolean;
  /** The chat it goes to; null: direct messages. */
  chat: { chatId: ChatId; name: string } | null;
  /** Number of people it is for; of a report, zero. */
  people: number;
  /** Number of messages, each a counted call. */
  messages: number;
  /** The reason for which it cannot be sent. */
  problem: Problem | null;
  /** ms since the epoch */
  expiresAt: number;
}

/** A note as the board shows it. */
export interface BoardNote {
  id: string;
  kind: NoteKind;
  /** Time of the confirmation (ms since the epoch). */
  at: number;
  text: string;
  chatName: string | null;
  people: number;
  messages: { all: number; sent: number; open: number };
  /** The first reason for which a message of it was not sent, or may not have been. */
  problem: Problem | null;
  /** Time until which a message that did not arrive can be tried again (ms since the epoch); zero: there is none. */
  againUntil: number;
}
