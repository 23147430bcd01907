import type { UserIdType } from '../../contract/person';
import type { Problem } from '../../contract/problem';
import type { Clock } from '../clock';
import type { Feishu } from '../feishu/feishu';
import type { BuzzRecord, RecordMessage, RecordPerson } from './record';
import type { LaterEntry } from './run';

const firstMs = 10_000;
const mostMs = 5 * 60_000;
/** Every receipt counts against a monthly quota: asking by itself ends this long after the last call. */
const watchMs = 2 * 3_600_000;
/** Feishu tells who read a message for seven days (feishu-api 3.5). */
const readableMs = 7 * 24 * 3_600_000;

interface Question {
  message: RecordMessage;
  idType: UserIdType;
  people: RecordPerson[];
}

/** The questions that could still tell something new: one per message and id type with somebody who has not read. */
const questionsOf = (record: BuzzRecord): Question[] => {
  const questions = new Map<string, Question>();
  for (const person of record.people.values()) {
    const message = person.message === null ? undefined : record.messages.get(person.message);
    if (person.readAt !== null || person.idType === null || message?.status !== 'sent') continue;
    const key = `${person.idType} ${message.ref}`;
    const question = questions.get(key);
    if (question) question.people.push(person);
    else questions.set(key, { message, idType: person.idType, people: [person] });
  }
  return [...questions.values()];
};

/** Whether asking could still tell something new. */
export const isAnswerable = (record: BuzzRecord, now: number): boolean =>
  now - record.confirmed.at < readableMs && questionsOf(record).length > 0;

/** Asks Feishu who has read, once: one call per message. Answers with the entry to report; null when nothing is open. */
export const askReaders = async (feishu: Feishu, record: BuzzRecord, clock: Clock): Promise<LaterEntry | null> => {
  if (!isAnswerable(record, clock.now())) return null;
  let missed: Problem | null = null;
  const read: { key: string; at: number }[] = [];
  await Promise.all(
    questionsOf(record).map(async ({ message, idType, people }) => {
      if (message.messageId === null) return;
      const answer = await feishu.readers({ messageId: message.messageId, idType });
      if (!answer.ok) {
        missed = answer.failure.problem;
        return;
      }
      const readAt = new Map(answer.value.map((reader) => [reader.id, reader.readAt]));
      for (const { key, id } of people) {
        const at = id === null ? undefined : readAt.get(id);
        if (at !== undefined) read.push({ key, at });
      }
    }),
  );
  return { kind: 'receipts', at: clock.now(), read, problem: missed };
};

/** How a watched buzz is asked about: 10 s after its last call, then 20 s, 40 s … up to every 5 min, for two hours. */
export const watchReceipts = async (deps: {
  record: BuzzRecord;
  clock: Clock;
  ask: () => Promise<void>;
  signal: AbortSignal;
}): Promise<void> => {
  const { record, clock, signal } = deps;
  let wait = firstMs;
  let since = record.lastCallAt;
  const askedAt = record.receipts.askedAt;
  const overdue =
    since !== null && clock.now() - since > firstMs && (askedAt === null || clock.now() - askedAt > firstMs);
  if (overdue && isAnswerable(record, clock.now())) await deps.ask();
  while (!signal.aborted) {
    try {
      await clock.sleep(wait, signal);
    } catch {
      return;
    }
    if (record.lastCallAt !== since) {
      since = record.lastCallAt;
      wait = firstMs;
    } else {
      wait = Math.min(mostMs, wait * 2);
    }
    if (since === null) {
      wait = firstMs;
      continue;
    }
    if (clock.now() - since > watchMs || !isAnswerable(record, clock.now())) return;
    await deps.ask();
  }
};
