import type { Desk } from '../gateway/call';
import { refuse, refuseExt } from '../gateway/refusals';
import type { Refusal } from '../gateway/reply';
import type { WorldChat, WorldMessage } from '../world/model';

export interface Found {
  message: WorldMessage;
  chat: WorldChat;
}

/** The message a path names, with its chat. Batch ids (`bm-…`) are not message ids (feishu-api 2.3). */
export const findMessage = (desk: Desk, messageId: string | undefined): Found | Refusal => {
  if (messageId === undefined || !/^om_[A-Za-z0-9_-]+$/.test(messageId)) return refuseExt(230001, 'invalid message_id');
  if (!desk.world.settings.botEnabled) return refuse(230006);
  const message = desk.world.messages.get(messageId);
  const chat = message && desk.world.chats.get(message.chatId);
  return message && chat ? { message, chat } : refuse(99992354);
};

/** True when this bot owns or manages the chat. */
export const botGoverns = (chat: WorldChat): boolean => chat.owner === null || chat.botManager;
