import { type Problem, problem } from '../../../contract/advice/problem';
import type { MessageId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { isPaid } from '../../../contract/rules/consent';
import type { Result } from '../../feishu/failure';
import { expiryMs, isLate } from '../record/deadlines';
import { isRung } from '../record/ladder-record';
import type { Run } from './run';

/** People of one id type, called together: up to 200 in-app, exactly one by SMS or phone. */
export interface CallList {
  message: { ref: string; messageId: MessageId };
  idType: UserIdType;
  people: readonly { key: string; id: string }[];
}

interface MadeCall {
  call: string;
  /** The ledger was told of it. */
  announced: boolean;
  /** Why we did not let it leave, if so. */
  withheld: Problem | null;
  result: Result<{ invalid: readonly string[] }>;
}

/** One buzz call: on disk before it leaves, and only if it may still leave then. */
export const makeCall = async (run: Run, list: CallList): Promise<MadeCall> => {
  const { clock, channel, step } = run;
  const call = run.newCallId();
  const gate: { announced: boolean; withheld: Problem | null } = { announced: false, withheld: null };

  const hindrance = (): Problem | null => {
    if (run.stop.aborted) return problem('stopped-before-call');
    if (run.record.undone.has(step)) return problem('undone');
    if (haveRead(run, list)) return problem('read-meanwhile');
    return isLate(clock.now(), run.dueAt, expiryMs[channel]) ? problem('expired') : null;
  };
  const announce = async (): Promise<Problem | null> => {
    // A token that died under way lets the request leave a second time: one announcement covers both.
    if (gate.announced) return null;
    const unstored = await run.announce({
      kind: 'calling',
      at: clock.now(),
      call,
      step,
      channel,
      message: list.message.ref,
      idType: list.idType,
      people: list.people.map((person) => person.key),
    });
    gate.announced = unstored === null;
    return unstored;
  };

  const result = await run.feishu.buzz(
    { messageId: list.message.messageId, channel, idType: list.idType, ids: list.people.map((person) => person.id) },
    {
      signal: run.stop,
      gate: async () => {
        // Here and not before: it may have waited long for its turn, and somebody may have read meanwhile.
        if (!gate.announced) await askBeforeLate(run, list);
        // Asked again after the disk was waited for: a stop or a sleeping computer may have come in between.
        gate.withheld = hindrance() ?? (await announce()) ?? hindrance();
        return gate.withheld === null;
      },
    },
  );
  return { call, ...gate, result };
};

/** What was known of readers when a rung began is old after this long, ms. */
const freshMs = 5_000;

/**
 * A paid call of a rung that had to wait (too many requests, no network) is not made for what was known before: its
 * readers are asked for once more. No answer changes nothing: they were asked right before the rung, minutes ago at most.
 */
const askBeforeLate = async (run: Run, { message, idType, people }: CallList): Promise<void> => {
  const { record, step, channel, clock, feishu } = run;
  if (!isPaid(channel) || !isRung(record, step) || clock.now() - run.dueAt < freshMs) return;
  const readers = await feishu.readReceipts({ messageId: message.messageId, idType });
  if (!readers.ok) return;
  const readAt = new Map(readers.value.map((reader) => [reader.id, reader.readAt]));
  const read = people.flatMap(({ key, id }) => {
    const at = readAt.get(id);
    return at === undefined ? [] : [{ key, at }];
  });
  if (read.length > 0) await run.report({ kind: 'receipts', at: clock.now(), read, problem: null });
};

/** Whether everybody on this list of a rung has read meanwhile. */
const haveRead = ({ record, step }: Run, { people }: CallList): boolean =>
  isRung(record, step) && people.every(({ key }) => (record.people.get(key)?.readAt ?? null) !== null);
