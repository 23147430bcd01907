import { problem } from '../../../../contract/advice/problem';
import { emptyDraft } from '../../../../contract/model/draft';
import { isPaid } from '../../../../contract/rules/consent';
import { readMessageId } from '../../../../core/buzz/existing-message/list-messages';
import { isPaidLadder } from '../../../../core/buzz/ladder/ladder-plan';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { carryOut } from './confirm-and-wait';
import type { CommandContext } from './context';
import { findMessage } from './find-message';
import { pickDelivery } from './pick-delivery';
import { joined, readWho } from './read-who';

/** `send`: a new message, buzzed. Nothing of a paid one is even looked up before `--yes`. */
export const answerSend = async (command: CommandOf<'send'>, context: CommandContext): Promise<CommandEnd> => {
  const { program, workspace, speaker } = context;
  const { say } = speaker;
  if (isPaid(command.via) && !command.yes) return speaker.object(2, 'nothingSent', say('yesNeeded'));
  if (command.text.trim() === '') return speaker.refuse(2, 'nothingSent', problem('text-empty'));
  const { ladder: name } = command;
  const { ladders } = program.store.settings();
  const ladder = name === null ? null : (ladders.find((each) => each.name === name.trim()) ?? null);
  if (name !== null && ladder === null) {
    const candidates = joined(ladders.map((each) => each.name));
    return speaker.object(2, 'nothingSent', say('ladderUnknown', { name, candidates }));
  }
  if (isPaidLadder(ladder) && !command.yes) return speaker.object(2, 'nothingSent', say('yesNeededLadder'));

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
  const { program, workspace, speaker } = context;
  const { say } = speaker;
  const messageId = readMessageId(command.messageId);
  if (!messageId.ok) return speaker.refuse(2, 'nothingSent', messageId.problem);
  if (isPaid(command.via) && !command.yes) return speaker.object(2, 'nothingSent', say('yesNeeded'));

  const who = await readWho(command.to, context);
  if (!who.ok) return who.end;
  const about = await findMessage(messageId.value, context);
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
