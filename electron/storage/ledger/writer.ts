import { randomBytes } from 'node:crypto';
import type Database from 'libsql';
import { problem } from '../../contract/advice/problem';
import { LedgerRefused } from '../../core/buzz/record/ledger';

/**
 * Lets one process write to a ledger, whatever became of the lock of the data folder. A process may write while the name
 * in the ledger is its own, or still the one that it found when it opened the file: then no other process has written
 * since, and what this one knows is all there is. With the first entry of another process it never may again. Asked
 * inside the transaction that writes, so no two processes are ever answered yes.
 */
export class Writer {
  readonly #db: Database.Database;
  readonly #name = randomBytes(12).toString('hex');
  #expected: string;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#expected = this.#written();
  }

  /** To be called in a transaction, before it writes. Throws `LedgerRefused` when another process has written. */
  claim(): void {
    if (this.#written() !== this.#expected) throw new LedgerRefused(problem('ledger-in-use'));
    if (this.#expected === this.#name) return;
    this.#db.prepare('INSERT OR REPLACE INTO writer (only, name) VALUES (1, ?)').run(this.#name);
  }

  /** To be called once the transaction is committed. */
  claimed(): void {
    this.#expected = this.#name;
  }

  #written(): string {
    const [row] = this.#db.prepare('SELECT name FROM writer').all() as { name: string }[];
    return row?.name ?? '';
  }
}
