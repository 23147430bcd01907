import { z } from 'zod';
import {
  longestChatName,
  longestDepartmentName,
  longestExcerpt,
  longestGroupName,
  longestText,
  longestTitle,
  mostRecipients,
  pictureLimits,
} from '../limits';
import { Channel } from './channel';
import { ChatId, DepartmentId, GroupId, LadderId, MessageId, WorkspaceId } from './ids';
import { Climbs } from './ladder';
import { Picture } from './message/picture';
import { Person } from './person';

/** A recipient of a draft. A chat stands for all of its members, a department for its people and those of the departments below it. */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), groupId: GroupId }),
  z.strictObject({ kind: z.literal('person'), person: Person }),
  z.strictObject({ kind: z.literal('chat'), chatId: ChatId, name: z.string().max(longestChatName) }),
  z.strictObject({
    kind: z.literal('department'),
    departmentId: DepartmentId,
    name: z.string().max(longestDepartmentName),
  }),
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
 * The origin of a draft that a person did not fill in since they opened the window. They are told, and can clear it, as
 * recipients left from before are easily overlooked. `earlier`: left from before this opening, last changed `at` (ms since
 * the epoch; null: before this start of the app).
 */
export const DraftOrigin = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('earlier'), at: z.number().nullable() }),
  z.strictObject({ from: z.literal('repeat'), title: z.string().max(longestTitle) }),
  z.strictObject({ from: z.literal('link') }),
  z.strictObject({ from: z.literal('hotkey'), group: z.string().max(longestGroupName) }),
]);
export type DraftOrigin = z.infer<typeof DraftOrigin>;

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
  /** Asks for an answer; null: by itself, with a ladder or a paid channel. */
  ask: z.boolean().nullable().default(null),
  /** What a person is waited for to do, and how many have to answer; left out: as the ladder has it, or everyone. */
  until: z.enum(['read', 'acknowledged']).optional(),
  enough: z.enum(['everyone', 'one']).optional(),
  /** Where its ladder climbs; null: as the policy says. */
  climbs: Climbs.nullable().default(null),
  /** Pictures after the text, in their order. */
  pictures: z.array(Picture).max(pictureLimits.most).default([]),
  /** The message to buzz; null: a new message is sent. */
  about: ExistingMessage.nullable().default(null),
  /** null: filled in by hand since the window was opened. */
  origin: DraftOrigin.nullable().default(null),
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
  ask: null,
  climbs: null,
  pictures: [],
  about: null,
  origin: null,
});
