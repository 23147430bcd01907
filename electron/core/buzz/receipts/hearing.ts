import type { WorkspaceId } from '../../../contract/model/ids';
import type { BuzzRecord, RecordMessage } from '../record/buzz-record';

/** A thing that Feishu tells by an event, and by an answer as well. */
export type Told = 'read' | 'reacted';

/** What hears of a workspace by itself (feishu-api 6), beside what is asked. */
export interface Hearing {
  /**
   * Time since which whatever happens there comes here (ms since the epoch); null: some of it may not, or nothing listens, so
   * asking goes on as if there were no events.
   */
  since(id: WorkspaceId): number | null;
  /** Notes that an answer told of something that happened at `at` (ms since the epoch), and no event did. */
  missed(id: WorkspaceId, what: Told, at: number): void;
}

/** Hears nothing. */
export const deaf: Hearing = { since: () => null, missed: () => undefined };

/** What events tell of a buzz without being asked. `since`: from when on; `readers`: its readers are wanted as well. */
export interface ToldOf {
  since: number;
  readers: boolean;
}

/** Time between what happens and its event (ms). What is asked for sooner proves nothing. */
const onTheWayMs = 60_000;
/** Tolerance between this computer's clock and Feishu's (ms). */
const skewMs = 60_000;

/** Tells whether an event should have told of what happened at `at`, while things were heard since `since` (ms since the epoch). */
export const shouldHaveHeard = (at: number, since: number | null, now: number): boolean =>
  since !== null && at > since + skewMs && at < now - onTheWayMs;

/** Tells whether Feishu tells by events who reads a message: only in direct chats (feishu-api 6.4). */
export const tellsReaders = ({ confirmed }: BuzzRecord, message: RecordMessage): boolean =>
  confirmed.mode === 'direct' && message.people.length === 1;

/** Time since which nothing about a message can have been missed, if events tell it from `since` on. */
const knownFrom = (record: BuzzRecord, message: RecordMessage, askedAt: number | null): number =>
  // A message that was there before its buzz may have been read or answered long ago.
  Math.max(askedAt ?? 0, record.confirmed.about?.kind === 'message' ? 0 : (message.firstSendingAt ?? 0));

/** Tells whether asking who has read a message can bring nothing that events do not. */
export const areReadersTold = (record: BuzzRecord, message: RecordMessage, since: number): boolean =>
  tellsReaders(record, message) && knownFrom(record, message, message.readersAskedAt) >= since;

/** Tells whether asking who has answered a message can bring nothing that events do not. */
export const areAnswersTold = (record: BuzzRecord, message: RecordMessage, since: number): boolean =>
  knownFrom(record, message, message.answersAskedAt) >= since;
