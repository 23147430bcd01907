import type { ChatId, MessageId } from './ids';

/** 群聊: a Feishu conversation the bot is in. */
export interface Chat {
  chatId: ChatId;
  name: string;
  external: boolean;
  /** null until the chat was opened: the call that lists chats does not tell it. */
  memberCount: number | null;
}

/** A message in a chat that can be picked for a buzz. */
export interface ChatMessage {
  messageId: MessageId;
  chatId: ChatId;
  /** True if the bot wrote it: then it is buzzed itself. The bot replies to a colleague's, and the reply is buzzed. */
  own: boolean;
  /** ms since the epoch. */
  sentAt: number;
  /** Name of the person who wrote it; null: unknown. */
  author: string | null;
  /** Shortened text; a message without text is named by its type, in brackets. */
  excerpt: string;
  /** Recalled or deleted: cannot be buzzed. */
  deleted: boolean;
}

/** A page of a chat's messages. `next` continues the listing; null at its end. */
export interface MessagePage {
  chat: { chatId: ChatId; name: string };
  messages: readonly ChatMessage[];
  next: string | null;
}
