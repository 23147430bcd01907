import type { BuzzId, ChatId, MessageId } from '../../contract/model/ids';
import type { Entry } from '../../core/buzz/record/entry';
import type { Prepare } from './statements';

/** The messages that buzzes are about, and their chats, so that what Feishu tells of them finds its buzz. */
export const messageTable = `CREATE TABLE IF NOT EXISTS message (
     message_id TEXT NOT NULL,
     buzz_id TEXT NOT NULL,
     chat_id TEXT,
     PRIMARY KEY (message_id, buzz_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX IF NOT EXISTS message_chat ON message (chat_id);
   CREATE INDEX IF NOT EXISTS message_buzz ON message (buzz_id);
   INSERT OR IGNORE INTO message
     SELECT json_extract(body, '$.messageId'), buzz_id, json_extract(body, '$.chatId') FROM entry
     WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.kind') = 'sent' END
       AND json_extract(body, '$.messageId') IS NOT NULL;
   INSERT OR IGNORE INTO message
     SELECT json_extract(body, '$.about.messageId'), buzz_id, json_extract(body, '$.about.chatId') FROM entry
     WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.kind') = 'confirmed' END
       AND json_extract(body, '$.about.kind') = 'message';`;

/** The message that this entry brings to a buzz; null: it brings none. */
const messageIn = (entry: Entry): { messageId: MessageId; chatId: ChatId | null } | null => {
  if (entry.kind === 'sent') return entry;
  return entry.kind === 'confirmed' && entry.about?.kind === 'message' ? entry.about : null;
};

export const storeMessage = (prepare: Prepare, id: BuzzId, entry: Entry): void => {
  const message = messageIn(entry);
  if (!message) return;
  const row = 'INSERT OR IGNORE INTO message (message_id, buzz_id, chat_id) VALUES (?, ?, ?)';
  prepare(row).run(message.messageId, id, message.chatId);
};

/** Most buzzes of one chat that are looked at, the newest: the others are over. */
const mostOfChat = 20;

/** The buzzes of a message, or of the messages in a chat, newest first. */
export const buzzesOf = (prepare: Prepare, where: { messageId: string } | { chatId: ChatId }): readonly BuzzId[] => {
  const [column, value] =
    'messageId' in where ? (['message_id', where.messageId] as const) : (['chat_id', where.chatId] as const);
  const rows = prepare(
    `SELECT DISTINCT buzz.id AS id FROM message JOIN buzz ON buzz.id = message.buzz_id WHERE message.${column} = ?
       ORDER BY buzz.created_at DESC, buzz.id DESC LIMIT ?`,
  ).all(value, mostOfChat) as { id: BuzzId }[];
  return rows.map(({ id }) => id);
};
