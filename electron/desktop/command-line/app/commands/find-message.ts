import { type Answer, failed, ok, problem } from '../../../../contract/advice/problem';
import { longestChatName, longestExcerpt } from '../../../../contract/limits';
import type { ExistingMessage } from '../../../../contract/model/draft';
import { listMessages } from '../../../../core/buzz/existing-message/list-messages';
import type { CommandContext } from './context';

/** The message of this id, to be buzzed as it is. Whether it can be is for the plan to say. */
export const findMessage = async (
  messageId: string,
  { program, workspace, speaker }: CommandContext,
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
