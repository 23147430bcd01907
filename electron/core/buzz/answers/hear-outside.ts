import type { BuzzId, ChatId } from '../../../contract/model/ids';
import type { Heard } from '../../feishu/heard';
import { dayMs } from '../../ports/clock';
import { isKnownOutside, type OutsideChange } from '../outside/outside-record';
import type { BuzzRecord } from '../record/buzz-record';
import type { Ledger } from '../record/ledger';

/** A change that concerns chats or people rather than one message. */
export type HeardOutside = Extract<
  Heard,
  { kind: 'chat-gone' | 'bot-removed' | 'bot-added' | 'members-changed' | 'person-gone' }
>;

export const isOutside = (event: Heard): event is HeardOutside =>
  event.kind === 'chat-gone' ||
  event.kind === 'bot-removed' ||
  event.kind === 'bot-added' ||
  event.kind === 'members-changed' ||
  event.kind === 'person-gone';

/** Time for which a buzz can still be acted on (ms): Feishu tells who read for as long (feishu-api 3.5). */
const openMs = 7 * dayMs;
/** Most buzzes of all that are looked through for a person. */
const mostRecent = 50;

/** The chat of many in which the message of a buzz is; null: its messages are in direct chats, or it has none yet. */
const chatOf = ({ confirmed, room }: BuzzRecord): ChatId | null => {
  if (confirmed.mode === 'direct') return null;
  return room?.chatId ?? confirmed.chat?.chatId ?? null;
};

/** The buzzes that such a change may concern: those of the chat, and all that are under way, climb, or are of the last days. */
export const buzzesOutside = (
  ledger: Pick<Ledger, 'buzzesOf' | 'armed' | 'unsettled' | 'list'>,
  event: HeardOutside,
): readonly BuzzId[] => {
  const active = [...ledger.armed(), ...ledger.unsettled()];
  const others =
    event.kind === 'person-gone'
      ? ledger.list({ before: null, limit: mostRecent }).map(({ id }) => id)
      : ledger.buzzesOf({ chatId: event.chatId });
  return [...new Set([...active, ...others])];
};

/** What a change means for one buzz; null: nothing, or nothing that is new. */
export const changeOf = (record: BuzzRecord, event: HeardOutside, now: number): OutsideChange | null => {
  if (now - record.confirmed.at > openMs) return null;
  const change: OutsideChange = { since: event.at, chat: null, left: [], joined: [], gone: [] };
  const keysOf = (ids: readonly string[]) =>
    [...record.people.values()].filter(({ id }) => id !== null && ids.includes(id)).map(({ key }) => key);
  const told = (): OutsideChange => {
    if (event.kind === 'person-gone') return { ...change, gone: keysOf(event.ids) };
    if (chatOf(record) !== event.chatId) return change;
    if (event.kind !== 'members-changed')
      return { ...change, chat: event.kind === 'chat-gone' ? 'disbanded' : event.kind };
    return { ...change, left: keysOf(event.left), joined: keysOf(event.joined.map(({ id }) => id)) };
  };
  const news = told();
  const isEmpty = news.chat === null && news.left.length + news.joined.length + news.gone.length === 0;
  return isEmpty || isKnownOutside(record.outside, news) ? null : news;
};
