import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import { mentionedIn, SentAnswer } from './send';

/** `POST /im/v1/messages/:message_id/reply` (feishu-api 3.4). Throws on a uuid Feishu would not honour. */
export const createReply =
  (call: Call): Feishu['reply'] =>
  async ({ messageId, chatId, post, uuid }, guard) => {
    if (uuid.length === 0 || uuid.length > 50) throw new RangeError('uuid must have 1 to 50 characters');
    const sent = await call({
      api: 'reply',
      method: 'POST',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/reply`,
      body: { msg_type: 'post', content: JSON.stringify(post), uuid },
      schema: SentAnswer,
      asked: mentionedIn(post),
      receiver: chatId,
      guard,
    });
    if (!sent.ok) return sent;
    const { message_id, chat_id } = sent.value.data;
    return { ok: true, value: { messageId: message_id, chatId: chat_id ?? chatId }, logId: sent.logId };
  };
