import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel, Outcome } from '../../../contract/model/channel';
import type { ChatId, GroupId, MessageId } from '../../../contract/model/ids';
import type { UserIdType } from '../../../contract/model/person';
import { isPaid } from '../../../contract/rules/consent';
import type { EntryMessage, EntryPerson } from '../entries/entry-people';
import { applyHandOver, type HandOverRecord } from '../hand-over/hand-over-record';
import { applyOutside, type OutsideRecord } from '../outside/outside-record';
import { applyPictureEntry, type RecordPictures } from '../pictures/picture-record';
import { applyReminderEntry, type RecordReminders, wantReminders } from '../reminders/reminder-record';
import { addAnswer, type RecordAnswers, takeBack } from './answer-record';
import type { Confirmed, Entry } from './entry';
import { applyLadderEntry, type LadderRecord, rungDueAt } from './ladder-record';
import { applyNoteEntry, openMessages, type RecordNote } from './note-record';
import { applyRoomEntry, isInRoom, type RoomRecord } from './room-record';

export interface RecordStep {
  via: Channel;
  outcome: Outcome;
  problem: Problem | null;
  at: number;
  /** A call of this step got no answer, so it may have been made. */
  lost: boolean;
}

export interface RecordPerson extends EntryPerson {
  message: string | null;
  /** Name of the group with which a rung called them; null: the buzz was for them. */
  backup: string | null;
  readAt: number | null;
  answers: RecordAnswers;
  /** Indexed by step number; people who were not part of a step have no entry there. */
  steps: Map<number, RecordStep>;
}

export interface RecordMessage extends EntryMessage {
  status: 'pending' | 'sending' | 'sent' | 'failed' | 'unknown' | 'recalled';
  messageId: MessageId | null;
  chatId: ChatId | null;
  firstSendingAt: number | null;
  /** Time by Feishu's clock; null: not told (ms since the epoch). */
  sentAt: number | null;
  /** Times at which Feishu was last asked who has read it, and who has answered (ms since the epoch); null: never. */
  readersAskedAt: number | null;
  answersAskedAt: number | null;
  /** Its bubbles; `showing` after a crash: they may be there, and are not tried again. */
  bubbles: 'none' | 'showing' | 'shown' | 'failed';
  bubblesProblem: Problem | null;
  /** An attempt got no answer. Stays true after later attempts. */
  lost: boolean;
  /** It was taken back in Feishu, and not by this buzz. */
  recalledElsewhere: boolean;
}

/** Tells whether Feishu may have this message although no answer says so. */
export const mayBeThere = (message: RecordMessage): boolean => message.lost || message.status === 'sending';

/** A call that was announced and has no answer yet. */
export interface OpenCall {
  call: string;
  step: number;
  channel: Channel;
  message: string;
  idType: UserIdType;
  people: readonly string[];
}

/** All that is known of one buzz: the fold of its entries, kept up to date by `applyEntry`. */
export interface BuzzRecord {
  confirmed: Confirmed;
  people: Map<string, RecordPerson>;
  messages: Map<string, RecordMessage>;
  /** The people of groups that rungs call instead, as long as none has called them, and their messages. */
  reserve: { people: Map<string, RecordPerson>; messages: Map<string, RecordMessage> };
  openCalls: Map<string, OpenCall>;
  /** Time at which each step was asked for (ms since the epoch). Its length is the number of the next one. */
  stepAt: number[];
  sends: number;
  bubbleCalls: number;
  calls: number;
  stopped: boolean | 'alarm';
  /** Time of the newest call's answer (ms since the epoch); receipts are asked for two hours from here. */
  lastCallAt: number | null;
  receipts: { askedAt: number | null; problem: Problem | null };
  answers: { askedAt: number | null; problem: Problem | null };
  ladder: LadderRecord | null;
  room: RoomRecord | null;
  /** Steps whose paid calls wait for a change of mind, and until when (ms since the epoch). */
  undo: Map<number, number>;
  /** Steps that were taken back. */
  undone: Set<number>;
  /** The free messages after it, by their id. */
  notes: Map<string, RecordNote>;
  /** What has changed outside of this program. */
  outside: OutsideRecord;
  pictures: RecordPictures;
  reminders: RecordReminders;
  /** Who climbs, where it was ever handed over; null: it never was. */
  handOver: HandOverRecord | null;
  /** Replies whose tick was announced, by the id of their message; null: it is there, or no answer came. */
  ticks: Map<string, Problem | null>;
  tickCalls: number;
  /** Number of uploads that were announced. */
  uploads: number;
  /** Time of its newest entry (ms since the epoch). */
  lastAt: number;
}

/** The newest step a person was part of. */
export const lastStep = (person: RecordPerson): RecordStep => {
  // Steps are added in their order, and a map keeps it.
  let newest: RecordStep | null = null;
  for (const step of person.steps.values()) newest = step;
  if (!newest) throw new Error(`person ${person.key} has no step`);
  return newest;
};

/** The people who wait for the outcome of this step. */
export const pendingIn = (record: BuzzRecord, step: number): RecordPerson[] =>
  [...record.people.values()].filter((person) => person.steps.get(step)?.outcome === 'pending');

const setStep = (
  record: BuzzRecord,
  people: readonly string[],
  step: number,
  value: (key: string) => Omit<RecordStep, 'lost'> & { lost?: boolean },
): void => {
  for (const key of people) {
    const steps = record.people.get(key)?.steps;
    if (!steps) continue;
    const next = value(key);
    steps.set(step, { ...next, lost: next.lost === true || steps.get(step)?.lost === true });
  }
};

/**
 * Takes people of a backup group among those of the buzz: those with these keys, and those who are known to be out of reach.
 * Answers with the latter.
 */
const joinBackup = (record: BuzzRecord, id: GroupId, keys: readonly string[]): readonly RecordPerson[] => {
  const { reserve } = record;
  const group = record.confirmed.backups?.groups.find((each) => each.id === id);
  const joining = (group?.people ?? []).flatMap((key) => {
    const person = reserve.people.get(key);
    return person && (person.preflight || keys.includes(key)) ? [person] : [];
  });
  for (const person of joining) {
    reserve.people.delete(person.key);
    record.people.set(person.key, { ...person, backup: group?.name ?? null });
    const own = reserve.messages.get(person.message ?? '');
    if (own) {
      reserve.messages.delete(own.ref);
      record.messages.set(own.ref, own);
    } else {
      // They are in the chat of the buzz, so its message is for them as well.
      const shared = record.messages.get(person.message ?? '');
      if (shared) shared.people = [...shared.people, person.key];
    }
  }
  return joining.filter(({ preflight }) => preflight !== null);
};

/** The message that is for a person, also for one of a backup who was not called yet; undefined: none is. */
export const messageFor = (record: BuzzRecord, { message }: RecordPerson): RecordMessage | undefined =>
  message === null ? undefined : (record.messages.get(message) ?? record.reserve.messages.get(message));

/** Tells whether a message goes to one person, not into a chat or a room. */
export const isDirect = ({ to }: Pick<RecordMessage, 'to'>): boolean => to.idType !== 'chat_id';

/** Tells whether the message of a person could reach them: in a room, only once they are in it. */
export const isInReach = (record: BuzzRecord, person: RecordPerson): boolean => {
  const message = messageFor(record, person);
  return isInRoom(record.room, person.key) || (message !== undefined && isDirect(message));
};

/** Applies the next entry. Entries of an unknown message or call are ignored: a damaged row must not stop the rest. */
export const applyEntry = (record: BuzzRecord, entry: Exclude<Entry, Confirmed>): void => {
  record.lastAt = entry.at;
  switch (entry.kind) {
    case 'room-making':
    case 'room-there':
    case 'room-adding':
    case 'room-joined': {
      const chatId = record.room && applyRoomEntry(record.room, entry);
      if (!chatId) return;
      for (const message of record.messages.values()) {
        if (!isDirect(message)) message.to = { idType: 'chat_id', id: chatId };
      }
      return;
    }
    case 'sending': {
      const message = record.messages.get(entry.message);
      if (!message) return;
      record.sends += 1;
      if (message.messageId === null) message.status = 'sending';
      message.firstSendingAt ??= entry.at;
      return;
    }
    case 'sent': {
      const message = record.messages.get(entry.message);
      if (!message) return;
      message.status = 'sent';
      message.messageId = entry.messageId;
      message.chatId = entry.chatId;
      message.sentAt = entry.sentAt ?? null;
      return;
    }
    case 'send-failed': {
      const message = record.messages.get(entry.message);
      if (!message) return;
      const { final, problem, at, channel } = entry;
      message.lost ||= entry.mayBeThere;
      // Two steps may send the same message at once (same `uuid`): that it was sent stays true.
      if (message.messageId === null) {
        message.status = final === null ? 'pending' : message.lost || final === 'unknown' ? 'unknown' : 'failed';
      }
      setStep(record, entry.people, entry.step, () => ({ via: channel, outcome: final ?? 'pending', problem, at }));
      return;
    }
    case 'again': {
      const { at, step, channel: via } = entry;
      record.stepAt[step] = at;
      record.stopped = false;
      if (entry.undoUntil) record.undo.set(step, entry.undoUntil);
      setStep(record, entry.people, step, () => ({ via, outcome: 'pending', problem: null, at }));
      return;
    }
    case 'calling':
      record.calls += 1;
      record.openCalls.set(entry.call, entry);
      record.undo.delete(entry.step);
      return;
    case 'called': {
      const call = record.openCalls.get(entry.call);
      if (!call) return;
      record.openCalls.delete(entry.call);
      record.lastCallAt = entry.at;
      const invalid = new Set(entry.invalid);
      setStep(record, call.people, call.step, (key) => ({
        via: call.channel,
        outcome: invalid.has(key) ? 'not-in-chat' : 'accepted',
        problem: invalid.has(key) ? { code: null, advice: 'person-not-in-chat', params: {}, logId: entry.logId } : null,
        at: entry.at,
      }));
      return;
    }
    case 'call-failed': {
      const { at, channel: via, final, problem, lost } = entry;
      record.openCalls.delete(entry.call);
      record.lastCallAt = at;
      setStep(record, entry.people, entry.step, () => ({ via, outcome: final ?? 'pending', problem, at, lost }));
      return;
    }
    case 'passed-over': {
      const { at, channel: via, outcome, problem } = entry;
      if (outcome === 'pending') {
        for (const key of entry.people) if (record.room?.maybe.has(key)) record.room.unsure.add(key);
      }
      setStep(record, entry.people, entry.step, () => ({ via, outcome, problem, at }));
      return;
    }
    case 'receipts':
      if (entry.asked !== null) {
        record.receipts = { askedAt: entry.at, problem: entry.problem };
        for (const message of record.messages.values()) {
          if (entry.asked === undefined || entry.asked.includes(message.ref)) message.readersAskedAt = entry.at;
        }
      }
      for (const { key, at } of entry.read) {
        const person = record.people.get(key);
        if (person) person.readAt ??= at;
      }
      return;
    case 'bubbles-showing':
    case 'bubbles-shown':
    case 'bubbles-failed': {
      const message = record.messages.get(entry.message);
      if (!message) return;
      if (entry.kind === 'bubbles-showing') record.bubbleCalls += 1;
      message.bubbles =
        entry.kind === 'bubbles-showing' ? 'showing' : entry.kind === 'bubbles-shown' ? 'shown' : 'failed';
      message.bubblesProblem = entry.kind === 'bubbles-failed' ? entry.problem : null;
      return;
    }
    case 'answers':
      if (entry.asked) {
        record.answers = { askedAt: entry.at, problem: entry.problem };
        for (const ref of entry.asked) {
          const message = record.messages.get(ref);
          if (message) message.answersAskedAt = entry.putAt ?? entry.at;
        }
      }
      for (const fact of entry.found) {
        const person = record.people.get(fact.key);
        if (person) addAnswer(person.answers, fact);
      }
      for (const taken of entry.taken) {
        const person = record.people.get(taken.key);
        if (person) takeBack(person.answers, taken);
      }
      return;
    case 'ticking':
    case 'ticked':
      if (entry.kind === 'ticking') record.tickCalls += 1;
      record.ticks.set(entry.reply, entry.kind === 'ticked' ? entry.problem : null);
      return;
    case 'stopped':
      record.stopped = entry.by ?? true;
      if (record.ladder) record.ladder.ended = true;
      for (const note of record.notes.values()) note.stopped ||= openMessages(note).length > 0;
      return;
    case 'undone': {
      record.undone.add(entry.step);
      record.undo.delete(entry.step);
      if (record.ladder) record.ladder.ended = true;
      // People whose message is still on its way keep waiting for it: the message is not taken back.
      const there = pendingIn(record, entry.step).filter(
        ({ message }) => record.messages.get(message ?? '')?.messageId,
      );
      for (const person of there) {
        const via = person.steps.get(entry.step)?.via ?? record.confirmed.channel;
        const value = { via, outcome: 'not-called', problem: problem('undone'), at: entry.at } as const;
        setStep(record, [person.key], entry.step, () => value);
      }
      return;
    }
    case 'rung': {
      if (!record.ladder) return;
      const { step, channel, state, people, problem: reason, at, passed } = entry;
      // A rung that called no one has the reason for which it left out the first.
      const why = reason ?? (people.length === 0 ? (passed[0]?.problem ?? null) : null);
      const dueAt = rungDueAt(record.ladder, entry.rung);
      record.ladder.rungs[entry.rung] = { state, at, dueAt, step, people: people.length, problem: why };
      record.ladder.origin += entry.moved ?? 0;
      // Paid, it was climbed because a person wished it, who has also decided about what follows.
      if (state === 'done' && isPaid(channel)) record.ladder.restored = false;
      if (entry.reminder && state === 'done') wantReminders(record.reminders, people, at);
      if (step === null) return;
      record.stepAt[step] = at;
      const backup = record.ladder.schedule[entry.rung]?.backup;
      const known =
        backup === undefined ? [] : joinBackup(record, backup, [...people, ...passed.map(({ key }) => key)]);
      setStep(record, people, step, () => ({ via: channel, outcome: 'pending', problem: null, at }));
      for (const { key, problem: why } of passed)
        setStep(record, [key], step, () => ({ via: channel, outcome: 'not-called', problem: why, at }));
      for (const { key, preflight } of known)
        if (preflight) setStep(record, [key], step, () => ({ via: channel, ...preflight, at }));
      return;
    }
    case 'outside':
      applyOutside(record.outside, entry);
      return;
    case 'turn-over':
    case 'restored':
    case 'ladder-ended':
      if (record.ladder) applyLadderEntry(record.ladder, entry);
      return;
    case 'clock-set':
      // That of a relay tells of its clock; times here stay those of the clock here.
      if (record.ladder && record.handOver?.state !== 'handed-over') record.ladder.origin += entry.by;
      return;
    case 'handing-over':
    case 'handed-over':
    case 'hand-over-refused':
    case 'relay-entries':
    case 'taken-back':
    case 'adopted':
    case 'released':
      record.handOver = applyHandOver(record.handOver, entry);
      return;
    case 'note':
    case 'note-again':
    case 'note-sending':
    case 'note-sent':
    case 'note-failed':
      if (entry.kind === 'note' || entry.kind === 'note-again') record.stepAt[entry.step] = entry.at;
      if (entry.kind === 'note-sending') record.sends += 1;
      applyNoteEntry(record.notes, entry);
      return;
    case 'picture-uploading':
    case 'picture-uploaded':
    case 'picture-failed':
      if (entry.kind === 'picture-uploading') record.uploads += 1;
      applyPictureEntry(record.pictures, entry);
      return;
    case 'reminder-calling':
    case 'reminder-called':
    case 'reminder-failed':
    case 'reminder-over':
      applyReminderEntry(record.reminders, entry);
      return;
    case 'recalled': {
      const message = record.messages.get(entry.message);
      if (!message || entry.problem !== null) return;
      message.status = 'recalled';
      message.recalledElsewhere = entry.elsewhere === true;
      return;
    }
  }
};
