import { type Answer, failed, ok, type Problem, problem } from '../../../contract/advice/problem';
import type { BuzzId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import type { Ladders } from '../ladder/ladders';
import type { Reminders } from '../ladder/reminders';
import type { BuzzRecord } from '../record/buzz-record';
import type { Confirmed, Entry, LaterEntry } from '../record/entry';
import { type Ledger, LedgerRefused } from '../record/ledger';
import type { Records } from '../record/records';
import { handedEntries, hasOpenWork, notAdoptable } from './handed-entries';
import type { RunningSteps } from './running-steps';

/** Difference of two clocks that is taken for the time a request takes (ms), and the largest that is made up for. */
const nudgeMs = 2_000;
const mostMs = 10 * 60_000;

export interface AdoptionsDeps {
  ledger: Pick<Ledger, 'read'>;
  records: Records;
  clock: Clock;
  steps: Pick<RunningSteps, 'has' | 'resume'>;
  ladders: Ladders;
  reminders: Pick<Reminders, 'resume'>;
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  onAdopted: (record: BuzzRecord) => void;
}

/** Takes ladders of other programs, and gives them back. */
export class Adoptions {
  readonly #deps: AdoptionsDeps;

  constructor(deps: AdoptionsDeps) {
    this.#deps = deps;
  }

  /**
   * Takes a ladder: its record and that it is climbed here are on disk, in one commit, when this answers with the number of
   * entries that were handed over. The same entries again are answered the same. Throws `LedgerRefused` if the disk does not take
   * them, which is no refusal: they may be asked for again.
   *
   * @param skew the time of the clock here ahead of the sender's when it sent them (ms)
   */
  adopt(entries: readonly [Confirmed, ...LaterEntry[]], skew: number): Promise<Answer<number>> {
    return this.#deps.inTurn(async () => {
      const { ledger, records, clock, steps, ladders, reminders, onAdopted } = this.#deps;
      const [{ id }] = entries;
      const known = records.get(id);
      if (known) return this.#again(known, entries, ledger.read(id));
      const now = clock.now();
      const refusal = notAdoptable(entries, now - skew);
      if (refusal) return failed(refusal);
      if (Math.abs(skew) > mostMs) return failed(problem('hand-over-clock'));
      const set: LaterEntry[] = Math.abs(skew) > nudgeMs ? [{ kind: 'clock-set', at: now, by: skew }] : [];
      const record = await records.adopt([...entries, { kind: 'adopted', at: now }, ...set]);
      if ('advice' in record) throw new LedgerRefused(record);
      const release = records.hold(id);
      await reminders.resume(record);
      await steps.resume(record);
      ladders.arm(record);
      onAdopted(record);
      release();
      return ok(entries.length);
    });
  }

  /** Ends climbing here, durably; answers with the number of entries, of which the last is `released`. */
  async release(id: BuzzId): Promise<Answer<number>> {
    const { ledger, records, clock, steps, ladders, inTurn } = this.#deps;
    const record = records.get(id);
    if (!record) return failed(problem('buzz-gone'));
    const release = records.hold(id);
    await ladders.suspend(id);
    const reason = await inTurn(async (): Promise<Problem | null> => {
      if (record.handOver?.state === 'released') return null;
      if (record.handOver?.state !== 'adopted') return problem('hand-over-unlike');
      if (steps.has(id) || hasOpenWork(record)) return problem('hand-over-running');
      return records.announce(record, { kind: 'released', at: clock.now() });
    });
    // Costs nothing where it was released.
    ladders.arm(record);
    release();
    return reason ? failed(reason) : ok(ledger.read(id).length);
  }

  #again(known: BuzzRecord, entries: readonly Entry[], there: readonly Entry[]): Answer<number> {
    if (known.handOver?.state === 'released') return failed(problem('hand-over-released'));
    const before = handedEntries(there);
    const isSame = before.length === entries.length && JSON.stringify(before.at(-1)) === JSON.stringify(entries.at(-1));
    return isSame ? ok(before.length) : failed(problem('hand-over-unlike'));
  }
}
