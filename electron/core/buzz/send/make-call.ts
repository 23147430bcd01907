import { type Problem, problem } from '../../../contract/advice/problem';
import type { MessageId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import type { Result } from '../../feishu/failure';
import { askBeforeLate, haveRead } from './ask-before-late';
import { expiryMs, isLate, type Run } from './run';

/** People of one id type, called together: up to 200 in-app, exactly one by SMS or phone. */
export interface CallList {
  message: { ref: string; messageId: MessageId };
  idType: UserIdType;
  people: readonly { key: string; id: string }[];
}

export interface MadeCall {
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
