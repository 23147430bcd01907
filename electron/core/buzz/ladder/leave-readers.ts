import { problem } from '../../../contract/advice/problem';
import { isPaid } from '../../../contract/rules/consent';
import type { ReceiptsAnswer } from '../receipts/ask-readers';
import type { LaterEntry } from '../record/entry';
import { type BuzzRecord, pendingIn } from '../record/record';
import { giveUp } from '../record/settle';

/**
 * Leaves out people of a rung that was cut off and goes on after a start, when its receipts are old: those who have read
 * meanwhile, and for SMS and phone those of whom Feishu cannot say. Pure: answers with the entries to write.
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
