import { type Problem, problem } from '../../../contract/advice/problem';
import type { Outcome } from '../../../contract/model/channel';
import { feishuCode } from '../../feishu/codes';
import type { Failure, Result } from '../../feishu/failure';
import type { Guard, Post, SentMessage } from '../../feishu/feishu';
import { isDirect, mayBeThere, type RecordMessage, type RecordPerson } from '../record/buzz-record';
import { isLate, uuidLifeMs } from '../record/deadlines';
import { ledgerGuard } from './ledger-guard';
import { afterLost, outcomeInVain, outcomeOf } from './outcome-of';
import { withoutMentions, withPictures } from './post-of';
import type { Run } from './run';

/**
 * Sends one message, with the same `uuid` every time, until it is there, refused, stopped or expired. Promises at most one
 * message per hour (feishu-api 3.2). True when it was sent; otherwise its people have their outcome. People whom Feishu
 * names as unknown when it refuses a chat message have theirs, and it goes out without them.
 */
export const sendMessage = async (
  run: Run,
  post: Post,
  message: RecordMessage,
  people: readonly RecordPerson[],
): Promise<boolean> => {
  let addressed = people;
  /** Keys of the pictures that this message goes with. */
  let keys = message.messageId === null ? await run.pictures.keys(run) : [];
  let said = post;
  // An attempt that got no answer may have arrived, whatever later attempts come to.
  let lost = mayBeThere(message);

  const fail = (reason: Problem, final: Outcome | null) =>
    run.report({
      kind: 'send-failed',
      step: run.step,
      channel: run.channel,
      message: message.ref,
      people: addressed.map((person) => person.key),
      problem: reason,
      final,
      mayBeThere: lost,
    });
  const end = async (outcome: Outcome, reason: Problem): Promise<boolean> => {
    await fail(reason, afterLost(lost, outcome));
    return false;
  };
  const hindrance = (): Problem | null => {
    const reason = run.hindrance('message');
    if (reason) return reason;
    // Past this Feishu no longer recognizes the `uuid`, and a message that may be there would be sent twice.
    const forgotten = message.firstSendingAt !== null && isLate(run.now(), message.firstSendingAt, uuidLifeMs);
    return lost && forgotten ? problem('expired') : null;
  };

  for (let attempt = 1; ; attempt += 1) {
    // Another step may have sent it meanwhile.
    if (message.messageId !== null) return true;
    const guard = ledgerGuard(run, { kind: 'sending', message: message.ref }, hindrance);
    const result = await sendOrReply(run, message, withPictures(said, keys), guard);
    if (result.ok) {
      const { messageId, chatId, sentAt } = result.value;
      await run.report({ kind: 'sent', message: message.ref, messageId, chatId, sentAt });
      return true;
    }

    const { failure } = result;
    if (guard.withheld) return end('not-called', guard.withheld);
    lost ||= failure.stage === 'lost' || failure.stage === 'faulty';

    const named = message.to.idType === 'chat_id' ? namedOf(addressed, failure.namedIds) : [];
    if (named.length > 0) {
      const refused = addressed;
      addressed = named;
      await fail(failure.problem, 'unreachable');
      addressed = refused.filter((person) => !named.includes(person));
      if (addressed.length === 0) return false;
      await fail(failure.problem, null);
      said = withoutMentions(said, failure.namedIds);
      continue;
    }

    if (keys.length > 0 && mayBeThePictures(failure)) {
      keys = await run.pictures.renewed(run, keys, failure.problem);
      continue;
    }

    if (!failure.passing) return end(outcomeOf(failure), failure.problem);
    const wait = run.backOff(failure, attempt + 1);
    if (run.stop.aborted) return end('not-called', lost ? failure.problem : problem('stopped-before-call'));
    if (run.isLate('message', wait)) return end(outcomeInVain(failure), failure.problem);
    await fail(failure.problem, null);
    if (!(await run.waited(wait))) return end('not-called', lost ? failure.problem : problem('stopped-before-call'));
  }
};

/** Tells whether a message may have been refused because of a picture's key (feishu-api 3.11): then it goes without, and not at all only for its own sake. */
const mayBeThePictures = ({ stage, problem: { code } }: Failure): boolean =>
  stage === 'rejected' && (code === feishuCode.notTheBotsFile || code === feishuCode.parameterInvalid);

const namedOf = (people: readonly RecordPerson[], ids: readonly string[]): readonly RecordPerson[] =>
  people.filter((person) => person.id !== null && ids.includes(person.id));

/** One attempt at a message: as an answer to the message the draft is about, or as a new one. */
const sendOrReply = (run: Run, message: RecordMessage, post: Post, guard: Guard): Promise<Result<SentMessage>> => {
  const { about } = run.record.confirmed;
  const { uuid, to } = message;
  // A backup who is not in that chat gets a message of their own.
  if (about?.kind !== 'reply' || isDirect(message)) return run.feishu.send({ to, post, uuid }, guard);
  return run.feishu.reply({ messageId: about.messageId, chatId: about.chatId, post, uuid }, guard);
};
