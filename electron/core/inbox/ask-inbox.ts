import type { Problem } from '../../contract/advice/problem';
import { type ChatId, MessageId } from '../../contract/model/ids';
import { tidied } from '../../contract/plain-text';
import type { ChatAnswer, FeishuApp } from '../feishu/feishu';
import type { Heard } from '../feishu/heard';
import { keptText } from '../feishu/kept-text';
import { dayMs } from '../ports/clock';

/** Most direct chats and groups of one check: each is a call that counts against the company's month. */
export const mostDirect = 50;
const mostGroups = 20;
/** Time back from now of a first check: in direct chats, and in groups, where much is written (ms). */
const backMs = 7 * dayMs;
const groupBackMs = dayMs;
/** Time that is asked about again: clocks differ, and a message takes a moment until it is listed (ms). */
const overlapMs = 5 * 60_000;

export interface AskInboxDeps {
  feishu: FeishuApp;
  /** The bot's direct chats that are known. */
  directChats: readonly ChatId[];
  /** The bot's groups. */
  groups: () => Promise<readonly ChatId[]>;
  /** Time of the last whole check; null: none. */
  checkedAt: number | null;
  /** Nothing from before this time is wanted. */
  floor: number;
  now: number;
}

type Wrote = Extract<Heard, { kind: 'wrote' }>;

/** What Feishu tells of the messages that people wrote to the bot. `gone`: those that were recalled. */
export interface AskedInbox {
  wrote: readonly (Wrote & { edited: boolean })[];
  gone: readonly { messageId: Wrote['messageId']; at: number }[];
  chats: number;
  /** The first reason why a chat could not be asked about. */
  problem: Problem | null;
}

/** Reading a group needs it beside the scope for receipts (feishu-api 3.5). */
const groupScope = 'im:message.group_msg';

/** A message id that was left in an answer, if it is one. */
const idOf = (id: string | null) => MessageId.safeParse(id).data ?? null;

const wroteOf = (message: ChatAnswer, chatType: 'p2p' | 'group', botId: string | null): Wrote => ({
  kind: 'wrote',
  messageId: message.messageId,
  chatId: message.chatId,
  chatType,
  from: message.senderId ?? '',
  parentId: idOf(message.parentId),
  rootId: idOf(message.rootId),
  messageType: message.type,
  text: keptText({
    type: message.type,
    content: message.content,
    mentions: message.mentions.map(({ key, name }) => ({ key, name: tidied(name) })),
  }),
  at: message.sentAt,
  mentionsBot: botId !== null && message.mentions.some(({ id }) => id === botId),
});

/** Messages of a list that people wrote to the bot: in its direct chat, or naming it. */
const readList = (
  listed: readonly ChatAnswer[],
  chatType: 'p2p' | 'group',
  botId: string | null,
): Pick<AskedInbox, 'wrote' | 'gone'> => {
  const people = listed.filter(({ own, senderId }) => !own && senderId !== null);
  const there = people.filter(({ deleted }) => !deleted);
  return {
    wrote: there
      .map((message) => ({ ...wroteOf(message, chatType, botId), edited: message.edited === true }))
      .filter(({ at, mentionsBot }) => at > 0 && (chatType === 'p2p' || mentionsBot)),
    gone: people.filter(({ deleted }) => deleted).map(({ messageId, sentAt: at }) => ({ messageId, at })),
  };
};

/**
 * Asks Feishu once what people wrote to the bot: the direct chats that are known, and its groups where the app may read them
 * (feishu-api 3.5). One call per chat. A chat that cannot be asked about keeps none of the others.
 */
export const askInbox = async (deps: AskInboxDeps): Promise<AskedInbox> => {
  const { feishu, checkedAt, floor, now } = deps;
  const since = (backwards: number) =>
    Math.max(floor + 1, now - backwards, checkedAt === null ? 0 : checkedAt - overlapMs);
  const granted = await feishu.readScopes();
  const readsGroups = granted.ok && granted.value.has(groupScope);
  const groups = readsGroups ? (await deps.groups()).slice(0, mostGroups) : [];
  const bot = groups.length > 0 ? await feishu.readBot() : null;
  const botId = bot?.ok ? bot.value.openId : null;

  const ask = async (chatId: ChatId, chatType: 'p2p' | 'group') => {
    const listed = await feishu.readSince({ chatId, since: since(chatType === 'p2p' ? backMs : groupBackMs) });
    if (!listed.ok) return { wrote: [], gone: [], problem: listed.failure.problem };
    // Feishu takes whole seconds: what was deleted in the same one is listed again.
    const later = listed.value.filter(({ sentAt }) => sentAt > floor);
    return { ...readList(later, chatType, botId), problem: null };
  };
  const asked = await Promise.all([
    ...deps.directChats.slice(0, mostDirect).map((chatId) => ask(chatId, 'p2p')),
    ...(botId === null ? [] : groups.map((chatId) => ask(chatId, 'group'))),
  ]);
  return {
    // The oldest first: a person's first text is the one that may answer a buzz.
    wrote: asked.flatMap(({ wrote }) => wrote).sort((one, other) => one.at - other.at),
    gone: asked.flatMap(({ gone }) => gone),
    chats: asked.length,
    problem: asked.find(({ problem }) => problem !== null)?.problem ?? null,
  };
};
