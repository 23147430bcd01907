import { type Answer, failed, ok, problem } from '../../../../contract/advice/problem';
import { longestChatName, longestExcerpt } from '../../../../contract/limits';
import { type ExistingMessage, emptyDraft } from '../../../../contract/model/draft';
import type { Picture } from '../../../../contract/model/message/picture';
import type { Plan } from '../../../../contract/model/plan';
import { called, isBlank, tidied } from '../../../../contract/plain-text';
import { isPaid } from '../../../../contract/rules/consent';
import { listMessages, readMessageId } from '../../../../core/buzz/existing-message/list-messages';
import { isPaidLadder } from '../../../../core/buzz/ladder/ladder-plan';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { confirmAndWait } from './confirm-and-wait';
import type { CommandContext, WishContext } from './context';
import { pickDelivery } from './pick-delivery';
import { joined, readWho } from './read-who';

/** The plan of a command, or its end where there is nothing to plan. */
export type Planned = { ok: true; plan: Plan } | { ok: false; end: CommandEnd };

const ended = (end: CommandEnd): Planned => ({ ok: false, end });

/** What a command asks of its people, for the draft. */
export const askingIn = ({ ask, until, enough }: Pick<CommandOf<'send'>, 'ask' | 'until' | 'enough'>) => ({
  ask: ask ?? null,
  until: until ?? undefined,
  enough: enough ?? undefined,
});

/** Plans a new message. Nothing of a paid one is even looked up before `--yes`. */
export const planSend = async (command: Omit<CommandOf<'send'>, 'wait'>, context: WishContext): Promise<Planned> => {
  const { program, workspace, speaker } = context;
  const { say } = speaker;
  if (isPaid(command.via) && !command.yes) return ended(speaker.object(2, 'nothingSent', say('yesNeeded')));
  if (isBlank(command.text)) return ended(speaker.refuse(2, 'nothingSent', problem('text-empty')));
  const { ladder: name } = command;
  const { ladders } = program.store.settings();
  const ladder = name === null ? null : (called(tidied(name), ladders)[0] ?? null);
  if (name !== null && ladder === null) {
    const candidates = joined(ladders.map((each) => each.name));
    return ended(speaker.object(2, 'nothingSent', say('ladderUnknown', { name, candidates })));
  }
  if (isPaidLadder(ladder) && !command.yes) {
    return ended(speaker.object(2, 'nothingSent', say('yesNeededLadder')));
  }

  const who = await readWho(command.to, context);
  if (!who.ok) return who;
  const picked = await pickDelivery(command, who.recipients, context);
  if (!picked.ok) return picked;
  const pictures: Picture[] = [];
  for (const path of command.images ?? []) {
    const picture = await program.takePicture(path);
    if (!picture.ok) return ended(speaker.refuse(2, 'nothingSent', picture.problem));
    if (!pictures.some(({ id }) => id === picture.value.id)) pictures.push(picture.value);
  }
  const plan = await program.engine.plan({
    ...emptyDraft(workspace.id),
    to: who.recipients,
    pictures,
    text: command.text,
    channel: command.via,
    delivery: picked.delivery,
    ladder: ladder?.id ?? null,
    climbs: command.climbs ?? null,
    ...askingIn(command),
  });
  return { ok: true, plan };
};

/** `send`: buzzes a new message. */
export const runSend = async (command: CommandOf<'send'>, context: CommandContext): Promise<CommandEnd> => {
  const planned = await planSend(command, context);
  if (!planned.ok) return planned.end;
  const { yes, wait, mode } = command;
  return confirmAndWait(planned.plan, { yes, wait, insists: mode === 'direct' }, context);
};

/** The message with this id, to be buzzed as it is. The plan decides whether it can be. */
const findMessage = async (
  messageId: string,
  { program, workspace, speaker }: WishContext,
): Promise<Answer<ExistingMessage>> => {
  const feishu = program.open.feishu(workspace.id);
  if (!feishu.ok) return feishu;
  const directory = program.open.directory(workspace.id);
  if (!directory.ok) return directory;
  const page = await listMessages(
    { messageId },
    { feishu: feishu.value, directory: directory.value, locale: speaker.locale },
  );
  if (!page.ok) return page;
  const [message] = page.value.messages;
  if (!message) return failed(problem('message-not-found'));
  const { chatId, excerpt } = message;
  return ok({
    kind: 'message',
    messageId: message.messageId,
    chatId,
    chatName: page.value.chat.name.slice(0, longestChatName),
    excerpt: excerpt.slice(0, longestExcerpt),
  });
};

/** Plans a buzz of a message that the bot has already sent. */
export const planMessage = async (
  command: Omit<CommandOf<'message'>, 'wait'>,
  context: WishContext,
): Promise<Planned> => {
  const { program, workspace, speaker } = context;
  const { say } = speaker;
  const messageId = readMessageId(command.messageId);
  if (!messageId.ok) return ended(speaker.refuse(2, 'nothingSent', messageId.problem));
  if (isPaid(command.via) && !command.yes) return ended(speaker.object(2, 'nothingSent', say('yesNeeded')));

  const who = await readWho(command.to, context);
  if (!who.ok) return who;
  const about = await findMessage(messageId.value, context);
  if (!about.ok) return ended(speaker.refuse(2, 'nothingSent', about.problem));
  const { chatId, chatName: name } = about.value;
  const plan = await program.engine.plan({
    ...emptyDraft(workspace.id),
    to: who.recipients,
    channel: command.via,
    delivery: { mode: 'chat', chatId, name },
    ...askingIn(command),
    about: about.value,
  });
  return { ok: true, plan };
};

/** `message`: buzzes a message that the bot has already sent. */
export const runMessage = async (command: CommandOf<'message'>, context: CommandContext): Promise<CommandEnd> => {
  const planned = await planMessage(command, context);
  if (!planned.ok) return planned.end;
  return confirmAndWait(planned.plan, { yes: command.yes, wait: command.wait, insists: true }, context);
};
