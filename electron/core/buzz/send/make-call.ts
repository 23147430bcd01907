import { type Problem, problem } from '../../../contract/advice/problem';
import type { MessageId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { isPaid } from '../../../contract/rules/consent';
import type { Result } from '../../feishu/failure';
import { askAnswers, fewMessages, openForAnswers } from '../answers/ask-answers';
import { readAmong } from '../receipts/ask-readers';
import { answeredReason, doneReason } from '../record/climbers';
import { askedFor, isRung, rungOf } from '../record/ladder-record';
import { ledgerGuard } from './ledger-guard';
import type { Run } from './run';

/** People of one id type, called together: up to 200 in-app, exactly one by SMS or phone. */
export interface CallList {
  message: { ref: string; messageId: MessageId };
  idType: UserIdType;
  people: readonly { key: string; id: string }[];
}

interface MadeCall {
  call: string;
  /** The ledger knows of the call. */
  announced: boolean;
  /** The reason for which this program kept the call back; null: it did not. */
  withheld: Problem | null;
  result: Result<{ invalid: readonly string[] }>;
}

/** One buzz call: on disk before it leaves, and only if it may still leave then. */
export const makeCall = async (run: Run, list: CallList): Promise<MadeCall> => {
  const { channel, step } = run;
  const { message, idType, people } = list;
  const call = run.newCallId();
  const hindrance = (): Problem | null => {
    if (run.stop.aborted) return problem('stopped-before-call');
    if (run.record.undone.has(step)) return problem('undone');
    // One who is done is taken off the list by the caller; the others are called.
    return doneOf(run, people)[0]?.reason ?? run.hindrance(channel);
  };
  const keys = people.map(({ key }) => key);
  const guard = ledgerGuard(
    run,
    { kind: 'calling', call, step, channel, message: message.ref, idType, people: keys },
    hindrance,
    // In the gate and not before it: the call may have waited long for its turn, and people may have read meanwhile.
    { before: () => askBeforeLate(run, list) },
  );
  const ids = people.map(({ id }) => id);
  const result = await run.feishu.buzz({ messageId: message.messageId, channel, idType, ids }, guard);
  return { call, announced: guard.announced, withheld: guard.withheld, result };
};

/** Times after which receipts and answers from the beginning of a rung are old (ms). */
const freshMs = 5_000;
const freshAnswersMs = 1_000;

/**
 * Asks once more who has read and who has answered before a paid call of a rung: it may have had to wait (too many requests,
 * no network), and an answer of this moment counts. Without one the call is made all the same: all was asked for right before
 * the rung, minutes ago at most.
 */
const askBeforeLate = async (run: Run, { message, idType, people }: CallList): Promise<void> => {
  const { record, step, channel, feishu } = run;
  if (!isPaid(channel) || !isRung(record, step)) return;
  const byAnswers = record.ladder?.policy.until === 'acknowledged';
  if (!byAnswers && run.now() - run.dueAt >= freshMs) {
    const readers = await feishu.readReceipts({ messageId: message.messageId, idType });
    const read = readAmong(people, readers.ok ? readers.value : []);
    if (read.length > 0) await run.report({ kind: 'receipts', read, problem: null, asked: [message.ref] });
  }
  const asked = record.messages.get(message.ref);
  if (!record.confirmed.ask || !asked) return;
  const rung = rungOf(record, step);
  // One who hears of it for the first time is called because of what others have not answered, and where one answer ends
  // it for all, that of any of them counts.
  const byOthers = record.confirmed.ask.enough === 'one' || (rung !== undefined && askedFor(rung) === 'others');
  const about = byOthers ? openForAnswers(record) : [asked];
  const old = about.filter(({ answersAskedAt }) => run.now() - (answersAskedAt ?? 0) >= freshAnswersMs);
  if (old.length === 0) return;
  const answers = await askAnswers(feishu, record, old.length > fewMessages ? 'reactions' : 'texts', run.now(), old);
  if (answers) await run.report(answers.entry);
};

/**
 * The people on a list who are not to be called any more, with the reason: of a rung all whom its ladder waits for no
 * longer, of the buzz itself those who have answered. People who are called again by hand are called.
 */
export const doneOf = <P extends { key: string }>(
  { record, step }: Pick<Run, 'record' | 'step'>,
  people: readonly P[],
): readonly { person: P; reason: Problem }[] => {
  const reasonOf = isRung(record, step) ? doneReason : step === 0 ? answeredReason : null;
  if (reasonOf === null) return [];
  return people.flatMap((person) => {
    const known = record.people.get(person.key);
    const reason = known && reasonOf(record, known);
    return reason ? [{ person, reason }] : [];
  });
};
