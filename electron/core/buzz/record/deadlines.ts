import type { Channel } from '../../../contract/model/channel';
import { isPaid } from '../../../contract/rules/consent';
import { type BuzzRecord, pendingIn } from './record';

/** Until when a step confirmed at `at` waits for a change of mind, ms; null when it costs nothing or is not to wait. */
export const undoUntil = (channel: Channel, at: number, undoMs: number): number | null =>
  isPaid(channel) && undoMs > 0 ? at + undoMs : null;

/** Steps whose paid calls can still be taken back at `now` (ms): they wait, and nobody has been called yet. */
export const undoableSteps = (record: BuzzRecord, now: number): readonly number[] =>
  [...record.undo].flatMap(([step, until]) => (until > now && pendingIn(record, step).length > 0 ? [step] : []));

/** Until when the board offers to take paid calls back, ms; null when none wait. */
export const undoUntilOf = (record: BuzzRecord): number | null =>
  [...record.undo].reduce<number | null>(
    (latest, [step, until]) => (pendingIn(record, step).length > 0 ? Math.max(latest ?? until, until) : latest),
    null,
  );

/** When a step was asked for (ms since the epoch): what it calls is due from then on. */
export const dueAtOf = (record: BuzzRecord, step: number): number => record.stepAt[step] ?? record.confirmed.at;

/** A message or an in-app buzz is worth sending for ten minutes, an SMS or a call for two: nothing fires late. */
export const expiryMs = { message: 10 * 60_000, app: 10 * 60_000, sms: 2 * 60_000, phone: 2 * 60_000 } as const;

/** With the same `uuid` Feishu sends at most one message an hour; five minutes are kept for slow clocks. */
export const uuidLifeMs = 55 * 60_000;

/**
 * Whether it is too late, at `now`, for what was due at `dueAt` (all ms). A wall clock that was set back by more than
 * the limit also says yes: how much time has really passed is then anybody's guess, and nothing may fire late.
 */
export const isLate = (now: number, dueAt: number, limit: number): boolean => Math.abs(now - dueAt) > limit;
