import type { Outcome } from '../../../contract/model/channel';
import type { Failure } from '../../feishu/failure';

/** Ids that do not exist or are another app's or company's (feishu-api 7.10); 230034: not a receiver at all. */
const noSuchPerson = [99992351, 99992352, 99992353, 99992359, 99992360, 99992361, 99992363, 99992364, 99992381, 230034];
const unreachable = new Set([230013, 230029, 230035, 230038, 230053, ...noSuchPerson]);
const quota = new Set([230024, 99991403]);

/** What a failed call means for the people it was for (electron/core/buzz/README.md#guarantees). */
export const outcomeOf = (failure: Failure): Outcome => {
  if (failure.stage === 'lost' || failure.stage === 'faulty') return 'unknown';
  const { code } = failure.problem;
  // Without a code nobody refused anything: there was no network, or no secret.
  if (code === null) return failure.stage === 'not-sent' ? 'not-called' : 'refused';
  if (unreachable.has(code)) return 'unreachable';
  if (quota.has(code)) return 'quota';
  if (code === 230023) return 'too-many-unread';
  return 'refused';
};

/**
 * What a failure means that would pass, when there is no time left to try again: nobody refused these people, and nobody
 * called them. A failure that leaves a doubt is `unknown` all the same.
 */
export const outcomeInVain = (failure: Failure): Outcome =>
  failure.stage === 'rejected' || failure.stage === 'not-sent' ? 'not-called' : outcomeOf(failure);

/** True of a person whenever they are asked about, so true of an earlier attempt as well. */
const lasting: ReadonlySet<Outcome> = new Set(['not-in-chat', 'unreachable', 'too-many-unread']);

/** What to say when an earlier attempt got no answer: it may have gone out, unless this one proves that it cannot have. */
export const afterLost = (lost: boolean, outcome: Outcome): Outcome =>
  lost && !lasting.has(outcome) ? 'unknown' : outcome;

/** Codes that one person in a list can cause without being named: the list is halved until it is them alone. */
const onePersons = new Set([230023, ...unreachable]);
export const concernsOnePerson = (failure: Failure): boolean =>
  failure.stage === 'rejected' && failure.problem.code !== null && onePersons.has(failure.problem.code);

/** Nobody in the list is in the chat, told apart from other bad parameters by the client (feishu-api 2.1). */
export const isAllInvalid = (failure: Failure): boolean =>
  failure.problem.code === 230001 && failure.problem.advice === 'person-not-in-chat';

/** Codes that say that nothing can be sent into a chat: it is gone, or the bot is not in it (feishu-api 4.3, 7.10). */
const closed: ReadonlySet<number | null> = new Set([230002, 232006, 232009, 232011, 99992355, 99992356]);

/** Whether a refusal says that the chat itself is closed to the bot. */
export const isClosedChat = ({ code }: { code: number | null }): boolean => closed.has(code);
