import { isPaid } from '../../../contract/model/channel';
import { isRung } from '../ladder/leave-readers';
import type { CallList } from './make-call';
import type { Run } from './run';

/** What was known of readers when a rung began is old after this long, ms. */
const freshMs = 5_000;

/**
 * A paid call of a rung that had to wait (too many requests, no network) is not made for what was known before: its
 * readers are asked for once more. No answer changes nothing: they were asked right before the rung, minutes ago at most.
 */
export const askBeforeLate = async (run: Run, { message, idType, people }: CallList): Promise<void> => {
  const { record, step, channel, clock, feishu } = run;
  if (!isPaid(channel) || !isRung(record, step) || clock.now() - run.dueAt < freshMs) return;
  const readers = await feishu.readers({ messageId: message.messageId, idType });
  if (!readers.ok) return;
  const readAt = new Map(readers.value.map((reader) => [reader.id, reader.readAt]));
  const read = people.flatMap(({ key, id }) => {
    const at = readAt.get(id);
    return at === undefined ? [] : [{ key, at }];
  });
  if (read.length > 0) await run.report({ kind: 'receipts', at: clock.now(), read, problem: null });
};

/** Whether everybody on this list of a rung has read meanwhile. */
export const haveRead = ({ record, step }: Run, { people }: CallList): boolean =>
  isRung(record, step) && people.every(({ key }) => (record.people.get(key)?.readAt ?? null) !== null);
