import type { Problem } from '../advice/problem';
import type { Channel, Outcome } from './channel';
import type { ExistingMessage } from './draft';
import type { BuzzId, ChatId, MessageId, WorkspaceId } from './ids';
import type { UserIdType } from './person';

/** One attempt to reach a person: over which channel, what became of it, when (ms since epoch). */
export interface BoardStep {
  via: Channel;
  outcome: Outcome;
  problem: Problem | null;
  at: number;
}

/** A person on the board. `outcome` is the last step's; `readAt` (ms) is when they read the message in the chat. */
export interface BoardPerson {
  key: string;
  name: string;
  idType: UserIdType | null;
  id: string | null;
  outcome: Outcome;
  problem: Problem | null;
  /** What became of the message itself: it may have been sent although its buzz failed. */
  message: 'pending' | 'sent' | 'failed' | 'unknown' | 'recalled';
  readAt: number | null;
  steps: readonly BoardStep[];
}

export interface BoardMessage {
  messageId: MessageId;
  chatId: ChatId | null;
}

/**
 * One rung of a running ladder. `held`: who has read could not be asked, so a person decides. `missed`: its time passed
 * while nobody was there to carry it out. `skipped`: everybody had read, or the ladder ended before.
 */
export interface BoardRung {
  via: Channel;
  dueAt: number;
  state: 'done' | 'next' | 'later' | 'held' | 'missed' | 'skipped';
  /** How many it called, or would call now. */
  people: number;
  problem: Problem | null;
}

/** `armed`: its next rung will be climbed by itself, while this computer is awake. */
export interface BoardLadder {
  name: string;
  state: 'armed' | 'held' | 'ended';
  rungs: readonly BoardRung[];
}

/** `running`: a call is still without its answer. `stopped`: nothing further will be called. */
export type BuzzState = 'running' | 'done' | 'stopped';

/** 加急: one confirmed plan and everything that came of it, as the board shows it. */
export interface Board {
  id: BuzzId;
  workspaceId: WorkspaceId;
  workspaceName: string;
  practice: boolean;
  /** "值班组" or "韩梅梅、单小雨 +4": whom it was for, in the person's own words. */
  title: string;
  text: string;
  asker: string;
  channel: Channel;
  mode: 'direct' | 'chat' | 'room';
  chat: { chatId: ChatId; name: string } | null;
  createdAt: number;
  state: BuzzState;
  messages: readonly BoardMessage[];
  people: readonly BoardPerson[];
  calls: { send: number; buzz: number; total: number };
  /** When receipts were last asked, and why they could not be had, if so. */
  receipts: { askedAt: number | null; problem: Problem | null };
  recalled: boolean;
  about: ExistingMessage | null;
  ladder: BoardLadder | null;
  /** Paid calls that wait for a change of mind, until then (ms); null: there are none. */
  undoUntil: number | null;
  /** Calls that wait because Feishu cannot be reached: why, and when they are tried next (ms). */
  waiting: { until: number; problem: Problem } | null;
}

/** One row of Activity. */
export interface ActivityRow {
  id: BuzzId;
  workspaceId: WorkspaceId;
  workspaceName: string;
  practice: boolean;
  title: string;
  text: string;
  channel: Channel;
  createdAt: number;
  state: BuzzState;
  people: number;
  read: number;
  accepted: number;
  /** People who need somebody to act: refused, unreachable, unknown … */
  attention: number;
}
