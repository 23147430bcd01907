import { type AdviceKey, problem } from '../../../contract/advice/problem';
import type { ExistingMessage } from '../../../contract/model/draft';
import type { PlannedPerson } from '../../../contract/model/plan';
import type { Directory } from '../../directory/directory';
import { feishuCode, goneMessageCodes } from '../../feishu/codes';

const refusal = (advice: AdviceKey, code: number): PlannedPerson['preflight'] => ({
  outcome: 'refused',
  problem: { ...problem(advice), code },
});

/**
 * The reason that keeps an existing message from being buzzed at all. A message the bot may not read (a scope is
 * missing) may still be its own: then Feishu decides when it is buzzed.
 */
export const findAboutHindrance = async (
  about: ExistingMessage,
  directory: Directory,
): Promise<PlannedPerson['preflight']> => {
  if (about.kind === 'reply') return null;
  const message = await directory.findMessage(about.messageId);
  if (!message.ok) {
    const { code } = message.problem;
    const gone = code === feishuCode.messageNotFound || goneMessageCodes.has(code);
    return gone ? { outcome: 'refused', problem: message.problem } : null;
  }
  if (message.value.deleted) return refusal('message-deleted', feishuCode.messageDeleted);
  if (!message.value.own) return refusal('message-by-others', feishuCode.notTheBotsMessage);
  return null;
};
