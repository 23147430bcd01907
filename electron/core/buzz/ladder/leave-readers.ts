import { problem } from '../../../contract/advice/problem';
import { isPaid } from '../../../contract/rules/consent';
import type { ReceiptsAnswer } from '../receipts/ask-readers';
import type { LaterEntry } from '../record/entry';
import { type BuzzRecord, pendingIn } from '../record/record';
import { giveUp } from '../record/settle';

/**
 * A rung that was cut off goes on after a start, and what was known of it is old by then: whoever has read meanwhile is
 * left alone, and with SMS and phone so is whoever cannot be asked about. Pure: answers with the entries to write.
 */
export const leaveReaders = (record: BuzzRecord, step: number, asked: ReceiptsAnswer, now: number): LaterEntry[] => {
  const holds = record.ladder?.policy.withoutReceipts === 'hold-paid';
  const pending = pendingIn(record, step);
  const read = pending.filter((person) => person.readAt !== null);
  const unsure = pending.filter(
    ({ key, readAt, steps }) =>
      readAt === null && holds && isPaid(steps.get(step)?.via ?? 'app') && asked.unanswered.has(key),
  );
  return [
    ...giveUp(record, read, step, { at: now, reason: problem('read-meanwhile') }),
    ...giveUp(record, unsure, step, { at: now, reason: asked.problem ?? problem('receipts-unknown') }),
  ];
};
