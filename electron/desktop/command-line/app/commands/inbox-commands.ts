import { sentenceOf } from '../../../../contract/advice/advice-words';
import { type Answer, failed, problem } from '../../../../contract/advice/problem';
import { emptyDraft } from '../../../../contract/model/draft';
import { MessageId } from '../../../../contract/model/ids';
import type { InboxMessage } from '../../../../contract/model/message/inbox';
import { isBlank } from '../../../../contract/plain-text';
import { isPaid } from '../../../../contract/rules/consent';
import { draftAbout } from '../../../../core/inbox/inbox-view';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { inboxJson, inboxText } from '../output/inbox-text';
import { confirmAndWait } from './confirm-and-wait';
import type { CommandContext } from './context';
import { readWho } from './read-who';
import { askingIn } from './send-commands';

/**
 * `inbox`: what people wrote to the bot, newest first. Where the workspace does not listen, Feishu is asked before, at most once
 * a minute; what it does not tell keeps no message back.
 */
export const runInbox = async ({ limit }: CommandOf<'inbox'>, context: CommandContext): Promise<CommandEnd> => {
  const { program, workspace, listening, speaker } = context;
  const { say, tell, locale } = speaker;
  const { state } = listening.of(workspace.id);
  if (state !== 'verified' && state !== 'connected') {
    const checked = await program.inbox.checkIfDue(workspace.id);
    const why = checked && (checked.ok ? checked.value.problem : checked.problem);
    if (why) tell(say('inboxUnchecked', { advice: sentenceOf(why, locale) }));
  }
  const messages = program.inbox.list(workspace.id, null, limit, locale);
  const text = messages.map((message) => inboxText(message, speaker)).join('\n');
  return speaker.answer(0, { messages: messages.map(inboxJson) }, text || say('inboxEmpty'));
};

const find = (id: string, { program, workspace, speaker }: CommandContext): Answer<InboxMessage> => {
  const messageId = MessageId.safeParse(id).data;
  return messageId
    ? program.inbox.find(workspace.id, messageId, speaker.locale)
    : failed(problem('message-id-invalid'));
};

/** `inbox dismiss`: puts a message away. */
export const runInboxDismiss = async (
  { messageId }: CommandOf<'inbox-dismiss'>,
  context: CommandContext,
): Promise<CommandEnd> => {
  const { program, workspace, speaker } = context;
  const found = find(messageId, context);
  if (!found.ok) return speaker.refuse(2, 'notDone', found.problem);
  const done = await program.inbox.setDismissed(workspace.id, found.value.messageId, true);
  if (!done.ok) return speaker.refuse(1, 'nothingChanged', done.problem);
  return speaker.answer(0, { messages: [inboxJson(done.value)] }, inboxText(done.value, speaker));
};

/** `inbox reply`: replies to a message in its chat as the bot, and buzzes the reply. */
export const runInboxReply = async (
  command: CommandOf<'inbox-reply'>,
  context: CommandContext,
): Promise<CommandEnd> => {
  const { program, workspace, speaker } = context;
  const { via, yes, wait, text } = command;
  if (isPaid(via) && !yes) return speaker.object(2, 'nothingSent', speaker.say('yesNeeded'));
  if (isBlank(text)) return speaker.refuse(2, 'nothingSent', problem('text-empty'));
  const found = find(command.messageId, context);
  if (!found.ok) return speaker.refuse(2, 'nothingSent', found.problem);
  if (found.value.recalled) return speaker.refuse(2, 'nothingSent', problem('inbox-recalled'));
  const who = await readWho(command.to, context);
  if (!who.ok) return who.end;
  const { about, delivery } = draftAbout(workspace.id, found.value, speaker.locale);
  const plan = await program.engine.plan({
    ...emptyDraft(workspace.id),
    about,
    delivery,
    to: who.recipients,
    text,
    channel: via,
    ...askingIn(command),
  });
  return confirmAndWait(plan, { yes, wait, insists: true }, context);
};
