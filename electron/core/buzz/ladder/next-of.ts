import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { callSame, isPassedOver, type Rung } from '../../../contract/rules/rungs';
import { hourMs } from '../../ports/clock';
import type { ToldOf } from '../receipts/hearing';
import { receiptsDue } from '../receipts/receipts-due';
import { type BuzzRecord, lastStep, type RecordPerson } from '../record/buzz-record';
import {
  climbersOf,
  doneReason,
  isFresh,
  isTurnOver,
  paidEnd,
  peopleOfRung,
  remindsAnyone,
  someoneLeft,
  wereCalledLouder,
} from '../record/climbers';
import { currentRung, currentTurn, heldRung, type LadderRecord, rungDueAt } from '../record/ladder-record';

/** Time a held rung waits for a decision (ms); after that it is shown as missed and the ladder goes on or ends. */
export const heldForMs = 2 * hourMs;
/** Longest time for which a reminder stands after the last rung (ms): then no one is asked any more who has answered. */
export const remindedForMs = 2 * hourMs;

/** The next thing a ladder has to do. */
export type Next =
  | { do: 'end' }
  /** Write this rung off without a call. */
  | { do: 'pass'; rung: number; channel: Channel; state: 'missed' | 'skipped'; problem: Problem | null }
  /** Have a person decide about this rung: the ledger was restored. */
  | { do: 'hold'; rung: number; channel: Channel }
  /** Ask who has read, then call the others. */
  | { do: 'climb'; rung: number }
  /** Let the turns that are left begin so much earlier (ms, negative). */
  | { do: 'move'; by: number }
  | { do: 'ask' }
  | { do: 'wait'; until: number };

/**
 * No message is left to read: recalled, or gone with the practice server of an earlier run. Messages that were refused are
 * another matter: a backup, or the next in turn, has one of their own.
 */
const isGone = ({ messages, receipts }: BuzzRecord): boolean => {
  const states = [...messages.values()].map(({ status }) => status);
  return (
    receipts.problem?.advice === 'practice-restarted' ||
    (states.includes('recalled') && states.every((status) => status === 'recalled' || status === 'failed'))
  );
};

const isPending = (person: RecordPerson): boolean => person.steps.size > 0 && lastStep(person).outcome === 'pending';

/** The rung has to wait: calls to its people have no answer yet. */
const isBusy = (record: BuzzRecord, { rungs }: LadderRecord, rung: Rung): boolean => {
  const theirs = peopleOfRung(record, rung);
  const called = rungs.some(
    ({ step }) => step !== null && theirs.some(({ steps }) => steps.get(step)?.outcome === 'pending'),
  );
  return called || (climbersOf(record, rung).length === 0 && theirs.some(isPending));
};

/** Time at which the next rung is due that would ring the same people, or in whose stead a turn has passed. */
const overtakenAt = (ladder: LadderRecord, index: number): number => {
  const rung = ladder.schedule[index];
  if (!rung || rung.turn !== null) return rungDueAt(ladder, index + 1);
  const next = ladder.schedule.findIndex((later, at) => at > index && callSame(later, rung));
  return rungDueAt(ladder, next < 0 ? ladder.schedule.length : next);
};

/** Tells whether the turn before this rung, or that of the rung itself, is over before its time. */
const turnIsOver = (record: BuzzRecord, ladder: LadderRecord, index: number): boolean => {
  const { schedule, rungs, origin } = ladder;
  const turn = currentTurn(ladder);
  const rung = schedule[index];
  const before = schedule[index - 1];
  // The minutes of a second backup count from the first.
  if (turn === null || !rung || (rung.turn === null && index > 0 && before?.turn === null)) return false;
  const begun = schedule.findIndex((each) => each.begins && each.turn === turn);
  const since = begun < 0 ? Math.min(origin, record.confirmed.at) : (rungs[begun]?.at ?? origin);
  return isTurnOver(record, turn, since, schedule.slice(index));
};

/**
 * What a ladder does when no rung is left that could call a person: it goes on, and so does its reminder, for as long as that
 * may still bring a person to answer.
 */
const lingering = (
  record: BuzzRecord,
  { rungs }: LadderRecord,
  now: number,
  askAfter: number,
  told: ToldOf | null,
): Next => {
  const last = Math.max(...rungs.map(({ at }) => at));
  const until = last + remindedForMs;
  // A clock that was set back must not keep it up for longer.
  if (!remindsAnyone(record) || now >= until || now < last - remindedForMs) return { do: 'end' };
  const askAt = Math.max(askAfter, receiptsDue(record, now, told) ?? Number.POSITIVE_INFINITY);
  return askAt <= now ? { do: 'ask' } : { do: 'wait', until: Math.min(until, askAt) };
};

/**
 * Decides what a ladder does next, at `now` (ms since the epoch). Pure. A rung whose successor is due as well is written
 * off: two of them at once would only ring twice.
 *
 * @param askAfter the earliest time to ask who has read (ms since the epoch)
 * @param told what events tell of the buzz; null: nothing for sure
 */
export const nextOf = (record: BuzzRecord, now: number, askAfter: number, told: ToldOf | null): Next => {
  const { ladder } = record;
  if (!ladder || ladder.ended) return { do: 'end' };
  const { schedule } = ladder;
  const index = currentRung(ladder);
  const rung = schedule[index];
  const left = schedule.slice(index);
  const quota = paidEnd(record);
  const able = quota ? left.filter(({ channel }) => !isPaid(channel)) : left;
  if (isGone(record)) return { do: 'end' };
  if (!rung || !someoneLeft(record, able)) return lingering(record, ladder, now, askAfter, told);

  const pass = (state: 'missed' | 'skipped', reason: Problem | null): Next => ({
    do: 'pass',
    rung: index,
    channel: rung.channel,
    state,
    problem: reason,
  });
  if (isPassedOver(schedule, index, record.confirmed.channel)) return pass('skipped', problem('rung-not-louder'));

  const held = heldRung(ladder);
  const due = rungDueAt(ladder, index);
  const nextDue = overtakenAt(ladder, index);
  const lastMoment = due + ladder.policy.graceMinutes * 60_000;
  // A held one makes room for whatever comes next.
  const heldUntil = Math.min(rungDueAt(ladder, index + 1), due + heldForMs);

  if (!held && turnIsOver(record, ladder, index)) {
    if (rung.turn !== null && !rung.begins) return pass('skipped', problem('turn-over'));
    // Their time is given to those who come next.
    if (due > now) return { do: 'move', by: now - due };
  }
  if (now >= due && quota && isPaid(rung.channel)) return pass('skipped', quota);
  if (now >= due && !held && wereCalledLouder(record, rung)) return pass('skipped', problem('rung-not-louder'));
  if (held && now >= heldUntil) return pass('missed', held.problem);
  if (!held && (now > lastMoment || now >= nextDue)) return pass('missed', problem('rung-missed'));

  const asking = receiptsDue(record, now, told);
  // What may have been called already is called again only by a person.
  const byPerson = ladder.restored && isPaid(rung.channel);
  // A person who decides about a held rung should know as soon as Feishu answers again; so should the rung itself.
  const eager = held && !byPerson && now <= lastMoment;
  const askAt = Math.max(askAfter, eager ? now : (asking ?? Number.POSITIVE_INFINITY));
  const busy = isBusy(record, ladder, rung);
  if (now >= due && !busy && climbersOf(record, rung).length === 0) return pass('skipped', whyNone(record, rung));
  if (now >= due && !busy && byPerson && !held) return { do: 'hold', rung: index, channel: rung.channel };
  if (now >= due && !busy && !byPerson && (!held || (now <= lastMoment && askAt <= now)))
    return { do: 'climb', rung: index };
  if (askAt <= now) return { do: 'ask' };

  const turn = held ? heldUntil : now < due ? due : Math.min(nextDue, lastMoment + 1);
  return { do: 'wait', until: Math.min(turn, askAt) };
};

/** The reason for which a rung has no one to call: that of the one person it is for; null: they have different ones. */
const whyNone = (record: BuzzRecord, rung: Rung): Problem | null => {
  const [person, ...others] = peopleOfRung(record, rung);
  if (!person || others.length > 0) return null;
  return doneReason(record, person) ?? person.preflight?.problem ?? (isFresh(person) ? null : lastStep(person).problem);
};
