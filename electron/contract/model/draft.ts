import { z } from 'zod';
import { longestChatName, longestExcerpt, longestText, mostRecipients } from '../limits';
import { Channel } from './channel';
import { ChatId, GroupId, LadderId, MessageId, WorkspaceId } from './ids';
import { Person } from './person';

/** Whom a draft is for. A chat stands for everyone in it. */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), groupId: GroupId }),
  z.strictObject({ kind: z.literal('person'), person: Person }),
  z.strictObject({ kind: z.literal('chat'), chatId: ChatId, name: z.string().max(longestChatName) }),
]);
export type Recipient = z.infer<typeof Recipient>;

/**
 * How the message travels: `direct` one each in the bot's own chat, `chat` one in a chat the bot is in, `room` one in a
 * chat that the bot owns and keeps in step with the recipients, `auto` decides.
 */
export const Delivery = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('auto') }),
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({ mode: z.literal('room') }),
  z.strictObject({ mode: z.literal('chat'), chatId: ChatId, name: z.string().max(longestChatName) }),
]);
export type Delivery = z.infer<typeof Delivery>;

/**
 * A message that is there already: the bot's own is buzzed as it is (no text is sent); to a colleague's the draft's text
 * is sent as a reply, and the reply is buzzed.
 */
export const ExistingMessage = z.strictObject({
  kind: z.enum(['message', 'reply']),
  messageId: MessageId,
  chatId: ChatId,
  chatName: z.string().max(longestChatName),
  /** The first line of it, to recognise it by. */
  excerpt: z.string().max(longestExcerpt),
});
export type ExistingMessage = z.infer<typeof ExistingMessage>;

/**
 * 草稿: what the person filled in. Generous limits: a text that Feishu would refuse as too long must reach the
 * plan, which says so in words, rather than be refused by the IPC check.
 */
export const Draft = z.strictObject({
  workspaceId: WorkspaceId,
  to: z.array(Recipient).max(mostRecipients),
  text: z.string().max(longestText),
  channel: Channel,
  delivery: Delivery,
  /** The policy to climb by for those who have not read; null: none. */
  ladder: LadderId.nullable().default(null),
  /** null: a new message. */
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
