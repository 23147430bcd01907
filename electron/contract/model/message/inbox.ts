import { z } from 'zod';
import type { Problem } from '../../advice/problem';
import type { BuzzId, ChatId, WorkspaceId } from '../ids';
import { MessageId } from '../ids';

/** `new`: no person has done anything about it; `replied`: it was answered from here, with or without a buzz; `dismissed`. */
export const InboxState = z.enum(['new', 'replied', 'dismissed']);
export type InboxState = z.infer<typeof InboxState>;

/** A reply that buzzes no person. `sending` also after a crash; `unknown`: it left, and its answer was lost. */
export interface InboxReply {
  text: string;
  /** ms since the epoch */
  at: number;
  state: 'sending' | 'sent' | 'failed' | 'unknown';
  problem: Problem | null;
}

/** 收件箱: a message that a person wrote to the bot, in their direct chat or naming it in a group. */
export interface InboxMessage {
  messageId: MessageId;
  chatId: ChatId;
  chatType: 'p2p' | 'group';
  /** Name of the group; null: a direct chat, or not known. */
  chatName: string | null;
  /** `id`: open id. `name`: null when it is not known. */
  from: { id: string; name: string | null };
  /** Its text; of a message without one, what it is, in brackets; '' once it was recalled. */
  text: string;
  /** It has no text of its own, as a picture has none. */
  wordless: boolean;
  /** ms since the epoch */
  at: number;
  state: InboxState;
  edited: boolean;
  recalled: boolean;
  /** The last reply from here; null: none. */
  reply: InboxReply | null;
  /** The buzz of a reply to it; null: there was none. */
  buzzId: BuzzId | null;
}

/** The inbox of a workspace in short. */
export interface InboxStatus {
  workspaceId: WorkspaceId;
  /** Number of new messages. */
  fresh: number;
  /** There are messages, or Feishu was asked for some. */
  inUse: boolean;
  /** Time of the last question to which Feishu answered whole (ms since the epoch); null: none. */
  checkedAt: number | null;
}

/** What became of asking Feishu. */
export interface InboxCheck {
  /** Messages that were not known before. */
  found: number;
  /** Chats that were asked about. */
  chats: number;
  /** Why some could not be; null: all could. */
  problem: Problem | null;
}

/** A place in the list of messages, newest first: the page after it follows. */
export const InboxCursor = z.strictObject({ at: z.number(), messageId: MessageId });
export type InboxCursor = z.infer<typeof InboxCursor>;
