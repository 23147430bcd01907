import type { Delivery, Recipient } from '../../../../contract/model/draft';
import { ChatId } from '../../../../contract/model/ids';
import { called, plainText, tidied } from '../../../../contract/plain-text';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import type { WishContext } from './context';
import { joined } from './read-who';

type DeliveryPick = { ok: true; delivery: Delivery } | { ok: false; end: CommandEnd };

const mostOffered = 8;

/** The chat that `--chat` names: by its id, or by the exact name of a chat the bot is in. */
const namedChat = async (named: string, { program, workspace, speaker }: WishContext): Promise<DeliveryPick> => {
  const { say, object, refuse } = speaker;
  const directory = program.open.directory(workspace.id);
  if (!directory.ok) return { ok: false, end: refuse(2, 'nothingSent', directory.problem) };
  const chats = await directory.value.listChats();
  const asId = ChatId.safeParse(plainText(named));
  if (asId.success) {
    // Feishu decides whether the bot is in it; the name is only for people to read.
    const name = chats.ok ? chats.value.find((chat) => chat.chatId === asId.data)?.name : undefined;
    return { ok: true, delivery: { mode: 'chat', chatId: asId.data, name: name ?? named } };
  }
  if (!chats.ok) return { ok: false, end: refuse(2, 'nothingSent', chats.problem) };
  const meant = called(named, chats.value);
  const [chat, ...others] = meant;
  if (chat && others.length === 0) {
    return { ok: true, delivery: { mode: 'chat', chatId: chat.chatId, name: chat.name } };
  }
  if (chat) {
    const candidates = joined(meant.map((each) => each.chatId));
    return { ok: false, end: object(2, 'nothingSent', say('chatAmbiguous', { name: named, candidates })) };
  }
  const names = joined(chats.value.slice(0, mostOffered).map((each) => each.name));
  const candidates = names ? say('didYouMean', { candidates: names }) : say('noChats');
  return { ok: false, end: object(2, 'nothingSent', say('chatUnknown', { name: named, candidates })) };
};

/** The chat linked to the group, for a message to one group alone. */
const linkedChat = (to: readonly Recipient[], { program, workspace, speaker }: WishContext): DeliveryPick => {
  const [only, ...others] = to;
  const group =
    only?.kind === 'group' && others.length === 0
      ? program.store.groups(workspace.id).find((each) => each.id === only.groupId)
      : undefined;
  return group?.linkedChat
    ? { ok: true, delivery: { mode: 'chat', ...group.linkedChat } }
    : { ok: false, end: speaker.object(2, 'nothingSent', speaker.say('chatNeeded')) };
};

/** Turns `--mode` and `--chat` into the delivery of a draft. */
export const pickDelivery = async (
  { mode, chat }: Pick<CommandOf<'send'>, 'mode' | 'chat'>,
  to: readonly Recipient[],
  context: WishContext,
): Promise<DeliveryPick> => {
  if (chat !== null) return namedChat(tidied(chat), context);
  switch (mode) {
    case 'chat':
      return linkedChat(to, context);
    case 'room':
    case 'auto':
    case 'direct':
      return { ok: true, delivery: { mode } };
  }
};
