import { type Problem, problem } from '../../../contract/advice/problem';
import type { ChatId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { addLimit } from '../../feishu/endpoints/chats';
import type { Feishu, Guard } from '../../feishu/feishu';

/** Number of people added, and why the others were not. */
export interface AddedToChat {
  added: number;
  problem: Problem | null;
}

/** Lets calls through at once: a person waits for the answer. */
const atOnce = (): Guard => ({ gate: async () => true, signal: new AbortController().signal });

/**
 * Adds people to a chat that the bot is in, fifty per call, one call after the other (feishu-api 4.6). A refusal of a
 * whole call ends it, as the next call would be refused as well.
 */
export const addToChat = async (
  feishu: Feishu,
  chatId: ChatId,
  people: readonly { idType: UserIdType; id: string }[],
): Promise<AddedToChat> => {
  let added = 0;
  let reason: Problem | null = null;
  for (const idType of new Set(people.map((person) => person.idType))) {
    const ids = people.filter((person) => person.idType === idType).map((person) => person.id);
    for (let from = 0; from < ids.length; from += addLimit) {
      const list = ids.slice(from, from + addLimit);
      const answer = await feishu.addMembers({ chatId, idType, ids: list }, atOnce());
      if (!answer.ok) return { added, problem: answer.failure.problem };
      const { unusable, pending } = answer.value;
      added += list.filter((id) => !unusable.includes(id) && !pending.includes(id)).length;
      if (unusable.length > 0) reason = problem('room-unaddable');
      else if (pending.length > 0) reason ??= problem('room-pending');
    }
  }
  return { added, problem: reason };
};
