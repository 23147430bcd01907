import { answerLimits } from '../../../contract/limits';
import type { Bubble } from '../../../contract/model/answer';
import { plainText } from '../../../contract/plain-text';
import type { ChatAnswer, Reaction } from '../../feishu/feishu';
import { messageText } from '../../feishu/message-text';
import { dayMs } from '../../ports/clock';
import type { standing } from '../record/answer-record';
import { type BuzzRecord, isDirect, type RecordMessage, type RecordPerson } from '../record/buzz-record';
import type { Answered, AnswersEntry } from '../record/entry';

/**
 * Tolerance for a clock that is ahead of Feishu's (ms), where a message was there before its buzz: reactions of before are
 * no answers.
 */
const skewMs = 60_000;
/** Time after a message in which a text that answers no message by name counts as its answer (ms). */
const freeTextMs = dayMs;

/** The people for whom a message is. */
export const peopleOf = (record: BuzzRecord, message: RecordMessage): readonly RecordPerson[] =>
  message.people.flatMap((key) => record.people.get(key) ?? []);

/** The person of a message who goes by this id; in a direct chat its only one. null: they were not called. */
export const personBy = (record: BuzzRecord, message: RecordMessage, id: string): RecordPerson | null => {
  const people = peopleOf(record, message);
  if (isDirect(message)) return people[0] ?? null;
  return people.find((person) => person.id === id) ?? null;
};

/** A reaction as a fact about its person; null: of an app, of a person who was not called, or from before the buzz. */
export const reactionFact = (
  record: BuzzRecord,
  message: RecordMessage,
  { by, byApp, emoji, at }: Reaction,
): Answered | null => {
  const person = byApp ? null : personBy(record, message, by);
  const there = record.confirmed.about?.kind === 'message';
  if (!person || (there && at < record.confirmed.at - skewMs)) return null;
  return { by: 'reaction', key: person.key, at, emoji };
};

/** The reactions of people of a message that stood when Feishu was asked, and that its answer no longer has. */
export const takenBack = (
  people: readonly { key: string; before: ReturnType<typeof standing> }[],
  found: readonly Answered[],
): AnswersEntry['taken'] =>
  people.flatMap(({ key, before }) =>
    before.flatMap(({ emoji, at }) => {
      const there = found.some(
        (fact) => fact.by === 'reaction' && fact.key === key && fact.emoji === emoji && fact.at === at,
      );
      return there ? [] : [{ key, emoji, upTo: at }];
    }),
  );

/** Form in which a text is compared with a bubble. */
const folded = (text: string): string => plainText(text).normalize('NFKC').trim().toLowerCase();

/** Number of the bubble that this text is, in either language; null: it is none (feishu-api 11.3). */
const bubbleOf = (text: string, bubbles: readonly Bubble[]): number | null => {
  const said = folded(text);
  const index = bubbles.findIndex((bubble) => Object.values(bubble).some((each) => folded(each) === said));
  return index < 0 ? null : index;
};

/** A text of a person, as an event or a list tells it. */
export interface Written {
  from: string;
  at: number;
  /** The message that it answers by name, and the first of that thread; null: it answers none. */
  parentId: string | null;
  rootId: string | null;
  text: string;
  messageId: string;
}

/** A text as a fact about its person; null: it is no answer to this message. `sentAt`: when the message was sent, by Feishu's clock. */
export const replyFact = (
  record: BuzzRecord,
  message: RecordMessage,
  { from, at, parentId, rootId, text, messageId }: Written,
  sentAt: number,
): Answered | null => {
  const person = personBy(record, message, from);
  if (!person || at < sentAt) return null;
  const named = parentId !== null || rootId !== null;
  if (named ? parentId !== message.messageId && rootId !== message.messageId : !isDirect(message)) return null;
  if (!named && at - sentAt > freeTextMs) return null;
  const bubble = isDirect(message) ? bubbleOf(text, record.confirmed.ask?.bubbles ?? []) : null;
  return { by: 'reply', key: person.key, at, text: text.slice(0, answerLimits.reply), bubble, messageId };
};

/** A message of a list as a text; null: the bot's own, another app's, or recalled. */
export const writtenIn = (message: ChatAnswer): Written | null => {
  const { own, senderId, deleted, sentAt, parentId, rootId, type, messageId } = message;
  if (own || senderId === null || deleted) return null;
  return { from: senderId, at: sentAt, parentId, rootId, text: messageText(message).trim() || `[${type}]`, messageId };
};
