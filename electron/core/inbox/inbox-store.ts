import type { Problem } from '../../contract/advice/problem';
import type { BuzzId, ChatId, MessageId, WorkspaceId } from '../../contract/model/ids';
import type { InboxCursor, InboxReply, InboxState } from '../../contract/model/message/inbox';

/** A message as it came. */
export interface InboxArrival {
  messageId: MessageId;
  chatId: ChatId;
  chatType: 'p2p' | 'group';
  /** Open id of the person who wrote it. */
  from: string;
  /** Feishu's kind of message: `text`, `image` … */
  type: string;
  text: string;
  /** ms since the epoch */
  at: number;
}

/** A reply that is kept before it leaves. The same `uuid` again makes no second message within the hour (feishu-api 3.2). */
export interface KeptReply extends Omit<InboxReply, 'problem'> {
  uuid: string;
  problem: Problem | null;
}

/** A message of the inbox as it is kept. */
export interface InboxRow extends InboxArrival {
  state: InboxState;
  /** Names as they were known when it came; null: not known. */
  name: string | null;
  chatName: string | null;
  edited: boolean;
  recalled: boolean;
  reply: KeptReply | null;
  buzzId: BuzzId | null;
}

/**
 * Keeps what people wrote to the bot. Writes resolve once they are on the disk, and reject when they could not be written.
 */
export interface InboxStore {
  /**
   * Takes messages that were not known. Those of `answers` have their place on a board: they are known from now on, and not
   * listed. Answers with the new ones that are.
   */
  take(
    workspaceId: WorkspaceId,
    messages: readonly InboxArrival[],
    answers: ReadonlySet<MessageId>,
  ): Promise<readonly MessageId[]>;
  /** A message was recalled: its text goes. One that is not here yet is never listed. True: a listed one has changed. */
  recall(workspaceId: WorkspaceId, messageId: MessageId, at: number): Promise<boolean>;
  /** The text of a message as it is now, if it is listed. True: it was another before. */
  edit(workspaceId: WorkspaceId, messageId: MessageId, text: string): Promise<boolean>;
  /** Names that were found later. */
  name(
    workspaceId: WorkspaceId,
    messageId: MessageId,
    names: { name: string | null; chatName: string | null },
  ): Promise<void>;
  setState(workspaceId: WorkspaceId, messageId: MessageId, state: InboxState): Promise<void>;
  /** Keeps the last reply to a message; one that was sent makes it `replied`. */
  setReply(workspaceId: WorkspaceId, messageId: MessageId, reply: KeptReply): Promise<void>;
  /** Newest first. */
  list(workspaceId: WorkspaceId, before: InboxCursor | null, limit: number): readonly InboxRow[];
  find(workspaceId: WorkspaceId, messageId: MessageId): InboxRow | null;
  /** Number of new messages. */
  fresh(workspaceId: WorkspaceId): number;
  /** True if any message is listed. */
  has(workspaceId: WorkspaceId): boolean;
  /** The bot's direct chats that are known from buzzes and messages, the ones used last first. */
  directChats(workspaceId: WorkspaceId, most: number): readonly ChatId[];
  /** Time of the last whole check (ms since the epoch); null: none. */
  checkedAt(workspaceId: WorkspaceId): number | null;
  noteCheck(workspaceId: WorkspaceId, at: number): Promise<void>;
  /** Deletes all messages of a workspace. */
  clear(workspaceId: WorkspaceId): Promise<void>;
  /** Time up to which messages were deleted (ms since the epoch; 0: never): older ones must not be asked for. */
  floor(): number;
}
