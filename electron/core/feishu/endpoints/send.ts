import { z } from 'zod';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';
import type { Post } from '../post';

/** What of a new message is told (feishu-api 3.1). */
export const SentAnswer = z.looseObject({
  data: z.looseObject({ message_id: MessageId, chat_id: ChatId.nullish().catch(null) }),
});

/** Everybody a post names. */
export const mentionedIn = (post: Post): readonly string[] =>
  post.zh_cn.content.flatMap((paragraph) => paragraph.flatMap((node) => (node.tag === 'at' ? [node.user_id] : [])));

/** `POST /im/v1/messages` (feishu-api 3.2). The content is JSON in JSON. Throws on a uuid Feishu would not honour. */
export const createSend =
  (call: Call): Feishu['send'] =>
  async ({ to, post, uuid }, guard) => {
    if (uuid.length === 0 || uuid.length > 50) throw new RangeError('uuid must have 1 to 50 characters');
    const sent = await call({
      api: 'send',
      method: 'POST',
      path: 'im/v1/messages',
      query: { receive_id_type: to.idType },
      body: { receive_id: to.id, msg_type: 'post', content: JSON.stringify(post), uuid },
      schema: SentAnswer,
      asked: [to.id, ...mentionedIn(post)],
      receiver: to.id,
      guard,
    });
    if (!sent.ok) return sent;
    const { message_id: messageId, chat_id: chatId } = sent.value.data;
    return { ok: true, value: { messageId, chatId: chatId ?? null }, logId: sent.logId };
  };
