import type { Outcome } from '../../../contract/model/channel';
import { closedChatCodes, feishuCode, quotaCodes, unreachableCodes } from '../../feishu/codes';
import type { Failure } from '../../feishu/failure';

/** The outcome of a failed call for the people it was for (electron/core/buzz/README.md#guarantees). */
export const outcomeOf = (failure: Failure): Outcome => {
  if (failure.stage === 'lost' || failure.stage === 'faulty') return 'unknown';
  const { code } = failure.problem;
  // Without a code Feishu refused nothing: there was no network, or no secret.
  if (code === null) return failure.stage === 'not-sent' ? 'not-called' : 'refused';
  if (unreachableCodes.has(code)) return 'unreachable';
  if (quotaCodes.has(code)) return 'quota';
  if (code === feishuCode.tooManyUnread) return 'too-many-unread';
  return 'refused';
};

/**
 * The outcome of a passing failure when there is no time left to try again: Feishu neither refused these people nor called
 * them. A failure that leaves a doubt is `unknown` all the same.
 */
export const outcomeInVain = (failure: Failure): Outcome =>
  failure.stage === 'rejected' || failure.stage === 'not-sent' ? 'not-called' : outcomeOf(failure);

/** Outcomes that say something lasting about a person, and so hold for an earlier attempt as well. */
const lasting: ReadonlySet<Outcome> = new Set(['not-in-chat', 'unreachable', 'too-many-unread']);

/** The outcome after an earlier attempt that got no answer: it may have gone out, unless this one proves that it cannot have. */
export const afterLost = (lost: boolean, outcome: Outcome): Outcome =>
  lost && !lasting.has(outcome) ? 'unknown' : outcome;

/** Tells whether one person in a list can cause this without being named: the list is halved until it is that person alone. */
export const concernsOnePerson = ({ stage, problem: { code } }: Failure): boolean =>
  stage === 'rejected' && (code === feishuCode.tooManyUnread || unreachableCodes.has(code));

/** Tells whether none of the list is in the chat: the client tells it from other bad parameters (feishu-api 2.1). */
export const isAllInvalid = (failure: Failure): boolean =>
  failure.problem.code === feishuCode.parameterInvalid && failure.problem.advice === 'person-not-in-chat';

/** Tells whether a refusal says that the chat itself is closed to the bot. */
export const isClosedChat = ({ code }: { code: number | null }): boolean => closedChatCodes.has(code);
