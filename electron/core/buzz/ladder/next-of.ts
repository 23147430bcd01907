import { type Problem, problem } from '../../../contract/advice/problem';
import type { Channel } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { isPassedOver, rungsOf } from '../../../contract/rules/rungs';
import { hourMs } from '../../ports/clock';
import type { ToldOf } from '../receipts/hearing';
import { receiptsDue } from '../receipts/receipts-due';
import { type BuzzRecord, pendingIn } from '../record/buzz-record';
import { climbersOf, paidEnd, remindsAnyone, someoneLeft, wereCalledLouder } from '../record/climbers';
import { currentRung, heldRung, type LadderRecord, rungDueAt } from '../record/ladder-record';

/** Time a held rung waits for a decision (ms); after that it is shown as missed and the ladder goes on or ends. */
export const heldForMs = 2 * hourMs;
/** Longest time for which a reminder stands after the last rung (ms): then no one is asked any more who has answered. */
export const remindedForMs = 2 * hourMs;

/** The next thing a ladder has to do. */
export type Next =
  | { do: 'end' }
  /** Write this rung off without a call. */
  | { do: 'pass'; rung: number; channel: Channel; state: 'missed' | 'skipped'; problem: Problem | null }
  /** Ask who has read, then call the others. */
  | { do: 'climb'; rung: number }
  | { do: 'ask' }
  | { do: 'wait'; until: number };

/** No message is left to read: recalled, or gone with the practice server of an earlier run. */
const isGone = ({ messages, receipts }: BuzzRecord): boolean =>
  receipts.problem?.advice === 'practice-restarted' ||
  (messages.size > 0 && [...messages.values()].every(({ status }) => status === 'recalled' || status === 'failed'));

/** The rung has to wait: no person is there to call, or calls of the rung before have no answer yet. */
const isBusy = (record: BuzzRecord, { rungs }: LadderRecord, channel: Channel): boolean =>
  climbersOf(record, channel).length === 0 ||
  rungs.some(({ step }) => step !== null && pendingIn(record, step).length > 0);

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
  const rungs = rungsOf(ladder.policy);
  const rung = currentRung(ladder);
  const step = rungs[rung];
  const left = rungs.slice(rung).map(({ channel }) => channel);
  const quota = paidEnd(record);
  const able = quota ? left.filter((channel) => !isPaid(channel)) : left;
  if (isGone(record)) return { do: 'end' };
  if (!step || !someoneLeft(record, able)) return lingering(record, ladder, now, askAfter, told);

  const skipped = (reason: Problem): Next => ({
    do: 'pass',
    rung,
    channel: step.channel,
    state: 'skipped',
    problem: reason,
  });
  if (isPassedOver(rungs, rung, record.confirmed.channel)) return skipped(problem('rung-not-louder'));

  const held = heldRung(ladder);
  const due = rungDueAt(ladder, rung);
  const nextDue = rungDueAt(ladder, rung + 1);
  const lastMoment = due + ladder.policy.graceMinutes * 60_000;
  const missed = (reason: Problem | null): Next => ({
    do: 'pass',
    rung,
    channel: step.channel,
    state: 'missed',
    problem: reason,
  });

  if (now >= due && quota && isPaid(step.channel)) {
    return skipped(quota);
  }
  if (now >= due && !held && wereCalledLouder(record, step.channel)) return skipped(problem('rung-not-louder'));
  if (held && now >= Math.min(nextDue, due + heldForMs)) return missed(held.problem);
  if (!held && (now > lastMoment || now >= nextDue)) return missed(problem('rung-missed'));

  const asking = receiptsDue(record, now, told);
  // A person who decides about a held rung should know as soon as Feishu answers again; so should the rung itself.
  const askAt = Math.max(askAfter, held && now <= lastMoment ? now : (asking ?? Number.POSITIVE_INFINITY));
  const busy = isBusy(record, ladder, step.channel);
  if (now >= due && !busy && (!held || (now <= lastMoment && askAt <= now))) return { do: 'climb', rung };
  if (askAt <= now) return { do: 'ask' };

  const turn = held ? Math.min(nextDue, due + heldForMs) : now < due ? due : Math.min(nextDue, lastMoment + 1);
  return { do: 'wait', until: Math.min(turn, askAt) };
};
