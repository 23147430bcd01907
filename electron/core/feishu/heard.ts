import type { ChatId, MessageId } from '../../contract/model/ids';
import { dayMs } from '../ports/clock';

/** Time after which no event comes again (ms); its keys are kept as long (feishu-api 6.4). */
export const eventLifeMs = 7 * dayMs;

/**
 * A thing that Feishu has told by an event (feishu-api 6.4), free of its wording. What it says is true; what was not told
 * proves nothing, as each event goes to one random connection of the app, at least once and in no order (feishu-api 6.1).
 * Times are in ms since the epoch; people are named by their open id, apps by their App ID.
 */
export type Heard =
  | { kind: 'read'; messageIds: readonly MessageId[]; reader: string; at: number }
  | { kind: 'reacted'; messageId: MessageId; by: string; byApp: boolean; emoji: string; at: number }
  | { kind: 'reaction-taken'; messageId: MessageId; by: string; byApp: boolean; emoji: string; at: number }
  | {
      kind: 'wrote';
      messageId: MessageId;
      chatId: ChatId;
      chatType: 'p2p' | 'group';
      from: string;
      /** The message that is answered, and the first one of that thread. */
      parentId: MessageId | null;
      rootId: MessageId | null;
      messageType: string;
      /** '' for a message without text, such as a picture. */
      text: string;
      at: number;
      mentionsBot: boolean;
    }
  | { kind: 'recalled'; messageId: MessageId; at: number }
  | { kind: 'chat-gone' | 'bot-removed' | 'bot-added'; chatId: ChatId; at: number }
  | {
      kind: 'members-changed';
      chatId: ChatId;
      joined: readonly { id: string; name: string }[];
      left: readonly string[];
      at: number;
    }
  /** A person has left the company. `ids`: all by which they are known; the first is their open id. */
  | { kind: 'person-gone'; ids: readonly string[]; at: number };
