import { type Problem, problem } from '../../../contract/advice/problem';
import type { ChatId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { type BuzzRecord, isDirect, messageFor, type RecordPerson } from '../record/buzz-record';
import { doneReason } from '../record/climbers';
import { expiryMs, isLate } from '../record/deadlines';
import type { LaterEntry } from '../record/entry';
import { hasReminders } from '../reminders/reminder-record';

/** Most people in one call (feishu-api 12.1). */
const mostAtOnce = 50;

/** One call that sets or takes back reminders. */
export interface ReminderCall {
  on: boolean;
  /** The chat that is pinned; null: the direct chat with each of them. */
  chatId: ChatId | null;
  idType: UserIdType;
  people: readonly { key: string; id: string }[];
}

/** What is to be written about the reminders of a buzz now, and which calls are to be made. */
export interface NextReminders {
  entries: readonly LaterEntry[];
  calls: readonly ReminderCall[];
}

/** The chat in which a person has the message; null: the direct chat. */
const chatOf = (record: BuzzRecord, person: RecordPerson): ChatId | null => {
  const message = messageFor(record, person);
  if (!message || isDirect(message)) return null;
  return message.chatId ?? record.room?.chatId ?? record.confirmed.chat?.chatId ?? null;
};

/** The reason to set no reminder for a person any more; null: there is none. `Over`: none that a person needs to be told. */
const hindranceOf = (record: BuzzRecord, person: RecordPerson, at: number, now: number): Problem | 'over' | null => {
  if (!record.ladder || record.ladder.ended || doneReason(record, person)) return 'over';
  return isLate(now, at, expiryMs.app) ? problem('expired') : null;
};

const lists = (on: boolean, wanted: readonly { person: RecordPerson; chatId: ChatId | null }[]): ReminderCall[] => {
  const calls = new Map<string, { chatId: ChatId | null; idType: UserIdType; people: { key: string; id: string }[] }>();
  for (const { person, chatId } of wanted) {
    const { key, id, idType } = person;
    if (id === null || idType === null) continue;
    const of = `${idType} ${chatId ?? ''}`;
    const call = calls.get(of) ?? { chatId, idType, people: [] };
    call.people.push({ key, id });
    calls.set(of, call);
  }
  return [...calls.values()].flatMap(({ people, ...call }) =>
    Array.from({ length: Math.ceil(people.length / mostAtOnce) }, (_, index) => ({
      on,
      ...call,
      people: people.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
    })),
  );
};

/**
 * Decides about the reminders of a buzz at `now` (ms since the epoch): those that are wanted are set while their person is
 * waited for; those that may stand are taken back once the person is not, or the ladder has ended. Pure.
 *
 * @param isKept tells whether another buzz has this person's chat pinned too, and takes it back later
 * @param pinsDirect the chat of its messages turned out to be a direct one
 */
export const nextReminders = (
  record: BuzzRecord,
  now: number,
  isKept: (key: string, chatId: ChatId | null) => boolean,
  pinsDirect = false,
): NextReminders => {
  if (!hasReminders(record.reminders)) return { entries: [], calls: [] };
  const entries: LaterEntry[] = [];
  const toSet: { person: RecordPerson; chatId: ChatId | null }[] = [];
  const toTake: { person: RecordPerson; chatId: ChatId | null }[] = [];
  const over = (key: string, reason: Problem | null, left = false) =>
    entries.push({ kind: 'reminder-over', at: now, people: [key], problem: reason, left });
  for (const [key, { state, at, chatId }] of record.reminders.of) {
    const person = record.people.get(key);
    if (!person) continue;
    if (state === 'wanted') {
      const hindrance = hindranceOf(record, person, at, now);
      if (hindrance) over(key, hindrance === 'over' ? null : hindrance);
      else toSet.push({ person, chatId: pinsDirect ? null : chatOf(record, person) });
    }
    if (state === 'set' && (!record.ladder || record.ladder.ended || doneReason(record, person))) {
      if (isKept(key, chatId)) over(key, null, true);
      else toTake.push({ person, chatId });
    }
  }
  return { entries, calls: [...lists(false, toTake), ...lists(true, toSet)] };
};

/** The reason for which a call that sets reminders may not leave now; null: one of its people is still waited for. */
export const remindHindrance = (record: BuzzRecord, { people }: ReminderCall, now: number): Problem | null => {
  const reasons = people.map(({ key }) => {
    const person = record.people.get(key);
    const at = record.reminders.of.get(key)?.at;
    return person && at !== undefined ? hindranceOf(record, person, at, now) : 'over';
  });
  const [first] = reasons;
  if (!first || reasons.includes(null)) return null;
  return first === 'over' ? problem('answered-meanwhile') : first;
};
