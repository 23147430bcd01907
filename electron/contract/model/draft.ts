import { z } from 'zod';
import { longestChatName, longestExcerpt, longestText, mostRecipients } from '../limits';
import { Channel } from './channel';
import { ChatId, GroupId, LadderId, MessageId, WorkspaceId } from './ids';
import { Person } from './person';

/** A recipient of a draft. A chat stands for all of its members. */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), groupId: GroupId }),
  z.strictObject({ kind: z.literal('person'), person: Person }),
  z.strictObject({ kind: z.literal('chat'), chatId: ChatId, name: z.string().max(longestChatName) }),
]);
export type Recipient = z.infer<typeof Recipient>;

/**
 * How the message is delivered: `direct`: one to each person in the bot's own chat. `chat`: one in a chat that the bot is in.
 * `room`: one in a chat that the bot owns and keeps in sync with the recipients. `auto`: the plan decides.
 */
export const Delivery = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('auto') }),
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({ mode: z.literal('room') }),
  z.strictObject({ mode: z.literal('chat'), chatId: ChatId, name: z.string().max(longestChatName) }),
]);
export type Delivery = z.infer<typeof Delivery>;

/**
 * A message that is in a chat already. `message`: the bot's own, buzzed without sending text. `reply`: a colleague's; the bot
 * replies with the draft's text, and the reply is buzzed.
 */
export const ExistingMessage = z.strictObject({
  kind: z.enum(['message', 'reply']),
  messageId: MessageId,
  chatId: ChatId,
  chatName: z.string().max(longestChatName),
  /** Beginning of its text, to recognize it by. */
  excerpt: z.string().max(longestExcerpt),
});
export type ExistingMessage = z.infer<typeof ExistingMessage>;

/**
 * 草稿 (draft): the form of a buzz as a person filled it in. Its limits are generous: a text that is too long for Feishu has to
 * reach the plan, which says so in words, instead of being refused by the check of requests.
 */
export const Draft = z.strictObject({
  workspaceId: WorkspaceId,
  to: z.array(Recipient).max(mostRecipients),
  text: z.string().max(longestText),
  channel: Channel,
  delivery: Delivery,
  /** The ladder for people who have not read; null: none. */
  ladder: LadderId.nullable().default(null),
  /** The message to buzz; null: a new message is sent. */
  about: ExistingMessage.nullable().default(null),
});
export type Draft = z.infer<typeof Draft>;

/** An empty draft for a workspace. */
export const emptyDraft = (workspaceId: WorkspaceId): Draft => ({
  workspaceId,
  to: [],
  text: '',
  channel: 'app',
  delivery: { mode: 'auto' },
  ladder: null,
  about: null,
});
