import type { Problem } from '../../../contract/advice/problem';
import type { UserIdType } from '../../../contract/model/person';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import { dayMs, hourMs } from '../../ports/clock';
import type { LaterEntry } from '../record/entry';
import { type BuzzRecord, lastStep, type RecordMessage, type RecordPerson } from '../record/record';
import { isInRoom } from '../record/room-record';

const firstMs = 10_000;
const mostMs = 5 * 60_000;
/** Every receipt counts against a monthly quota: asking by itself ends this long after the last call. */
const watchMs = 2 * hourMs;
/** Feishu tells who read a message for seven days (feishu-api 3.5). */
const readableMs = 7 * dayMs;

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
    // Whoever is not in the chat cannot read there: waiting for them would ask to the end.
    if (lastStep(person).outcome === 'not-in-chat' || !isInRoom(record.room, person.key)) continue;
    const key = `${person.idType} ${message.ref}`;
    const question = questions.get(key);
    if (question) question.people.push(person);
    else questions.set(key, { message, idType: person.idType, people: [person] });
  }
  return [...questions.values()];
};

/** Whether asking could still tell something new. */
export const isAnswerable = (record: BuzzRecord, now: number): boolean =>
  now - record.confirmed.at < readableMs &&
  record.receipts.problem?.advice !== 'practice-restarted' &&
  questionsOf(record).length > 0;

/** What asking came to: the entry to report, and about whom nobody could say anything. */
export interface AskedReaders {
  entry: LaterEntry;
  unanswered: ReadonlySet<string>;
  /** Why, if so. */
  problem: Problem | null;
}

/** Asks Feishu who has read, once: one call per message. null when nothing is open. */
export const askReaders = async (feishu: Feishu, record: BuzzRecord, clock: Clock): Promise<AskedReaders | null> => {
  if (!isAnswerable(record, clock.now())) return null;
  let missed: Problem | null = null;
  const read: { key: string; at: number }[] = [];
  const unanswered = new Set<string>();
  await Promise.all(
    questionsOf(record).map(async ({ message, idType, people }) => {
      if (message.messageId === null) return;
      const answer = await feishu.readReceipts({ messageId: message.messageId, idType });
      if (!answer.ok) {
        missed = answer.failure.problem;
        for (const { key } of people) unanswered.add(key);
        return;
      }
      const readAt = new Map(answer.value.map((reader) => [reader.id, reader.readAt]));
      for (const { key, id } of people) {
        const at = id === null ? undefined : readAt.get(id);
        if (at !== undefined) read.push({ key, at });
      }
    }),
  );
  return { entry: { kind: 'receipts', at: clock.now(), read, problem: missed }, unanswered, problem: missed };
};

const isRunning = (record: BuzzRecord): boolean =>
  [...record.people.values()].some((person) => lastStep(person).outcome === 'pending');

/**
 * When a watched buzz is to be asked about next, ms since the epoch: 10 s after its newest step began, then at 20 s,
 * 40 s … and every 5 min; null when nothing is worth asking any more (all have read, two hours, seven days).
 */
export const receiptsDue = (record: BuzzRecord, now: number): number | null => {
  const { lastCallAt } = record;
  if (lastCallAt === null || !isAnswerable(record, now)) return isRunning(record) ? now + firstMs : null;
  if (now - lastCallAt > watchMs) return null;
  const since = record.stepAt[record.stepAt.length - 1] ?? record.confirmed.at;
  const base = Math.max(since, record.receipts.askedAt ?? since);
  const gap = Math.min(mostMs, Math.max(firstMs, base - since));
  // Never further off than one gap, should the wall clock have been set back.
  return Math.min(base + gap, now + mostMs);
};

/** Asks about a watched buzz whenever that is due, until nothing is worth asking or nobody watches. */
export const watchReceipts = async (deps: {
  record: BuzzRecord;
  clock: Clock;
  ask: () => Promise<void>;
  signal: AbortSignal;
}): Promise<void> => {
  const { record, clock, signal } = deps;
  let earliest = 0;
  while (!signal.aborted) {
    const due = receiptsDue(record, clock.now());
    if (due === null) return;
    const wait = Math.max(due, earliest) - clock.now();
    if (wait <= 0) {
      // Should asking itself be impossible (no secret, no network), it must not be tried at once again.
      earliest = clock.now() + firstMs;
      await deps.ask();
      continue;
    }
    try {
      await clock.sleep(wait, signal);
    } catch {
      return;
    }
  }
};

/** What asking came to. */
export interface ReceiptsAsked {
  unanswered: ReadonlySet<string>;
  problem: Problem | null;
}
