import { problem } from '../../../contract/advice/problem';
import type { ActivityRow, Board, BoardLadder, BoardPerson, BoardRung, BuzzState } from '../../../contract/model/board';
import type { Channel } from '../../../contract/model/channel';
import { isLouder } from '../../../contract/rules/board-standing';
import { needsAttention } from '../../../contract/rules/needs-attention';
import { boardClimber } from '../hand-over/hand-over-record';
import { boardPicture } from '../pictures/picture-record';
import { boardReminder, hasReminders } from '../reminders/reminder-record';
import { ackOf, repliesOf } from './answer-record';
import { type BuzzRecord, isInReach, lastStep, messageFor, type RecordPerson, type RecordStep } from './buzz-record';
import { absenceFrom, climbersOf, hasAcknowledged, isElsewhere, takenBy, takerToTell } from './climbers';
import { undoUntilOf, uuidLifeMs } from './deadlines';
import { currentRung, currentTurn, heldRung, type LadderRecord, rungDueAt, turnKey } from './ladder-record';
import type { Summary } from './ledger';
import { boardNote, hasOpenNote } from './note-record';

const stateOf = (record: BuzzRecord): BuzzState => {
  for (const person of record.people.values()) if (lastStep(person).outcome === 'pending') return 'running';
  // What is still to be told must be found again after a crash.
  if (hasOpenNote(record.notes) || takerToTell(record) !== null) return 'running';
  return record.stopped ? 'stopped' : 'done';
};

/** A person's newest step as people see it: one whose turn never came hears why, once the ladder has ended. */
const shownStep = (record: BuzzRecord, person: RecordPerson): RecordStep => {
  const last = lastStep(person);
  if (last.problem?.advice !== 'turn-waits' || !record.ladder?.ended) return last;
  const reason = () => {
    if (takenBy(record) !== null) return problem('taken-meanwhile');
    if (record.undone.size > 0) return problem('undone');
    if (record.stopped) return problem('stopped-before-call');
    return problem(messageFor(record, person)?.status === 'failed' ? 'message-not-sent' : 'rung-missed');
  };
  return { ...last, problem: reason() };
};

const messageState = (record: BuzzRecord, person: RecordPerson): BoardPerson['message'] => {
  const message = messageFor(record, person);
  if (!message) return 'failed';
  const { outcome, problem: reason } = lastStep(person);
  const waits = reason?.advice === 'turn-waits';
  if (waits && message.messageId === null) return record.ladder?.ended ? 'failed' : 'pending';
  if (outcome !== 'pending' && !isInReach(record, person)) {
    if (waits && !record.ladder?.ended) return 'pending';
    // Whatever became of it, it is in a room they are not in, unless adding them went through after all.
    const maybe = (outcome === 'not-called' ? record.room?.maybe : record.room?.unsure)?.has(person.key);
    return maybe && message.messageId !== null ? 'unknown' : 'failed';
  }
  return message.status === 'sending' ? 'pending' : message.status;
};

const boardPerson = (record: BuzzRecord, person: RecordPerson, isOpen: boolean): BoardPerson => {
  const last = shownStep(record, person);
  return {
    key: person.key,
    name: person.name,
    department: person.department ?? null,
    backup: person.backup,
    idType: person.idType,
    id: person.id,
    outcome: last.outcome,
    problem: last.problem,
    message: messageState(record, person),
    readAt: person.readAt,
    absence: isOpen ? absenceFrom(record, person) : null,
    ack: ackOf(person.answers),
    replies: repliesOf(person.answers),
    reminder: boardReminder(record.reminders, person.key),
    steps: [...person.steps.values()].map(({ via, outcome, problem, at }) => ({ via, outcome, problem, at })),
  };
};

/**
 * Time since which it is not known whether people who have not read have read (ms since the epoch): the oldest question about
 * one of their messages, as not every question is about all of them. null: none was asked.
 */
const readersKnownAt = ({ receipts, messages, people }: BuzzRecord): number | null => {
  if (receipts.askedAt === null) return null;
  const open = new Set([...people.values()].flatMap(({ readAt, message }) => (readAt === null ? [message] : [])));
  const asked = [...messages.values()].flatMap(({ ref, status, readersAskedAt, firstSendingAt }) =>
    status === 'sent' && open.has(ref) ? [readersAskedAt ?? firstSendingAt ?? receipts.askedAt ?? 0] : [],
  );
  return Math.min(receipts.askedAt, ...asked);
};

const isRecalled = (record: BuzzRecord): boolean => {
  const sent = [...record.messages.values()].filter((message) => message.messageId !== null);
  return sent.length > 0 && sent.every((message) => message.status === 'recalled');
};

/** The loudest channel over which a person was, or is to be, called; a step that was passed over rang no one. */
const loudestOf = (people: readonly RecordPerson[], first: Channel): Channel =>
  people
    .flatMap((person) => [...person.steps.values()])
    .filter((step) => step.outcome !== 'not-called')
    .reduce((loudest, { via }) => (isLouder(via, loudest) ? via : loudest), first);

/** Tells of each person whether a read or an answer of theirs is still expected. */
const openOn = (record: BuzzRecord): ((person: RecordPerson) => boolean) => {
  const taken = takenBy(record) !== null;
  return (person) => !taken && !hasAcknowledged(person) && (record.confirmed.ask != null || person.readAt === null);
};

/** The board of a buzz: one row per person, in the plan's order. */
export const boardOf = (record: BuzzRecord): Board => {
  const { confirmed } = record;
  const messages = [...record.messages.values()];
  const sent = messages.filter((message) => message.messageId !== null);
  const { room, sends, calls, uploads, bubbleCalls, tickCalls, reminders } = record;
  const state = stateOf(record);
  const isOpen = openOn(record);
  return {
    id: confirmed.id,
    workspaceId: confirmed.workspaceId,
    workspaceName: confirmed.workspaceName,
    practice: confirmed.practice,
    title: confirmed.title,
    text: confirmed.text,
    asker: confirmed.asker,
    channel: confirmed.channel,
    mode: confirmed.mode,
    chat: record.room?.chatId ? { chatId: record.room.chatId, name: record.room.name } : confirmed.chat,
    createdAt: confirmed.at,
    state,
    messages: sent.flatMap(({ messageId, chatId }) => (messageId === null ? [] : [{ messageId, chatId }])),
    people: [...record.people.values()].map((person) => boardPerson(record, person, isOpen(person))),
    pictures: [...record.pictures.values()].map((picture) => boardPicture(picture, state === 'running')),
    calls: {
      send: sends,
      buzz: calls,
      total: (room?.calls ?? 0) + sends + bubbleCalls + calls + uploads + tickCalls + reminders.calls,
    },
    asks: confirmed.ask != null,
    takenBy: takenBy(record),
    answers: record.answers,
    receipts: { ...record.receipts, askedAt: readersKnownAt(record) },
    about: confirmed.about ?? null,
    ladder: boardLadder(record),
    climber: boardClimber(record.handOver, isElsewhere(record)),
    undoUntil: undoUntilOf(record),
    waiting: null,
    notes: [...record.notes.values()].map((note) => boardNote(note, uuidLifeMs)),
    stoppedBy: record.stopped === 'alarm' ? 'alarm' : null,
    recalled: isRecalled(record),
    recalledElsewhere: isRecalled(record) && messages.some((message) => message.recalledElsewhere),
  };
};

/** The same buzz as a row of Activity. */
const rowOf = (record: BuzzRecord): ActivityRow => {
  const { confirmed } = record;
  const people = [...record.people.values()];
  const count = (test: (person: RecordPerson) => boolean) => people.filter(test).length;
  const isOpen = openOn(record);
  const ladder = record.ladder && { state: record.ladder.ended ? ('ended' as const) : ('armed' as const) };
  return {
    id: confirmed.id,
    workspaceId: confirmed.workspaceId,
    workspaceName: confirmed.workspaceName,
    practice: confirmed.practice,
    title: confirmed.title,
    text: confirmed.text,
    channel: confirmed.channel,
    loudest: loudestOf(people, confirmed.channel),
    createdAt: confirmed.at,
    state: stateOf(record),
    recalled: isRecalled(record),
    people: people.length,
    pictures: record.pictures.size,
    read: count((person) => person.readAt !== null),
    acknowledged: count(hasAcknowledged),
    accepted: count((person) => [...person.steps.values()].some(({ outcome }) => outcome === 'accepted')),
    attention: count((person) => {
      const { outcome, problem: reason } = shownStep(record, person);
      const { id, readAt } = person;
      const said = { ack: ackOf(person.answers), absence: isOpen(person) ? absenceFrom(record, person) : null };
      const shown = { outcome, problem: reason, message: messageState(record, person) };
      return needsAttention({ id, readAt, ...said, ...shown }, ladder);
    }),
  };
};

/** The same buzz as the ledger lists it. */
export const summaryOf = (record: BuzzRecord): Summary => ({
  row: rowOf(record),
  // Those of a ladder that was given back are for its desktop to take back.
  reminding: hasReminders(record.reminders) && record.handOver?.state !== 'released',
  outcomes: new Set(
    [...record.people.values()].flatMap((person) => {
      const { outcome } = lastStep(person);
      return hasAcknowledged(person) ? [outcome, 'acknowledged' as const] : [outcome];
    }),
  ),
});

/** The ladder of a buzz as its board shows it: one rung each, with how many it called or would call now. */
const boardLadder = (record: BuzzRecord): BoardLadder | null => {
  const { ladder } = record;
  if (!ladder) return null;
  const current = currentRung(ladder);
  const nameOf = new Map(record.confirmed.backups?.groups.map(({ id, name }) => [id, name]));
  const rungs = ladder.schedule.map((planned, index): BoardRung => {
    const known = ladder.rungs[index];
    const waiting = known === undefined || known.state === 'held';
    const state = (): BoardRung['state'] => {
      if (known && (known.state !== 'held' || !ladder.ended)) return known.state;
      if (ladder.ended) return 'skipped';
      return index === current ? 'next' : 'later';
    };
    const { channel, reminder, backup, turn } = planned;
    return {
      via: channel,
      reminder: reminder === true,
      backup: backup === undefined ? null : (nameOf.get(backup) ?? ''),
      turn: turn === null ? null : (turnKey(ladder, turn) ?? null),
      dueAt: waiting ? rungDueAt(ladder, index) : known.dueAt,
      state: state(),
      people: waiting ? (ladder.ended ? 0 : climbersOf(record, planned).length) : known.people,
      problem: known?.problem ?? null,
    };
  });
  const state = ladder.ended ? 'ended' : heldRung(ladder) ? 'held' : 'armed';
  const { name, until, enough } = ladder.policy;
  return { name, until, enough, state, problem: ladder.problem, turn: boardTurn(ladder), rungs };
};

const boardTurn = (ladder: LadderRecord): BoardLadder['turn'] => {
  const turn = currentTurn(ladder);
  const key = turn === null ? undefined : turnKey(ladder, turn);
  if (turn === null || key === undefined) return null;
  const next = ladder.schedule.findIndex((rung) => (rung.begins && rung.turn === turn + 1) || rung.turn === null);
  return { key, until: next < 0 ? null : rungDueAt(ladder, next) };
};
