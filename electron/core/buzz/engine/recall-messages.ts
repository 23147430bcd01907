import { type Answer, failed, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { BuzzId } from '../../../contract/model/ids';
import { goneMessageCodes } from '../../feishu/codes';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import type { BuzzRecord, RecordMessage } from '../record/buzz-record';
import type { Records } from '../record/records';

/** The messages that this buzz sent. A message that was there before is not among them: it cannot be taken back. */
const sentBy = (record: BuzzRecord): readonly RecordMessage[] =>
  record.confirmed.about?.kind === 'message'
    ? []
    : [...record.messages.values()].filter((message) => message.status === 'sent');

interface RecallDeps {
  records: Records;
  clock: Clock;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
  stop: (id: BuzzId) => Promise<Answer<Board>>;
  /** The messages are about to be taken back: an equal draft is a new wish from now on. */
  onHalted: (id: BuzzId) => void;
}

/** Stops a buzz and takes its messages back. A message Feishu will not take back says why. */
export const recallMessages = async (deps: RecallDeps, id: BuzzId): Promise<Answer<Board>> => {
  const { records, clock, feishuFor, stop, onHalted } = deps;
  const known = records.get(id);
  if (!known) return failed(problem('buzz-gone'));
  // Checked first: an impossible recall must not stop anything before it says so.
  if (known.confirmed.about?.kind === 'message') return failed(problem('nothing-to-recall'));
  const feishu = feishuFor(known);
  if (!feishu.ok) return feishu;
  const stopped = await stop(id);
  if (!stopped.ok) return stopped;
  const record = records.get(id);
  if (!record) return failed(problem('buzz-gone'));
  if (sentBy(record).length === 0) return failed(problem('nothing-to-recall'));
  onHalted(id);
  const reason = await takeBack(feishu.value, records, record, clock);
  return reason ? failed(reason) : records.board(id);
};

/** Takes back every message of a buzz that is there; answers with the reason if one was not taken back. */
const takeBack = async (
  feishu: Feishu,
  records: Records,
  record: BuzzRecord,
  clock: Clock,
): Promise<Problem | null> => {
  const sent = sentBy(record);
  const release = records.hold(record.confirmed.id);
  const refused = await Promise.all(
    sent.map(async ({ ref, messageId }) => {
      if (messageId === null) return null;
      const answer = await feishu.recall({ messageId });
      // A message that is gone already is taken back.
      const gone = answer.ok || goneMessageCodes.has(answer.failure.problem.code);
      const reason = gone ? null : answer.failure.problem;
      await records.report(record, { kind: 'recalled', at: clock.now(), message: ref, problem: reason });
      return reason;
    }),
  );
  release();
  return refused.find((each) => each !== null) ?? null;
};
