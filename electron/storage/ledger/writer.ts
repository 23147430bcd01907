import { randomBytes } from 'node:crypto';
import { problem } from '../../contract/advice/problem';
import { LedgerRefused } from '../../core/buzz/record/ledger';
import { isSamePlace } from './place';
import type { Prepare } from './statements';

/**
 * Lets one process write to a ledger, whatever became of the lock of the data folder. A process may write while the name
 * in the ledger is its own, or still the one that it found when it opened the file: then no other process has written
 * since, and what this one knows is all there is. With the first entry of another process it never may again. Asked
 * inside the transaction that writes, so no two processes are ever answered yes.
 */
export class Writer {
  readonly #prepare: Prepare;
  readonly #name = randomBytes(12).toString('hex');
  readonly #here: string;
  #expected: string;
  /** The file is a copy of the one that was last written to, and was not yet taken for an original. */
  isCopy: boolean;

  /** @param here the file's place (`placeOf`) */
  constructor(prepare: Prepare, here: string) {
    this.#prepare = prepare;
    this.#here = here;
    const { name, place } = this.#noted();
    this.#expected = name;
    this.isCopy = !isSamePlace(place, here);
  }

  /** To be called in a transaction, before it writes. Throws `LedgerRefused` when another process has written. */
  claim(): void {
    const { name, place } = this.#noted();
    if (name !== this.#expected) throw new LedgerRefused(problem('ledger-in-use'));
    if (name === this.#name) return;
    this.#note(this.isCopy ? place : this.#here);
  }

  /** To be called once the transaction is committed. */
  claimed(): void {
    this.#expected = this.#name;
  }

  /** Takes a copy for an original from now on. */
  adopt(): void {
    // Not written to so far, the first claim notes the place.
    this.#prepare('UPDATE writer SET place = ? WHERE name = ?').run(this.#here, this.#name);
    this.isCopy = false;
  }

  #noted(): { name: string; place: string } {
    const [row] = this.#prepare('SELECT name, place FROM writer').all() as { name: string; place: string }[];
    return row ?? { name: '', place: '' };
  }

  #note(place: string): void {
    this.#prepare('INSERT OR REPLACE INTO writer (only, name, place) VALUES (1, ?, ?)').run(this.#name, place);
  }
}
