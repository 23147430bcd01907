import type { ChatId } from './ids';

/** 群聊: a Feishu conversation the bot is in. */
export interface Chat {
  chatId: ChatId;
  name: string;
  external: boolean;
  /** Not told by the list call; null until the chat was opened. */
  memberCount: number | null;
}
