import type { UserIdType } from '../../../contract/model/person';
import { dayMs, hourMs } from '../../ports/clock';
import { openForAnswers } from '../answers/ask-answers';
import { type BuzzRecord, isInReach, lastStep, type RecordMessage, type RecordPerson } from '../record/buzz-record';
import { hasAcknowledged } from '../record/climbers';
import { areAnswersTold, areReadersTold, type ToldOf } from './hearing';

/** Time to the first question after a step began, and the longest between two questions (ms). */
export const firstQuestionMs = 10_000;
const longestGapMs = 5 * 60_000;
/** Time after the last call at which asking by itself ends (ms): every receipt counts against a monthly quota. */
const watchMs = 2 * hourMs;
/** Time for which Feishu tells who read a message (ms, feishu-api 3.5). */
const readableMs = 7 * dayMs;

/** One call: the people of one message and id type who have not read it. */
export interface ReadersQuestion {
  message: RecordMessage;
  idType: UserIdType;
  people: RecordPerson[];
}

/** The questions that could still bring something new. */
export const questionsOf = (record: BuzzRecord): ReadersQuestion[] => {
  const questions = new Map<string, ReadersQuestion>();
  for (const person of record.people.values()) {
    const message = person.message === null ? undefined : record.messages.get(person.message);
    // An answer says more than reading.
    if (person.readAt !== null || hasAcknowledged(person) || person.idType === null || message?.status !== 'sent')
      continue;
    // A person who is not in the chat cannot read there: waiting for them would ask to the end.
    if (lastStep(person).outcome === 'not-in-chat' || !isInReach(record, person)) continue;
    const key = `${person.idType} ${message.ref}`;
    const question = questions.get(key);
    if (question) question.people.push(person);
    else questions.set(key, { message, idType: person.idType, people: [person] });
  }
  return [...questions.values()];
};

/** Tells whether asking could still bring something new. */
export const isAnswerable = (record: BuzzRecord, now: number): boolean =>
  now - record.confirmed.at < readableMs &&
  record.receipts.problem?.advice !== 'practice-restarted' &&
  (questionsOf(record).length > 0 || (record.confirmed.ask != null && openForAnswers(record).length > 0));

const isRunning = (record: BuzzRecord): boolean =>
  [...record.people.values()].some((person) => lastStep(person).outcome === 'pending');

/** Tells whether events tell all that could be asked about a buzz. */
const isAllTold = (record: BuzzRecord, { since, readers }: ToldOf): boolean =>
  (!readers || questionsOf(record).every(({ message }) => areReadersTold(record, message, since))) &&
  (!record.confirmed.ask || openForAnswers(record).every((message) => areAnswersTold(record, message, since)));

/**
 * The next time to ask about a watched buzz (ms since the epoch): 10 s after its newest step began, then at 20 s,
 * 40 s … and every 5 min; null when nothing is worth asking (all have read or answered, two hours, seven days; or events tell it).
 *
 * @param told what events tell of it; null: nothing, or not for sure
 */
export const receiptsDue = (record: BuzzRecord, now: number, told: ToldOf | null): number | null => {
  const { lastCallAt } = record;
  if (lastCallAt === null || !isAnswerable(record, now)) return isRunning(record) ? now + firstQuestionMs : null;
  if (now - lastCallAt > watchMs) return null;
  if (told && isAllTold(record, told)) return isRunning(record) ? now + firstQuestionMs : null;
  const since = record.stepAt[record.stepAt.length - 1] ?? record.confirmed.at;
  const base = Math.max(since, record.receipts.askedAt ?? since, record.answers.askedAt ?? since);
  const gap = Math.min(longestGapMs, Math.max(firstQuestionMs, base - since));
  // Never further off than one gap, even if the wall clock was set back.
  return Math.min(base + gap, now + longestGapMs);
};
