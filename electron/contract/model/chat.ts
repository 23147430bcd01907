import type { ChatId, MessageId } from './ids';

/** 群聊: a Feishu conversation the bot is in. */
export interface Chat {
  chatId: ChatId;
  name: string;
  external: boolean;
  /** Not told by the list call; null until the chat was opened. */
  memberCount: number | null;
}

/** A message in a chat, as it is picked for a buzz. */
export interface ChatMessage {
  messageId: MessageId;
  chatId: ChatId;
  /** The bot's own can be buzzed as it is; to a colleague's the bot replies, and the reply is buzzed. */
  own: boolean;
  /** ms since the epoch */
  sentAt: number;
  /** Who wrote it, where that is known. */
  author: string | null;
  /** Its text, shortened; what is no text is named in brackets by its type. */
  excerpt: string;
  /** Recalled or deleted: cannot be buzzed. */
  deleted: boolean;
}

/** `next` continues the listing; null at its end. */
export interface MessagePage {
  chat: { chatId: ChatId; name: string };
  messages: readonly ChatMessage[];
  next: string | null;
}
