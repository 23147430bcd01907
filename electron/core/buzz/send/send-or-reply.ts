import type { Result } from '../../feishu/failure';
import type { Guard, SentMessage } from '../../feishu/feishu';
import type { Post } from '../../feishu/post';
import type { RecordMessage } from '../record/record';
import type { Run } from './run';

/** One attempt at a message: as an answer to the message the draft is about, or as a new one. */
export const sendOrReply = (
  run: Run,
  message: RecordMessage,
  post: Post,
  guard: Guard,
): Promise<Result<SentMessage>> => {
  const { about } = run.record.confirmed;
  const { uuid, to } = message;
  if (about?.kind !== 'reply') return run.feishu.send({ to, post, uuid }, guard);
  return run.feishu.reply({ messageId: about.messageId, chatId: about.chatId, post, uuid }, guard);
};
