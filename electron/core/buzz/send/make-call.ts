import { type Problem, problem } from '../../../contract/advice/problem';
import type { MessageId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { isPaid } from '../../../contract/rules/consent';
import type { Result } from '../../feishu/failure';
import { readAmong } from '../receipts/ask-readers';
import { isRung } from '../record/ladder-record';
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
    return haveRead(run, list) ? problem('read-meanwhile') : run.hindrance(channel);
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

/** Time after which the receipts from the beginning of a rung are old (ms). */
const freshMs = 5_000;

/**
 * Asks once more who has read before a paid call of a rung that had to wait (too many requests, no network). Without an
 * answer the call is made all the same: receipts were asked for right before the rung, minutes ago at most.
 */
const askBeforeLate = async (run: Run, { message, idType, people }: CallList): Promise<void> => {
  const { record, step, channel, feishu } = run;
  if (!isPaid(channel) || !isRung(record, step) || run.now() - run.dueAt < freshMs) return;
  const readers = await feishu.readReceipts({ messageId: message.messageId, idType });
  if (!readers.ok) return;
  const read = readAmong(people, readers.value);
  if (read.length > 0) await run.report({ kind: 'receipts', read, problem: null });
};

/** Tells whether all people on this list of a rung have read meanwhile. */
const haveRead = ({ record, step }: Run, { people }: CallList): boolean =>
  isRung(record, step) && people.every(({ key }) => (record.people.get(key)?.readAt ?? null) !== null);
