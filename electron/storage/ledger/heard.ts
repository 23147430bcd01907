import type { WorkspaceId } from '../../contract/model/ids';
import { eventLifeMs, type Heard } from '../../core/feishu/heard';
import type { Hint } from '../../core/feishu/listen/events/read-event';
import type { HeardStore, KeptHeard } from '../../core/feishu/listen/heard-store';
import { hourMs } from '../../core/ports/clock';
import type { Prepare } from './statements';

/** What was heard, and the keys by which it is known again. A row stays until it was acted on and cannot come again. */
export const heardTables = `CREATE TABLE IF NOT EXISTS heard (
     id INTEGER PRIMARY KEY,
     workspace_id TEXT NOT NULL,
     at INTEGER NOT NULL,
     acted INTEGER NOT NULL DEFAULT 0,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX IF NOT EXISTS heard_waiting ON heard (id) WHERE acted = 0;
   CREATE INDEX IF NOT EXISTS heard_newest ON heard (workspace_id, at);
   CREATE TABLE IF NOT EXISTS heard_key (
     workspace_id TEXT NOT NULL,
     key TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (workspace_id, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX IF NOT EXISTS heard_key_at ON heard_key (at);`;

/**
 * Deletes what was heard before a time (ms since the epoch), with its keys; answers with how many. To be called in a transaction.
 *
 * @param what `acted`: only what was acted on; `all`: also what waits for a listener that was switched off
 */
export const dropHeard = (prepare: Prepare, before: number, what: 'acted' | 'all'): number => {
  const { changes } = prepare(`DELETE FROM heard WHERE at < ?${what === 'acted' ? ' AND acted = 1' : ''}`).run(before);
  prepare('DELETE FROM heard_key WHERE at < ?').run(before);
  return changes;
};

/** The next commit of the ledger, which writes take part in; `mayWait`: it may be some milliseconds later. */
type Join = <T>(write: () => T, mayWait: boolean) => Promise<T>;

/** Rows of a query; none once the ledger is closed. */
type Rows = <Row>(sql: string, ...values: (string | number)[]) => readonly Row[];

/** Keeps what was heard in the ledger's own file and commits, so that entries and what they came of never part. */
export class SqliteHeard implements HeardStore {
  readonly #prepare: Prepare;
  readonly #rows: Rows;
  readonly #join: Join;
  #droppedAt = 0;

  constructor(prepare: Prepare, rows: Rows, join: Join) {
    this.#prepare = prepare;
    this.#rows = rows;
    this.#join = join;
  }

  keep(workspaceId: WorkspaceId, hints: readonly Hint[], at: number): Promise<readonly KeptHeard[]> {
    return this.#join(() => {
      if (Math.abs(at - this.#droppedAt) > hourMs) {
        this.#droppedAt = at;
        dropHeard(this.#prepare, at - eventLifeMs, 'acted');
      }
      return hints.flatMap((hint) => this.#store(workspaceId, hint, at));
    }, false);
  }

  waiting(read: (body: string) => Heard | null): readonly KeptHeard[] {
    const rows = this.#rows<{ id: number; workspace_id: WorkspaceId; body: string }>(
      'SELECT id, workspace_id, body FROM heard WHERE acted = 0 ORDER BY id',
    );
    return rows.flatMap(({ id, workspace_id: workspaceId, body }) => {
      const heard = read(body);
      return heard ? [{ id, workspaceId, heard }] : [];
    });
  }

  acted(ids: readonly number[]): Promise<void> {
    return this.#join(() => {
      const note = this.#prepare('UPDATE heard SET acted = 1 WHERE id = ?');
      for (const id of ids) note.run(id);
    }, true);
  }

  lastAt(workspaceId: WorkspaceId): number | null {
    const newest = 'SELECT max(at) AS at FROM heard WHERE workspace_id = ?';
    const [row] = this.#rows<{ at: number | null }>(newest, workspaceId);
    return row?.at ?? null;
  }

  /** The hint, if none of its keys is known; its keys are known from now on in either case. */
  #store(workspaceId: WorkspaceId, { heard, keys }: Hint, at: number): readonly KeptHeard[] {
    const note = this.#prepare('INSERT OR IGNORE INTO heard_key (workspace_id, key, at) VALUES (?, ?, ?)');
    const noted = keys.map((key) => note.run(workspaceId, key, at).changes);
    if (noted.some((changes) => changes === 0)) return [];
    const row = 'INSERT INTO heard (workspace_id, at, body) VALUES (?, ?, ?)';
    const { lastInsertRowid } = this.#prepare(row).run(workspaceId, at, JSON.stringify(heard));
    return [{ id: Number(lastInsertRowid), workspaceId, heard }];
  }
}
