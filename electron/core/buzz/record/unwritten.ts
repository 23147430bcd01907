import type { BuzzId } from '../../../contract/model/ids';
import type { LaterEntry } from '../send/run';

/** What happened and could not be written down, by its buzz and in its order. */
export class Unwritten {
  readonly #of = new Map<BuzzId, readonly LaterEntry[]>();

  ids(): readonly BuzzId[] {
    return [...this.#of.keys()];
  }

  has(id: BuzzId): boolean {
    return this.#of.has(id);
  }

  keep(id: BuzzId, entries: readonly LaterEntry[]): void {
    if (entries.length > 0) this.#of.set(id, [...(this.#of.get(id) ?? []), ...entries]);
  }

  /** Hands them out to be written before whatever comes next; whoever fails to keeps them again. */
  take(id: BuzzId): readonly LaterEntry[] {
    const entries = this.#of.get(id) ?? [];
    this.#of.delete(id);
    return entries;
  }
}
