import { isPaid } from '../../../contract/channel';
import { emptyDraft } from '../../../contract/draft';
import { MessageId } from '../../../contract/ids';
import { problem } from '../../../contract/problem';
import type { CommandOf } from '../command';
import type { CommandEnd } from '../reply';
import { carryOut } from './carry-out';
import type { CommandContext } from './context';
import { pickDelivery } from './pick-delivery';
import { readWho } from './read-who';

/** `send`: a new message, buzzed. Nothing of a paid one is even looked up before `--yes`. */
export const answerSend = async (command: CommandOf<'send'>, context: CommandContext): Promise<CommandEnd> => {
  const { program, workspace, speaker } = context;
  const { say } = speaker;
  if (isPaid(command.via) && !command.yes) return speaker.object(2, 'nothingSent', say('yesNeeded'));
  if (command.text.trim() === '') return speaker.refuse(2, 'nothingSent', problem('text-empty'));
  const { ladder: name } = command;
  const ladder = name === null ? null : program.store.settings().ladders.find((each) => each.name === name.trim());
  if (name !== null && (!ladder || !context.abilities.ladder)) {
    return speaker.object(2, 'nothingSent', say('laddersMissing', { name }));
  }

  const who = await readWho(command.to, context);
  if (!who.ok) return who.end;
  const travels = await pickDelivery(command, who.recipients, context);
  if (!travels.ok) return travels.end;
  const plan = await program.engine.plan({
    ...emptyDraft(workspace.id),
    to: who.recipients,
    text: command.text,
    channel: command.via,
    delivery: travels.delivery,
    ladder: ladder?.id ?? null,
  });
  return carryOut(plan, { yes: command.yes, wait: command.wait, insists: command.mode === 'direct' }, context);
};

/** `message`: a message of the bot that is there already, buzzed as it is. */
export const answerMessage = async (command: CommandOf<'message'>, context: CommandContext): Promise<CommandEnd> => {
  const { program, workspace, speaker, findMessage } = context;
  const { say } = speaker;
  if (/^bm[-_]/i.test(command.messageId)) return speaker.refuse(2, 'nothingSent', problem('batch-message'));
  if (isPaid(command.via) && !command.yes) return speaker.object(2, 'nothingSent', say('yesNeeded'));
  const messageId = MessageId.safeParse(command.messageId);
  if (!messageId.success) return speaker.refuse(2, 'nothingSent', problem('message-not-found'));
  if (findMessage === null) return speaker.object(2, 'nothingSent', say('messageMissing'));

  const who = await readWho(command.to, context);
  if (!who.ok) return who.end;
  const about = await findMessage(workspace.id, messageId.data);
  if (!about.ok) return speaker.refuse(2, 'nothingSent', about.problem);
  const { chatId, chatName: name } = about.value;
  const plan = await program.engine.plan({
    ...emptyDraft(workspace.id),
    to: who.recipients,
    channel: command.via,
    delivery: { mode: 'chat', chatId, name },
    about: about.value,
  });
  return carryOut(plan, { yes: command.yes, wait: command.wait, insists: true }, context);
};
