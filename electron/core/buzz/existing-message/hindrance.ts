import { problem } from '../../../contract/advice/problem';
import type { About } from '../../../contract/model/draft';
import type { PlannedPerson } from '../../../contract/model/plan';
import type { Directory } from '../../directory/directory';

/** Codes after which a message cannot be buzzed, whoever asks (feishu-api 2.4, 3.5). */
const gone: ReadonlySet<number | null> = new Set([99992354, 230011, 230110]);

/**
 * What of an existing message keeps everybody from being buzzed about it. A message the bot may not read (a scope is
 * missing) may still be its own: then Feishu will say.
 */
export const aboutHindrance = async (about: About, directory: Directory): Promise<PlannedPerson['preflight']> => {
  if (about.kind === 'reply') return null;
  const message = await directory.message(about.messageId);
  if (!message.ok) return gone.has(message.problem.code) ? { outcome: 'refused', problem: message.problem } : null;
  if (message.value.deleted) return { outcome: 'refused', problem: { ...problem('message-deleted'), code: 230110 } };
  if (!message.value.own) return { outcome: 'refused', problem: { ...problem('message-by-others'), code: 230012 } };
  return null;
};
