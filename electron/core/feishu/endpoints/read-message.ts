import { z } from 'zod';
import { ChatId, MessageId } from '../../../contract/model/ids';
import type { OldMessage } from '../feishu';

/** A message as get and list answer it (feishu-api 3.1); loose, as old ones may lack anything but their id. */
export const MessageItem = z.looseObject({
  message_id: MessageId,
  chat_id: ChatId,
  msg_type: z.string().catch(''),
  create_time: z.union([z.string(), z.number()]).nullish(),
  deleted: z.boolean().nullish(),
  sender: z
    .looseObject({ id: z.string().nullish(), id_type: z.string().nullish(), sender_type: z.string().nullish() })
    .nullish()
    .catch(null),
  body: z.looseObject({ content: z.string().nullish() }).nullish().catch(null),
  mentions: z
    .array(z.looseObject({ key: z.string(), name: z.string().nullish() }))
    .nullish()
    .catch(null),
});
export type MessageItem = z.infer<typeof MessageItem>;

/** Times are milliseconds, as a string (feishu-api 7.7). */
const time = (told: MessageItem['create_time']): number => {
  const ms = Number(told ?? 0);
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
};

/** The bot's own messages name its App ID as their sender. */
export const readMessage = (item: MessageItem, appId: string): OldMessage => ({
  messageId: item.message_id,
  chatId: item.chat_id,
  type: item.msg_type,
  sentAt: time(item.create_time),
  deleted: item.deleted ?? false,
  own: item.sender?.id === appId,
  senderId: item.sender?.sender_type === 'user' ? (item.sender.id ?? null) : null,
  content: item.body?.content ?? '',
  mentions: (item.mentions ?? []).map(({ key, name }) => ({ key, name: name ?? '' })),
});
