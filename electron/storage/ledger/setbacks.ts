import type { Problem } from '../../contract/advice/problem';
import type { Channel, PaidChannel } from '../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Entry } from '../../core/buzz/record/entry';
import { endsByReading, type Setback, setbackIn, type UsedUp, usedUpIn } from '../../core/buzz/record/setback';
import type { Prepare } from './statements';

/** One row per person and workspace, while the last attempt to reach them is a failed one. */
export const setbackTable = `CREATE TABLE setback (
     workspace_id TEXT NOT NULL,
     person TEXT NOT NULL,
     at INTEGER NOT NULL,
     problem TEXT NOT NULL,
     PRIMARY KEY (workspace_id, person)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX setback_at ON setback (at);`;

/** One row per workspace and paid channel, while the last call over it was refused because the company's quota is used up. */
export const usedUpTable = `CREATE TABLE used_up (
     workspace_id TEXT NOT NULL,
     channel TEXT NOT NULL,
     at INTEGER NOT NULL,
     problem TEXT NOT NULL,
     PRIMARY KEY (workspace_id, channel)
   ) STRICT, WITHOUT ROWID;`;

const workspaceOf = "(SELECT json_extract(row, '$.workspaceId') FROM buzz WHERE id = ?)";

/** Keeps both tables in step with the entries, in the same commit. */
export class Setbacks {
  readonly #prepare: Prepare;
  /** Calls under way: the answer names only the people who were refused. */
  readonly #calls = new Map<string, { people: readonly string[]; channel: Channel }>();

  constructor(prepare: Prepare) {
    this.#prepare = prepare;
  }

  store(id: BuzzId, entry: Entry): void {
    if (entry.kind === 'calling') this.#calls.set(entry.call, entry);
    if (entry.kind === 'called') {
      const call = this.#calls.get(entry.call);
      const reached = (call?.people ?? []).filter((person) => !entry.invalid.includes(person));
      for (const person of reached) this.#forget(id, person);
      if (call && reached.length > 0) this.#works(id, call.channel);
    }
    if (entry.kind === 'receipts') for (const { key, at } of entry.read) this.#hasRead(id, key, at);
    const usedUp = usedUpIn(entry);
    if (usedUp) this.#isUsedUp(id, usedUp);
    if (entry.kind === 'called' || entry.kind === 'call-failed') this.#calls.delete(entry.call);
    const setback = setbackIn(entry);
    if (!setback) return;
    for (const person of setback.people) {
      this.#prepare(
        `INSERT OR REPLACE INTO setback (workspace_id, person, at, problem)
           VALUES (${workspaceOf}, ?, ?, ?)`,
      ).run(id, person, entry.at, JSON.stringify(setback.problem));
    }
  }

  list(workspaceId: WorkspaceId, since: number): readonly Setback[] {
    const rows = this.#prepare('SELECT person, at, problem FROM setback WHERE workspace_id = ? AND at >= ?').all(
      workspaceId,
      since,
    ) as { person: string; at: number; problem: string }[];
    return rows.map(({ person, at, problem }) => ({ personKey: person, at, problem: JSON.parse(problem) as Problem }));
  }

  usedUp(workspaceId: WorkspaceId, since: number): readonly UsedUp[] {
    const rows = this.#prepare('SELECT channel, at, problem FROM used_up WHERE workspace_id = ? AND at >= ?').all(
      workspaceId,
      since,
    ) as { channel: PaidChannel; at: number; problem: string }[];
    return rows.map((row) => ({ ...row, problem: JSON.parse(row.problem) as Problem }));
  }

  #forget(id: BuzzId, person: string): void {
    this.#prepare(`DELETE FROM setback WHERE person = ? AND workspace_id = ${workspaceOf}`).run(person, id);
  }

  #hasRead(id: BuzzId, person: string, at: number): void {
    const [row] = this.#prepare(
      `SELECT problem FROM setback WHERE person = ? AND at <= ? AND workspace_id = ${workspaceOf}`,
    ).all(person, at, id) as { problem: string }[];
    if (row && endsByReading(JSON.parse(row.problem) as Problem)) this.#forget(id, person);
  }

  #isUsedUp(id: BuzzId, { channel, at, problem }: UsedUp): void {
    this.#prepare(
      `INSERT OR REPLACE INTO used_up (workspace_id, channel, at, problem) VALUES (${workspaceOf}, ?, ?, ?)`,
    ).run(id, channel, at, JSON.stringify(problem));
  }

  #works(id: BuzzId, channel: Channel): void {
    this.#prepare(`DELETE FROM used_up WHERE channel = ? AND workspace_id = ${workspaceOf}`).run(channel, id);
  }
}
