import type { Answer } from '../../../contract/advice/problem';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import type { BuzzRecord } from '../record/record';
import type { Records } from '../record/records';
import type { ReceiptsAsked } from './receipts';
import { askReaders } from './receipts';

/** Asks once who has read a buzz, and writes what was said; answers with those about whom nothing was. */
export const askOnce = async (
  feishu: Answer<Feishu>,
  records: Records,
  record: BuzzRecord,
  clock: Clock,
): Promise<ReceiptsAsked> => {
  const release = records.hold(record.confirmed.id);
  try {
    if (!feishu.ok) {
      const { problem } = feishu;
      // It stays so: once it is written down nobody asks again, and the board says why.
      if (problem.advice === 'practice-restarted' && record.receipts.problem?.advice !== problem.advice) {
        await records.report(record, { kind: 'receipts', at: clock.now(), read: [], problem });
      }
      return { unanswered: new Set(record.people.keys()), problem };
    }
    const asked = await askReaders(feishu.value, record, clock);
    if (!asked) return { unanswered: new Set(), problem: null };
    await records.report(record, asked.entry);
    return { unanswered: asked.unanswered, problem: asked.problem };
  } finally {
    release();
  }
};
