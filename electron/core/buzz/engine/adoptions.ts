import { type Answer, failed, ok, problem } from '../../../contract/advice/problem';
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

/** A ladder that is handed over: its entries, of which the first opens it. */
export interface Adoption {
  entries: readonly [Confirmed, ...LaterEntry[]];
  skew: number;
  isReleased: () => Promise<boolean>;
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
   * @param isReleased whether its release was asked for before, also if it was not here then
   */
  adopt({ entries, skew, isReleased }: Adoption): Promise<Answer<number>> {
    return this.#deps.inTurn(async () => {
      const { ledger, records, clock, steps, ladders, reminders, onAdopted } = this.#deps;
      const [{ id }] = entries;
      const known = records.get(id);
      if (known) return this.#again(known, entries, ledger.read(id));
      if (await isReleased()) return failed(problem('hand-over-released'));
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

  /**
   * Ends climbing here, durably; answers with the number of entries, of which the last is `released`. null: it is not here, and
   * whoever has noted that its release was asked for (`isReleased`) sees to it that it never will be.
   */
  async release(id: BuzzId): Promise<Answer<number | null>> {
    const { ledger, records, clock, steps, ladders, inTurn } = this.#deps;
    const letGo = records.hold(id);
    await ladders.suspend(id);
    const released = await inTurn(async (): Promise<Answer<number | null>> => {
      const record = records.get(id);
      if (!record) return ok(null);
      const state = record.handOver?.state;
      if (state !== 'adopted' && state !== 'released') return failed(problem('hand-over-unlike'));
      if (state === 'adopted') {
        if (steps.has(id) || hasOpenWork(record)) return failed(problem('hand-over-running'));
        const unstored = await records.announce(record, { kind: 'released', at: clock.now() });
        if (unstored) throw new LedgerRefused(unstored);
        await this.resume(record);
      }
      return ok(ledger.read(id).length);
    }).finally(() => {
      const record = records.get(id);
      // Costs nothing where it was released.
      if (record) ladders.arm(record);
      letGo();
    });
    return released;
  }

  /** Writes anew what lists tell of a ladder that was given back: nothing of it is open here. */
  async resume(record: BuzzRecord): Promise<void> {
    if (record.handOver?.state === 'released') await this.#deps.records.refresh(record);
  }

  #again(known: BuzzRecord, entries: readonly Entry[], there: readonly Entry[]): Answer<number> {
    if (known.handOver?.state === 'released') return failed(problem('hand-over-released'));
    const before = handedEntries(there);
    const isSame = before.length === entries.length && JSON.stringify(before.at(-1)) === JSON.stringify(entries.at(-1));
    return isSame ? ok(before.length) : failed(problem('hand-over-unlike'));
  }
}
