import type { Problem } from '../../../contract/advice/problem';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import type { BuzzRecord } from '../record/record';
import type { Records } from '../record/records';
import { sentBy } from '../record/sent-by';

/** Codes that answer a recall with "it is gone already": to say so again is no failure (feishu-api 8). */
const alreadyGone: ReadonlySet<number | null> = new Set([230011, 230110]);

/** Takes back every message of a buzz that is there; answers with why one was not taken back, if so. */
export const takeBack = async (
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
      const gone = answer.ok || alreadyGone.has(answer.failure.problem.code);
      const reason = gone ? null : answer.failure.problem;
      await records.report(record, { kind: 'recalled', at: clock.now(), message: ref, problem: reason });
      return reason;
    }),
  );
  release();
  return refused.find((each) => each !== null) ?? null;
};
