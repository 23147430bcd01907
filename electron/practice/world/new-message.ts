import type { WorldChat, WorldMessage } from './world';

type Given = Pick<WorldMessage, 'messageId' | 'chatId' | 'sender' | 'createdAt' | 'content'> & Partial<WorldMessage>;

/** A text without replies, readers or reactions, unless more is given. */
export const newMessage = (given: Given): WorldMessage => ({
  updatedAt: given.createdAt,
  rootId: null,
  parentId: null,
  msgType: 'text',
  mentions: [],
  deletedAt: null,
  edits: 0,
  folded: false,
  buzzes: new Map(),
  reads: new Map(),
  reactions: [],
  bubbles: null,
  answered: new Set(),
  ...given,
});

/** True while this is the newest message of its chat: bubbles are seen under no other (feishu-api 11.3). */
export const isNewest = (chat: WorldChat, { messageId }: Pick<WorldMessage, 'messageId'>): boolean =>
  chat.messages.at(-1) === messageId;
