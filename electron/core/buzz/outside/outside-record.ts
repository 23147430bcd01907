import { type Problem, problem } from '../../../contract/advice/problem';

/** What became of the chat of a buzz: dissolved, or the bot was put out of it, or in again. */
export type ChatChange = 'disbanded' | 'bot-removed' | 'bot-added';

/** A change outside of this program, as Feishu told by itself. `since`: its time by Feishu's clock (ms since the epoch). */
export interface OutsideChange {
  since: number;
  chat: ChatChange | null;
  /** Keys of people who left the chat, came into it, or left the company. */
  left: string[];
  joined: string[];
  gone: string[];
}

/**
 * What has changed for a buzz outside of this program. A change counts by its own time, not by that of its telling, so that any
 * order and repetition come to the same.
 */
export interface OutsideRecord {
  chat: { what: ChatChange; since: number } | null;
  /** By key of the person: whether they are in the chat, since when. */
  members: Map<string, { there: boolean; since: number }>;
  /** People who left the company, by key. */
  gone: Set<string>;
}

export const nothingOutside = (): OutsideRecord => ({ chat: null, members: new Map(), gone: new Set() });

/** Which of two changes of a chat at the same time is believed: the one after which nothing can be sent. */
const weight: Readonly<Record<ChatChange, number>> = { 'bot-added': 0, 'bot-removed': 1, disbanded: 2 };

/** The change of a chat that stands. A dissolved one stays dissolved. */
const standing = (before: OutsideRecord['chat'], after: NonNullable<OutsideRecord['chat']>): OutsideRecord['chat'] => {
  if (!before) return after;
  if (before.what === 'disbanded' || after.what === 'disbanded') return before.what === 'disbanded' ? before : after;
  if (before.since !== after.since) return before.since > after.since ? before : after;
  return weight[before.what] >= weight[after.what] ? before : after;
};

export const applyOutside = (record: OutsideRecord, { since, chat, left, joined, gone }: OutsideChange): void => {
  if (chat) record.chat = standing(record.chat, { what: chat, since });
  const move = (keys: readonly string[], there: boolean) => {
    for (const key of keys) {
      const before = record.members.get(key);
      const isNewer = !before || since > before.since || (since === before.since && !there);
      if (isNewer) record.members.set(key, { there, since });
    }
  };
  move(joined, true);
  move(left, false);
  for (const key of gone) record.gone.add(key);
};

/** Tells whether a change is known already, or outdated by what is. */
export const isKnownOutside = (record: OutsideRecord, change: OutsideChange): boolean => {
  const after: OutsideRecord = { ...record, members: new Map(record.members), gone: new Set(record.gone) };
  applyOutside(after, change);
  const isSame = (key: string) =>
    record.members.get(key)?.there === after.members.get(key)?.there &&
    record.members.get(key)?.since === after.members.get(key)?.since;
  return (
    record.chat?.what === after.chat?.what &&
    record.chat?.since === after.chat?.since &&
    record.gone.size === after.gone.size &&
    [...change.left, ...change.joined].every(isSame)
  );
};

/**
 * The reason for which nothing reaches a person (by key) any more, as Feishu told by itself; null: none is known of.
 *
 * @param inChat the message is in a chat of many, which people can leave
 */
export const absenceOf = (record: OutsideRecord, key: string, inChat: boolean): Problem | null => {
  if (record.gone.has(key)) return problem('outside-resigned');
  if (!inChat) return null;
  if (record.chat?.what === 'disbanded') return problem('outside-disbanded');
  if (record.chat?.what === 'bot-removed') return problem('outside-bot-removed');
  return record.members.get(key)?.there === false ? problem('outside-left') : null;
};
