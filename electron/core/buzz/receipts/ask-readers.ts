import type { Problem } from '../../../contract/advice/problem';
import type { Feishu } from '../../feishu/feishu';
import type { ReadersQuestion } from './receipts-due';

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

/** What Feishu said about these questions. `inVain`: how many of them brought no reader. */
export interface AskedReaders extends ReceiptsAnswer {
  read: readonly { key: string; at: number }[];
  inVain: number;
}

/** Asks Feishu who has read: one call per message and id type. */
export const askReaders = async (
  feishu: Pick<Feishu, 'readReceipts'>,
  questions: readonly ReadersQuestion[],
): Promise<AskedReaders> => {
  let problem: Problem | null = null;
  let inVain = 0;
  const read: { key: string; at: number }[] = [];
  const unanswered = new Set<string>();
  await Promise.all(
    questions.map(async ({ message, idType, people }) => {
      if (message.messageId === null) return;
      const readers = await feishu.readReceipts({ messageId: message.messageId, idType });
      const found = readers.ok ? readAmong(people, readers.value) : [];
      read.push(...found);
      if (found.length === 0) inVain += 1;
      if (readers.ok) return;
      problem = readers.failure.problem;
      for (const { key } of people) unanswered.add(key);
    }),
  );
  return { read, inVain, unanswered, problem };
};

/** Asks about as many messages as are allowed, those of the longest ago first, and about more while that brings readers. */
export const askWithin = async (
  feishu: Pick<Feishu, 'readReceipts'>,
  questions: readonly ReadersQuestion[],
  allowed: number,
): Promise<AskedReaders & { asked: readonly ReadersQuestion[] }> => {
  const waiting = [...questions].sort((a, b) => (a.message.readersAskedAt ?? 0) - (b.message.readersAskedAt ?? 0));
  const asked: ReadersQuestion[] = [];
  const read: { key: string; at: number }[] = [];
  const unanswered = new Set<string>();
  let problem: Problem | null = null;
  let inVain = 0;
  for (let size = allowed; size > 0 && waiting.length > 0; ) {
    const some = waiting.splice(0, size);
    const told = await askReaders(feishu, some);
    asked.push(...some);
    read.push(...told.read);
    for (const key of told.unanswered) unanswered.add(key);
    problem ??= told.problem;
    inVain += told.inVain;
    size = told.problem ? 0 : 2 * (some.length - told.inVain);
  }
  return { asked, read, unanswered, problem, inVain };
};
