import type Database from 'libsql';
import type { Problem } from '../../contract/advice/problem';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Entry } from '../../core/buzz/record/entry';
import { type Setback, setbackIn } from '../../core/buzz/record/setback';

/** One row per person and workspace, while the last attempt to reach them is a failed one. */
export const setbackTable = `CREATE TABLE setback (
     workspace_id TEXT NOT NULL,
     person TEXT NOT NULL,
     at INTEGER NOT NULL,
     problem TEXT NOT NULL,
     PRIMARY KEY (workspace_id, person)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX setback_at ON setback (at);`;

/** Keeps the table in step with the entries, in the same commit. */
export class Setbacks {
  readonly #db: Database.Database;
  /** People of calls under way: the answer names only those who were refused. */
  readonly #calls = new Map<string, readonly string[]>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  store(id: BuzzId, entry: Entry): void {
    if (entry.kind === 'calling') this.#calls.set(entry.call, entry.people);
    if (entry.kind === 'called') {
      const reached = (this.#calls.get(entry.call) ?? []).filter((person) => !entry.invalid.includes(person));
      for (const person of reached) this.#forget(id, person);
    }
    if (entry.kind === 'called' || entry.kind === 'call-failed') this.#calls.delete(entry.call);
    const setback = setbackIn(entry);
    if (!setback) return;
    for (const person of setback.people) {
      this.#db
        .prepare(
          `INSERT OR REPLACE INTO setback (workspace_id, person, at, problem)
           VALUES ((SELECT json_extract(row, '$.workspaceId') FROM buzz WHERE id = ?), ?, ?, ?)`,
        )
        .run(id, person, entry.at, JSON.stringify(setback.problem));
    }
  }

  list(workspaceId: WorkspaceId, since: number): readonly Setback[] {
    const rows = this.#db
      .prepare('SELECT person, at, problem FROM setback WHERE workspace_id = ? AND at >= ?')
      .all(workspaceId, since) as { person: string; at: number; problem: string }[];
    return rows.map(({ person, at, problem }) => ({ personKey: person, at, problem: JSON.parse(problem) as Problem }));
  }

  #forget(id: BuzzId, person: string): void {
    this.#db
      .prepare(
        `DELETE FROM setback WHERE person = ?
         AND workspace_id = (SELECT json_extract(row, '$.workspaceId') FROM buzz WHERE id = ?)`,
      )
      .run(person, id);
  }
}
