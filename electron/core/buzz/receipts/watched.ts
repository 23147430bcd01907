import type { BuzzId } from '../../../contract/model/ids';
import type { Clock } from '../../ports/clock';
import type { Records } from '../record/records';
import { watchReceipts } from './receipts';

export interface WatchedParts {
  records: Pick<Records, 'get' | 'hold'>;
  clock: Clock;
  /** Asks once who has read. */
  ask: (id: BuzzId) => Promise<unknown>;
}

/** The boards that can be seen: who has read is asked by itself, for each of them and as long as it is one. */
export class Watched {
  readonly #parts: WatchedParts;
  readonly #ends = new Map<BuzzId, AbortController>();

  constructor(parts: WatchedParts) {
    this.#parts = parts;
  }

  /** These, and no others. One that was watched already goes on as it was: two windows ask no more than one. */
  set(ids: readonly BuzzId[]): void {
    for (const [id, end] of this.#ends) {
      if (ids.includes(id)) continue;
      end.abort();
      this.#ends.delete(id);
    }
    for (const id of ids) if (!this.#ends.has(id)) this.#begin(id);
  }

  /** Begins anew with one that is watched: people were called, however long ago asking ended. */
  again(id: BuzzId): void {
    const end = this.#ends.get(id);
    if (!end) return;
    end.abort();
    this.#ends.delete(id);
    this.#begin(id);
  }

  #begin(id: BuzzId): void {
    const { records, clock, ask } = this.#parts;
    const record = records.get(id);
    if (!record) return;
    const end = new AbortController();
    this.#ends.set(id, end);
    const release = records.hold(id);
    const asked = async () => void (await ask(id));
    void watchReceipts({ record, clock, ask: asked, signal: end.signal }).finally(release);
  }
}
