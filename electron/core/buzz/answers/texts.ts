import type { BuzzId } from '../../../contract/model/ids';
import type { Heard } from '../../feishu/heard';
import { acknowledgedAt } from '../record/answer-record';
import type { BuzzRecord, RecordMessage } from '../record/buzz-record';
import type { Answered } from '../record/entry';
import type { Ledger } from '../record/ledger';
import type { Records } from '../record/records';
import { replyFact } from './match-answers';

/** A text that a person wrote, as an event or a list tells it. */
export type HeardText = Extract<Heard, { kind: 'wrote' }>;
type Said = Extract<Answered, { by: 'reply' }>;

/** The buzzes that a text may be about, the newest first. */
export const buzzesOfText = (ledger: Pick<Ledger, 'buzzesOf'>, event: HeardText): readonly BuzzId[] => {
  if (event.chatType === 'p2p') return ledger.buzzesOf({ chatId: event.chatId });
  return [...new Set([event.parentId, event.rootId])].flatMap((messageId) =>
    messageId === null ? [] : ledger.buzzesOf({ messageId }),
  );
};

const factIn = (record: BuzzRecord, message: RecordMessage, event: HeardText): Said | null => {
  if (message.messageId === null) return null;
  if (event.chatType === 'p2p' && message.chatId !== event.chatId) return null;
  const sentAt = message.sentAt ?? message.firstSendingAt ?? record.confirmed.at;
  const fact = replyFact(record, message, { ...event, text: event.text.trim() || `[${event.messageType}]` }, sentAt);
  return fact?.by === 'reply' ? fact : null;
};

/** What a text says to the messages of a buzz; none: it is not about them. */
export const factsOfText = (record: BuzzRecord, event: HeardText): readonly Said[] =>
  [...record.messages.values()].flatMap((message) => factIn(record, message, event) ?? []);

/**
 * Tells whether a text is a person's answer to a buzz, once it was heard: a bubble, or their first text where an answer is asked
 * for or the message is named. Its place is on the board. What they write after that may be about anything: a person has
 * no other place to write to the bot.
 */
export const isAnswer = (
  { records, ledger }: { records: Pick<Records, 'get'>; ledger: Pick<Ledger, 'buzzesOf'> },
  event: HeardText,
): boolean =>
  buzzesOfText(ledger, event).some((id) => {
    const record = records.get(id);
    if (!record) return false;
    const isAsked = Boolean(record.confirmed.ask) || event.parentId !== null || event.rootId !== null;
    return factsOfText(record, event).some(({ key, bubble, at }) => {
      if (bubble !== null) return true;
      const answers = record.people.get(key)?.answers;
      const first = answers ? acknowledgedAt(answers) : null;
      return isAsked && (first === null || first >= at);
    });
  });
