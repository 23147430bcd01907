import type { Channel } from '../../../electron/contract/model/channel';
import type { ChatId, MessageId } from '../../../electron/contract/model/ids';
import type { Post } from '../../../electron/core/feishu/feishu';

/** Call that arrived at the server; `done`: the server carried it out. */
export type SeenCall =
  | {
      api: 'send';
      at: number;
      to: string;
      /** Set when it is a reply. */
      parent: MessageId | null;
      uuid: string;
      post: Post;
      messageId: MessageId | null;
      replay: boolean;
    }
  | {
      api: 'buzz';
      at: number;
      channel: Channel;
      messageId: MessageId;
      ids: readonly string[];
      buzzed: readonly string[];
    }
  | { api: 'upload'; at: number; key: string; bytes: number }
  | { api: 'readers'; at: number; messageId: MessageId }
  | { api: 'reactions'; at: number; messageIds: readonly MessageId[] }
  | { api: 'replies'; at: number; chatId: ChatId }
  | { api: 'bubbles'; at: number; messageId: MessageId; bubbles: readonly string[] }
  | { api: 'react'; at: number; messageId: string; emoji: string }
  | { api: 'remind'; at: number; chatId: string | null; ids: readonly string[]; on: boolean }
  | { api: 'recall'; at: number; messageId: MessageId }
  | { api: 'create-chat'; at: number; name: string; uuid: string; chatId: ChatId; replay: boolean }
  | { api: 'add-members'; at: number; chatId: ChatId; ids: readonly string[]; added: readonly string[] };
export type SeenCallOf<Api extends SeenCall['api']> = Extract<SeenCall, { api: Api }>;
