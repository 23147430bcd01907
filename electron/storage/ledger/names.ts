import type Database from 'libsql';
import type { WorkspaceId } from '../../contract/model/ids';
import { type Confirmed, readEntry } from '../../core/buzz/record/entry';
import { isNameless } from '../../core/directory/who/known-names';

/** One row per person and workspace: the name that their last buzz had for them. */
const nameTable = `CREATE TABLE name (
     workspace_id TEXT NOT NULL,
     person TEXT NOT NULL,
     at INTEGER NOT NULL,
     name TEXT NOT NULL,
     PRIMARY KEY (workspace_id, person)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX name_at ON name (at);`;

/** Makes the table, and fills it from the entries of an older ledger, the oldest first. */
export const makeNames = (db: Database.Database): void => {
  db.exec(nameTable);
  const first = db.prepare('SELECT body FROM entry WHERE buzz_id = ? ORDER BY seq LIMIT 1');
  for (const { id } of db.prepare('SELECT id FROM buzz ORDER BY created_at, rowid').all() as { id: string }[]) {
    const [row] = first.all(id) as { body: string }[];
    const entry = row ? readEntry(row.body) : null;
    if (entry?.kind === 'confirmed') storeNames(db, entry);
  }
};

/** Keeps the table in step with the entries, in the same commit. */
export const storeNames = (db: Database.Database, { workspaceId, at, people }: Confirmed): void => {
  const named = people.filter(({ id, name }) => id !== null && name !== id && !isNameless({ name }));
  if (named.length === 0) return;
  // One statement for all of them: a fan-out waits for this.
  db.prepare(
    `INSERT OR REPLACE INTO name (workspace_id, person, at, name)
     SELECT ?, json_extract(value, '$[0]'), ?, json_extract(value, '$[1]') FROM json_each(?)`,
  ).run(workspaceId, at, JSON.stringify(named.map(({ key, name }) => [key, name])));
};

/** The name of the person of one of these keys, the first that has one. */
export const nameOf = (db: Database.Database, id: WorkspaceId, keys: readonly string[]): string | undefined => {
  const find = db.prepare('SELECT name FROM name WHERE workspace_id = ? AND person = ?');
  for (const key of keys) {
    const [row] = find.all(id, key) as { name: string }[];
    if (row) return row.name;
  }
  return undefined;
};
