import type { Problem } from '../../../contract/advice/problem';
import type { Feishu } from '../../feishu/feishu';
import type { BuzzRecord } from '../record/buzz-record';
import type { NewEntry } from '../record/entry';
import { isAnswerable, questionsOf } from './receipts-due';

/** The answer to the question who has read a buzz. */
export interface ReceiptsAnswer {
  /** Keys of people of whom Feishu did not say whether they have read. */
  unanswered: ReadonlySet<string>;
  /** The reason; null: it answered for all. */
  problem: Problem | null;
}

/** The people, by key, who are among the readers Feishu names, and when they read (ms since the epoch). */
export const readAmong = (
  people: readonly { key: string; id: string | null }[],
  readers: readonly { id: string; readAt: number }[],
): { key: string; at: number }[] => {
  const readAt = new Map(readers.map((reader) => [reader.id, reader.readAt]));
  return people.flatMap(({ key, id }) => {
    const at = id === null ? undefined : readAt.get(id);
    return at === undefined ? [] : [{ key, at }];
  });
};

/** Asks Feishu who has read, once: one call per message and id type. null when nothing is open. */
export const askReaders = async (
  feishu: Feishu,
  record: BuzzRecord,
  now: number,
): Promise<{ entry: NewEntry; answer: ReceiptsAnswer } | null> => {
  if (!isAnswerable(record, now)) return null;
  let problem: Problem | null = null;
  const read: { key: string; at: number }[] = [];
  const unanswered = new Set<string>();
  await Promise.all(
    questionsOf(record).map(async ({ message, idType, people }) => {
      if (message.messageId === null) return;
      const readers = await feishu.readReceipts({ messageId: message.messageId, idType });
      if (readers.ok) read.push(...readAmong(people, readers.value));
      else {
        problem = readers.failure.problem;
        for (const { key } of people) unanswered.add(key);
      }
    }),
  );
  return { entry: { kind: 'receipts', read, problem }, answer: { unanswered, problem } };
};
