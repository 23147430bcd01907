import { problem } from '../../../contract/advice/problem';
import { type Channel, isPaid } from '../../../contract/model/channel';
import type { Run } from '../send/run';
import { type BuzzRecord, pendingIn, type RecordPerson } from './record';

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

/**
 * The message is there: its paid calls wait for a change of mind, if this step offers one. Whoever was taken back
 * meanwhile is told of as not called; the others are called next, if that is not too late by then.
 */
export const waitForUndo = async (run: Run, people: readonly RecordPerson[]): Promise<void> => {
  const { record, step, clock } = run;
  const until = record.undo.get(step);
  if (until !== undefined) {
    // Never longer than was offered, should the wall clock have been set back.
    const most = until - (record.stepAt[step] ?? until);
    const wait = Math.min(until - clock.now(), most);
    try {
      if (wait > 0) await clock.sleep(wait, AbortSignal.any([run.stop, run.undo]));
    } catch {
      // Stopped or taken back: what follows asks which.
    }
  }
  const back = record.undone.has(step) ? people.filter((person) => person.steps.get(step)?.outcome === 'pending') : [];
  if (back.length === 0) return;
  await run.report({
    kind: 'passed-over',
    at: clock.now(),
    step,
    channel: run.channel,
    people: back.map((person) => person.key),
    outcome: 'not-called',
    problem: problem('undone'),
  });
};
