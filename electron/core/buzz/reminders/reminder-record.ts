import type { Problem } from '../../../contract/advice/problem';
import type { BoardReminder } from '../../../contract/model/board';
import type { ChatId } from '../../../contract/model/ids';

/** An entry about the reminders of a buzz, as the ledger has it. */
type ReminderEntry = { at: number } & (
  | { kind: 'reminder-calling'; call: string; on: boolean; people: readonly string[]; chatId: ChatId | null }
  | { kind: 'reminder-called'; call: string; failed: readonly { key: string; problem: Problem }[] }
  | { kind: 'reminder-failed'; call: string; problem: Problem; over: boolean; lost: boolean }
  | { kind: 'reminder-over'; people: readonly string[]; problem: Problem | null; left: boolean }
);

/** The reminder of one person. */
interface RecordReminder {
  /**
   * `wanted`: to be set. `setting`, `taking`: announced, without an answer yet. `set`: to be taken back later. `over`: nothing
   * more is to be done.
   */
  state: 'wanted' | 'setting' | 'set' | 'taking' | 'over';
  /** Whether the chat is pinned for them because of it. `maybe`: a call that set it got no answer. */
  stands: 'no' | 'maybe' | 'yes';
  /** Time at which it was asked for, from which it expires, and at which Feishu set it (ms since the epoch); null: never. */
  at: number;
  setAt: number | null;
  /** The chat that is pinned; null: the direct chat. */
  chatId: ChatId | null;
  problem: Problem | null;
}

/** The reminders of a buzz, by the keys of their people, and the calls that have no answer yet. */
export interface RecordReminders {
  of: Map<string, RecordReminder>;
  open: Map<string, { on: boolean; people: readonly string[] }>;
  /** Number of calls that were announced. */
  calls: number;
}

export const noReminders = (): RecordReminders => ({ of: new Map(), open: new Map(), calls: 0 });

/** Opens the reminders of a rung, which are to be set now; one that stands already stays as it is. */
export const wantReminders = ({ of }: RecordReminders, people: readonly string[], at: number): void => {
  for (const key of people) {
    const known = of.get(key);
    if (known && known.state !== 'over') continue;
    of.set(key, { state: 'wanted', stands: 'no', at, setAt: null, chatId: null, problem: null });
  }
};

/** True while one of them is still to be set or to be taken back. */
export const hasReminders = ({ of }: RecordReminders): boolean =>
  [...of.values()].some(({ state }) => state !== 'over');

const wasSet = (reminder: RecordReminder, failed: Problem | null, at: number): void => {
  reminder.problem = failed;
  if (!failed) Object.assign(reminder, { state: 'set', stands: 'yes', setAt: at });
  // One that an earlier call may have set is taken back all the same.
  else reminder.state = reminder.stands === 'no' ? 'over' : 'set';
};

const wasTaken = (reminder: RecordReminder, failed: Problem | null): void => {
  reminder.state = 'over';
  // What was perhaps never set cannot be taken back, and troubles no one.
  const stays = failed !== null && reminder.stands === 'yes';
  reminder.problem = stays ? failed : null;
  if (!stays) reminder.stands = 'no';
};

const wasRefused = (
  reminder: RecordReminder,
  on: boolean,
  { problem, over, lost }: Extract<ReminderEntry, { kind: 'reminder-failed' }>,
): void => {
  // It was left to another meanwhile.
  if (reminder.state === 'over') return;
  if (!on) {
    reminder.state = over ? 'over' : 'set';
    if (over) reminder.problem = problem;
    return;
  }
  if (lost && reminder.stands === 'no') reminder.stands = 'maybe';
  reminder.problem = problem;
  reminder.state = !over ? 'wanted' : reminder.stands === 'no' ? 'over' : 'set';
};

const isOver = (
  reminder: RecordReminder,
  { problem, left }: Extract<ReminderEntry, { kind: 'reminder-over' }>,
): void => {
  const unset = reminder.state === 'wanted' && reminder.stands !== 'no' && !left;
  reminder.state = unset ? 'set' : 'over';
  if (left) reminder.stands = 'no';
  reminder.problem = problem;
};

/** Applies an entry to the reminders of a record. Entries of an unknown call or person are ignored. */
export const applyReminderEntry = (reminders: RecordReminders, entry: ReminderEntry): void => {
  const each = (people: readonly string[], change: (reminder: RecordReminder, key: string) => void) => {
    for (const key of people) {
      const reminder = reminders.of.get(key);
      if (reminder) change(reminder, key);
    }
  };
  if (entry.kind === 'reminder-over') {
    each(entry.people, (reminder) => isOver(reminder, entry));
    return;
  }
  if (entry.kind === 'reminder-calling') {
    reminders.calls += 1;
    reminders.open.set(entry.call, { on: entry.on, people: entry.people });
    each(entry.people, (reminder) => {
      reminder.state = entry.on ? 'setting' : 'taking';
      reminder.chatId = entry.chatId;
    });
    return;
  }
  const call = reminders.open.get(entry.call);
  if (!call) return;
  reminders.open.delete(entry.call);
  each(call.people, (reminder, key) => {
    if (entry.kind === 'reminder-failed') return wasRefused(reminder, call.on, entry);
    const failed = entry.failed.find((other) => other.key === key)?.problem ?? null;
    return call.on ? wasSet(reminder, failed, entry.at) : wasTaken(reminder, failed);
  });
};

/** The reminder of a person as the board shows it; null: they have none. */
export const boardReminder = ({ of }: RecordReminders, key: string): BoardReminder | null => {
  const reminder = of.get(key);
  if (!reminder) return null;
  const { state, stands, setAt, at, problem } = reminder;
  if (state === 'wanted' || state === 'setting') return { state: 'pending', at, problem: null };
  if (state !== 'over') return { state: stands === 'yes' ? 'set' : 'unsure', at: setAt ?? at, problem };
  if (stands !== 'no') return { state: 'stays', at: setAt ?? at, problem };
  if (problem) return { state: 'failed', at, problem };
  return setAt === null ? null : { state: 'taken', at: setAt, problem: null };
};
