import { type Problem, problem } from '../../../contract/advice/problem';
import type { MessageId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import type { Feishu } from '../../feishu/feishu';
import { standing } from '../record/answer-record';
import { type BuzzRecord, isDirect, isInReach, lastStep, type RecordMessage } from '../record/buzz-record';
import { hasAcknowledged } from '../record/climbers';
import type { Answered, NewEntry } from '../record/entry';
import { peopleOf, reactionFact, replyFact, takenBack, writtenIn } from './match-answers';

/** Most messages in one question for reactions (feishu-api 11.2). */
const mostAtOnce = 20;
/** Time by which a list begins before its message (ms): this computer's clock may be ahead of Feishu's. */
const earlierMs = 60_000;
/** Most messages whose people are listed once more although they have answered, to show what else they wrote. */
export const fewMessages = 20;

/** What is asked: reactions alone, or the texts of people as well; of people who have answered too, when a person looks. */
export type AnswersWanted = 'reactions' | 'texts' | 'all';

export interface AskedAnswers {
  entry: Extract<NewEntry, { kind: 'answers' }>;
  /** Keys of people of whom Feishu did not say whether they have answered. */
  unanswered: ReadonlySet<string>;
}

/** The messages whose people could still answer. */
export const openForAnswers = (record: BuzzRecord): readonly RecordMessage[] =>
  [...record.messages.values()].filter(
    (message) =>
      message.status === 'sent' &&
      message.messageId !== null &&
      peopleOf(record, message).some(
        (person) => !hasAcknowledged(person) && isInReach(record, person) && lastStep(person).outcome !== 'not-in-chat',
      ),
  );

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** One call: messages, and the kind of id by which those who reacted are named. */
const reactionQuestions = (record: BuzzRecord, messages: readonly RecordMessage[]) => {
  const byType = new Map<UserIdType, RecordMessage[]>();
  for (const message of messages) {
    const types = new Set(peopleOf(record, message).flatMap(({ idType }) => idType ?? []));
    for (const type of types) byType.set(type, [...(byType.get(type) ?? []), message]);
  }
  return [...byType].flatMap(([idType, all]) => chunks(all, mostAtOnce).map((some) => ({ idType, messages: some })));
};

/**
 * Asks Feishu who has answered: one call for 20 messages, and for texts one per chat. null when no message is left to ask
 * about. What it tells about people who were not called, or of other messages, is left out.
 *
 * @param now time at which the question is put (ms since the epoch)
 * @param among the messages to ask about; by default all that are open
 */
export const askAnswers = async (
  feishu: Pick<Feishu, 'readReactions' | 'readSince'>,
  record: BuzzRecord,
  wanted: AnswersWanted,
  now: number,
  among?: readonly RecordMessage[],
): Promise<AskedAnswers | null> => {
  const sent = [...record.messages.values()].filter(({ status, messageId }) => status === 'sent' && messageId !== null);
  const open = among ?? (wanted === 'all' ? sent : openForAnswers(record));
  if (open.length === 0) return null;
  const found: Answered[] = [];
  const taken: AskedAnswers['entry']['taken'] = [];
  const unanswered = new Set<string>();
  let reason: Problem | null = null;
  const untold = (message: RecordMessage, why: Problem) => {
    reason ??= why;
    for (const key of message.people) unanswered.add(key);
  };

  const askReactions = reactionQuestions(record, open).map(async ({ idType, messages }) => {
    const theirs = (message: RecordMessage) => peopleOf(record, message).filter((person) => person.idType === idType);
    // What stands before the question leaves: what is heard meanwhile cannot be missing in its answer.
    const before = new Map(
      messages.map((message) => [
        message.ref,
        theirs(message).map(({ key, answers }) => ({ key, before: standing(answers) })),
      ]),
    );
    const messageIds = messages.flatMap(({ messageId }): MessageId[] => (messageId === null ? [] : [messageId]));
    const told = await feishu.readReactions({ messageIds, idType });
    for (const message of messages) {
      if (!told.ok) {
        untold(message, told.failure.problem);
        continue;
      }
      const reactions = message.messageId === null ? null : told.value.get(message.messageId);
      if (!reactions) {
        untold(message, problem('receipts-unknown'));
        continue;
      }
      const facts = reactions.flatMap((reaction) => reactionFact(record, message, reaction) ?? []);
      found.push(...facts);
      taken.push(...takenBack(before.get(message.ref) ?? [], facts));
    }
  });

  const listed = open.filter(
    (message) =>
      wanted !== 'reactions' &&
      (open.length <= fewMessages || peopleOf(record, message).some((person) => !hasAcknowledged(person))),
  );
  const askTexts = listed.map(async (message) => {
    // Feishu may leave out in which chat a message is: its texts stay unknown then, and hold nothing up.
    const chatId = message.chatId;
    const from = message.sentAt ?? message.firstSendingAt ?? record.confirmed.at;
    if (chatId === null) return;
    const texts = await feishu.readSince({ chatId, since: Math.max(0, from - earlierMs) });
    if (!texts.ok) {
      // In a chat of many a scope more is needed to read (feishu-api 11.4): there, reactions are the answers.
      if (isDirect(message)) untold(message, texts.failure.problem);
      return;
    }
    const own = texts.value.find(({ messageId }) => messageId === message.messageId);
    const sentAt = own?.sentAt || from;
    found.push(
      ...texts.value.flatMap((each) => {
        const written = writtenIn(each);
        return written ? (replyFact(record, message, written, sentAt) ?? []) : [];
      }),
    );
  });

  await Promise.all([...askReactions, ...askTexts]);
  const asked = open.map(({ ref }) => ref);
  return {
    entry: { kind: 'answers', found: onlyNew(record, found), taken, asked, putAt: now, problem: reason },
    unanswered,
  };
};

/** Leaves out what is known, so that the ledger does not grow with every question. */
const onlyNew = (record: BuzzRecord, found: readonly Answered[]): Answered[] =>
  found.filter((fact) => {
    const answers = record.people.get(fact.key)?.answers;
    if (!answers) return false;
    return fact.by === 'reaction'
      ? !answers.reactions.has(`${fact.at} ${fact.emoji}`)
      : !answers.said.has(`${fact.at} ${fact.text}`);
  });
