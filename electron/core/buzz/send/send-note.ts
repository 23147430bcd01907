import { type Problem, problem } from '../../../contract/advice/problem';
import { MessageId } from '../../../contract/model/ids';
import type { Result } from '../../feishu/failure';
import type { Guard, Post, SentMessage } from '../../feishu/feishu';
import { isLate, uuidLifeMs } from '../record/deadlines';
import { openMessages, type RecordNote } from '../record/note-record';
import { ledgerGuard } from './ledger-guard';
import type { Run } from './run';

type Message = ReturnType<typeof openMessages>[number];

/** Sends every message of a note that is still open. Resolves when each has an outcome. Buzzes no person. */
export const sendNote = async (run: Run, note: RecordNote, post: Post): Promise<void> => {
  await Promise.all(openMessages(note).map((message) => sendOne(run, note, message, post)));
};

/**
 * Sends one message with the same `uuid` every time, as `sendMessage` does for those of a buzz: at most one per hour
 * (feishu-api 3.2), until it is there, refused, stopped or expired.
 */
const sendOne = async (run: Run, { confirmed }: RecordNote, message: Message, post: Post): Promise<void> => {
  const about = { note: confirmed.note, message: message.ref };
  // An attempt that got no answer may have arrived, also one before a crash.
  let lost = message.lost || message.status === 'sending';
  const fail = (reason: Problem, over: boolean) =>
    run.report({ kind: 'note-failed', ...about, problem: reason, over, mayBeThere: lost });
  const hindrance = (): Problem | null => {
    const forgotten = message.firstSendingAt !== null && isLate(run.now(), message.firstSendingAt, uuidLifeMs);
    return run.hindrance('message') ?? (lost && forgotten ? problem('expired') : null);
  };
  for (let attempt = 1; ; attempt += 1) {
    const guard = ledgerGuard(run, { kind: 'note-sending', ...about }, hindrance);
    const result = await deliver(run, message, post, guard);
    if (result.ok) return run.report({ kind: 'note-sent', ...about, messageId: result.value.messageId });
    const { failure } = result;
    if (guard.withheld) return fail(guard.withheld, true);
    lost ||= failure.stage === 'lost' || failure.stage === 'faulty';
    const wait = run.backOff(failure, attempt + 1);
    if (!failure.passing || run.isLate('message', wait)) return fail(failure.problem, true);
    await fail(failure.problem, false);
    if (!(await run.waited(wait))) return fail(lost ? failure.problem : problem('stopped-before-call'), true);
  }
};

/** As an answer to the message it is about, where Feishu said in which chat that is; else as a message of its own. */
const deliver = (run: Run, { to, uuid, replyTo }: Message, post: Post, guard: Guard): Promise<Result<SentMessage>> => {
  const messageId = MessageId.safeParse(replyTo?.messageId).data;
  if (replyTo && messageId) return run.feishu.reply({ messageId, chatId: replyTo.chatId, post, uuid }, guard);
  return run.feishu.send({ to, post, uuid }, guard);
};
