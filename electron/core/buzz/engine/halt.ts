import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { Board } from '../../../contract/model/board';
import type { BuzzId } from '../../../contract/model/ids';
import { goneMessageCodes } from '../../feishu/codes';
import type { Feishu } from '../../feishu/feishu';
import type { Clock } from '../../ports/clock';
import type { Ladders } from '../ladder/ladders';
import type { PlanBook } from '../plan/plan-book';
import { undoableSteps } from '../record/deadlines';
import { type BuzzRecord, sentBy } from '../record/record';
import type { Records } from '../record/records';
import type { RunningSteps } from './running-steps';

interface HaltParts {
  records: Records;
  clock: Clock;
  steps: RunningSteps;
  ladders: Pick<Ladders, 'look'>;
  plans: Pick<PlanBook, 'forget'>;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
}

/** What ends a buzz before its time: stopping it, taking its paid calls back, taking its messages back. */
export class Halt {
  readonly #parts: HaltParts;

  constructor(parts: HaltParts) {
    this.#parts = parts;
  }

  /** Nothing further leaves; what has left is waited for. Resolves when every person has an outcome. */
  async stop(id: BuzzId): Promise<Answer<Board>> {
    const { records, clock, steps, ladders, plans } = this.#parts;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const runs = steps.of(id);
    if (runs.length > 0 || (record.ladder && !record.ladder.ended)) {
      plans.forget(id);
      const written = records.report(record, { kind: 'stopped', at: clock.now() });
      // At once, not after the disk: what leaves meanwhile would have left after the stop.
      for (const run of runs) run.stop.abort();
      ladders.look(id);
      await written;
      await Promise.all(runs.map((run) => run.done));
    }
    return this.#board(id);
  }

  /** Takes back the paid calls that still wait; the message stays, and a ladder ends. */
  async undo(id: BuzzId): Promise<Answer<Board>> {
    const { records, clock, steps, ladders, plans } = this.#parts;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const undoable = undoableSteps(record, clock.now());
    if (undoable.length === 0) return failed(problem('undo-too-late'));
    plans.forget(id);
    for (const step of undoable) {
      const written = records.report(record, { kind: 'undone', at: clock.now(), step });
      // At once, not after the disk: the time in which it can be undone goes on.
      for (const run of steps.of(id)) if (run.step === step) run.undo.abort();
      await written;
    }
    ladders.look(id);
    return this.#board(id);
  }

  /** Stops the buzz and takes its messages back. A message Feishu will not take back says why. */
  async recall(id: BuzzId): Promise<Answer<Board>> {
    const { records, clock, plans, feishuFor } = this.#parts;
    const known = records.get(id);
    if (!known) return failed(problem('buzz-gone'));
    // Asked first: a recall that cannot be must not stop anything on its way to saying so.
    if (known.confirmed.about?.kind === 'message') return failed(problem('nothing-to-recall'));
    const feishu = feishuFor(known);
    if (!feishu.ok) return feishu;
    const stopped = await this.stop(id);
    if (!stopped.ok) return stopped;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    if (sentBy(record).length === 0) return failed(problem('nothing-to-recall'));
    plans.forget(id);
    const reason = await takeBack(feishu.value, records, record, clock);
    return reason ? failed(reason) : this.#board(id);
  }

  #board(id: BuzzId): Answer<Board> {
    const board = this.#parts.records.board(id);
    return board ? ok(board) : failed(problem('buzz-gone'));
  }
}

/** Takes back every message of a buzz that is there; answers with why one was not taken back, if so. */
const takeBack = async (
  feishu: Feishu,
  records: Records,
  record: BuzzRecord,
  clock: Clock,
): Promise<Problem | null> => {
  const sent = sentBy(record);
  const release = records.hold(record.confirmed.id);
  const refused = await Promise.all(
    sent.map(async ({ ref, messageId }) => {
      if (messageId === null) return null;
      const answer = await feishu.recall({ messageId });
      // Gone already: taking it back again is no failure.
      const gone = answer.ok || goneMessageCodes.has(answer.failure.problem.code);
      const reason = gone ? null : answer.failure.problem;
      await records.report(record, { kind: 'recalled', at: clock.now(), message: ref, problem: reason });
      return reason;
    }),
  );
  release();
  return refused.find((each) => each !== null) ?? null;
};
