import { z } from 'zod';
import { ChatId, MessageId } from '../../../../contract/model/ids';
import { parseJson } from '../../../text/read-text';
import type { Heard } from '../../heard';

const [id, at] = [z.string(), z.number()];
const reaction = { messageId: MessageId, by: id, byApp: z.boolean(), emoji: id, at };

const Kept: z.ZodType<Heard> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), messageIds: z.array(MessageId), reader: id, at }),
  z.object({ kind: z.literal('reacted'), ...reaction }),
  z.object({ kind: z.literal('reaction-taken'), ...reaction }),
  z.object({
    kind: z.literal('wrote'),
    messageId: MessageId,
    chatId: ChatId,
    chatType: z.enum(['p2p', 'group']),
    from: id,
    parentId: MessageId.nullable(),
    rootId: MessageId.nullable(),
    messageType: id,
    text: id,
    at,
    mentionsBot: z.boolean(),
  }),
  z.object({ kind: z.literal('recalled'), messageId: MessageId, at }),
  z.object({ kind: z.literal(['chat-gone', 'bot-removed', 'bot-added']), chatId: ChatId, at }),
  z.object({
    kind: z.literal('members-changed'),
    chatId: ChatId,
    joined: z.array(z.object({ id, name: id })),
    left: z.array(id),
    at,
  }),
  z.object({ kind: z.literal('person-gone'), ids: z.array(id), at }),
]);

/** A thing heard as it was kept; null for a row that cannot be read: of a newer version, or damaged. */
export const readKeptHeard = (body: string): Heard | null => Kept.safeParse(parseJson(body)).data ?? null;
