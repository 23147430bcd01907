import { z } from 'zod';
import { Channel } from './channel';
import { ChatId, GroupId, WorkspaceId } from './ids';
import { Person } from './person';

/** Whom a draft is for. A chat stands for everyone in it. */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), groupId: GroupId }),
  z.strictObject({ kind: z.literal('person'), person: Person }),
  z.strictObject({ kind: z.literal('chat'), chatId: ChatId, name: z.string().max(200) }),
]);
export type Recipient = z.infer<typeof Recipient>;

/** How the message travels: `direct` one each in the bot's own chat, `chat` one in a chat the bot is in, `auto` decides. */
export const Delivery = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('auto') }),
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({ mode: z.literal('chat'), chatId: ChatId, name: z.string().max(200) }),
]);
export type Delivery = z.infer<typeof Delivery>;

/**
 * 草稿: what the person filled in. Generous limits: a text that Feishu would refuse as too long must reach the
 * plan, which says so in words, rather than be refused by the IPC check.
 */
export const Draft = z.strictObject({
  workspaceId: WorkspaceId,
  to: z.array(Recipient).max(1000),
  text: z.string().max(200_000),
  channel: Channel,
  delivery: Delivery,
});
export type Draft = z.infer<typeof Draft>;

/** An empty draft for a workspace. */
export const emptyDraft = (workspaceId: WorkspaceId): Draft => ({
  workspaceId,
  to: [],
  text: '',
  channel: 'app',
  delivery: { mode: 'auto' },
});
