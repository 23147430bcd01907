import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Entry } from '../../core/buzz/record/entry';
import type { Summary } from '../../core/buzz/record/ledger';
import { bitsOf } from '../../storage/ledger/search-index';
import type { Tx } from './database';
import type { Changes } from './image';
import { searchedIn } from './search-words';

/** What one commit writes. */
export interface Batch {
  workspaceId: WorkspaceId;
  /** In the order in which they were appended. */
  written: readonly { id: BuzzId; entries: readonly Entry[] }[];
  /** The newest summary of each buzz. */
  summaries: ReadonlyMap<BuzzId, Summary>;
  changes: Changes;
}

/** PostgreSQL's text has no NUL; JSON writes it as six characters. */
const json = (value: unknown): string => JSON.stringify(value);

/** Writes a batch. One statement for each table, however many rows it has: a fan-out waits for this. */
export const writeBatch = async (tx: Tx, batch: Batch): Promise<void> => {
  await writeBuzzes(tx, batch);
  await writeEntries(tx, batch);
  await writePaid(tx, batch);
  await writeSetbacks(tx, batch);
  await writeUsedUp(tx, batch);
  await writeNames(tx, batch);
};

const writeBuzzes = async (tx: Tx, { workspaceId, summaries, changes, written }: Batch): Promise<void> => {
  if (summaries.size === 0) return;
  const ids = [...summaries.keys()];
  const all = [...summaries.values()];
  await tx.query(
    `INSERT INTO feishu_buzz.buzz (workspace_id, id, created_at, state, outcomes, row, armed, reminding, changed)
     SELECT $1, id, created_at, state, outcomes, row, COALESCE(armed, false), reminding, pg_current_xact_id()
     FROM unnest($2::text[], $3::bigint[], $4::text[], $5::integer[], $6::text[], $7::boolean[], $8::boolean[])
       AS new (id, created_at, state, outcomes, row, armed, reminding)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, row = excluded.row, outcomes = excluded.outcomes,
       reminding = excluded.reminding, changed = excluded.changed`,
    [
      workspaceId,
      ids,
      all.map(({ row }) => row.createdAt),
      all.map(({ row }) => row.state),
      all.map(({ outcomes }) => bitsOf(outcomes)),
      all.map(({ row }) => json(row)),
      ids.map((id) => changes.armed.get(id) ?? null),
      all.map(({ reminding }) => reminding),
    ],
  );
  const armed = [...changes.armed];
  if (armed.length > 0) {
    await tx.query(
      `UPDATE feishu_buzz.buzz SET armed = new.armed
       FROM unnest($1::text[], $2::boolean[]) AS new (id, armed) WHERE buzz.id = new.id`,
      [armed.map(([id]) => id), armed.map(([, value]) => value)],
    );
  }
  for (const { id, entries } of written) {
    for (const entry of entries) {
      if (entry.kind !== 'confirmed') continue;
      const { words, phrase } = searchedIn(entry);
      await tx.query('UPDATE feishu_buzz.buzz SET words = $2, phrase = $3 WHERE id = $1', [id, words, phrase]);
    }
  }
};

const writeEntries = async (tx: Tx, { workspaceId, written }: Batch): Promise<void> => {
  const rows = written.flatMap(({ id, entries }) => entries.map((entry) => ({ id, entry })));
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO feishu_buzz.entry (workspace_id, buzz_id, at, body)
     SELECT $1, id, at, body FROM unnest($2::text[], $3::bigint[], $4::text[]) WITH ORDINALITY AS new (id, at, body, place)
     ORDER BY place`,
    [workspaceId, rows.map(({ id }) => id), rows.map(({ entry }) => entry.at), rows.map(({ entry }) => json(entry))],
  );
};

const writePaid = async (tx: Tx, { workspaceId, changes }: Batch): Promise<void> => {
  const all = [...changes.paid.values()];
  const gone = all.filter(({ row }) => row === null);
  const kept = all.flatMap(({ row }) => row ?? []);
  if (gone.length > 0) {
    await tx.query(
      `DELETE FROM feishu_buzz.paid USING unnest($2::text[], $3::text[]) AS gone (call, person)
       WHERE workspace_id = $1 AND paid.call = gone.call AND paid.person = gone.person`,
      [workspaceId, gone.map(({ call }) => call), gone.map(({ person }) => person)],
    );
  }
  if (kept.length === 0) return;
  await tx.query(
    `INSERT INTO feishu_buzz.paid (workspace_id, call, person, channel, at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[])
     ON CONFLICT (workspace_id, call, person) DO UPDATE SET channel = excluded.channel, at = excluded.at`,
    [
      workspaceId,
      kept.map(({ call }) => call),
      kept.map(({ personKey }) => personKey),
      kept.map(({ channel }) => channel),
      kept.map(({ at }) => at),
    ],
  );
};

const writeSetbacks = async (tx: Tx, { workspaceId, changes }: Batch): Promise<void> => {
  const gone = [...changes.setbacks].flatMap(([key, setback]) => (setback === null ? [key] : []));
  const kept = [...changes.setbacks.values()].flatMap((setback) => setback ?? []);
  if (gone.length > 0) {
    await tx.query('DELETE FROM feishu_buzz.setback WHERE workspace_id = $1 AND person = ANY($2)', [workspaceId, gone]);
  }
  if (kept.length === 0) return;
  await tx.query(
    `INSERT INTO feishu_buzz.setback (workspace_id, person, at, problem)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[])
     ON CONFLICT (workspace_id, person) DO UPDATE SET at = excluded.at, problem = excluded.problem`,
    [
      workspaceId,
      kept.map(({ personKey }) => personKey),
      kept.map(({ at }) => at),
      kept.map(({ problem }) => json(problem)),
    ],
  );
};

const writeUsedUp = async (tx: Tx, { workspaceId, changes }: Batch): Promise<void> => {
  for (const [channel, usedUp] of changes.usedUp) {
    if (usedUp === null) {
      await tx.query('DELETE FROM feishu_buzz.used_up WHERE workspace_id = $1 AND channel = $2', [
        workspaceId,
        channel,
      ]);
      continue;
    }
    await tx.query(
      `INSERT INTO feishu_buzz.used_up (workspace_id, channel, at, problem) VALUES ($1, $2, $3, $4)
       ON CONFLICT (workspace_id, channel) DO UPDATE SET at = excluded.at, problem = excluded.problem`,
      [workspaceId, channel, usedUp.at, json(usedUp.problem)],
    );
  }
};

const writeNames = async (tx: Tx, { workspaceId, changes }: Batch): Promise<void> => {
  if (changes.names.size === 0) return;
  const names = [...changes.names];
  await tx.query(
    `INSERT INTO feishu_buzz.name (workspace_id, person, at, name)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[])
     ON CONFLICT (workspace_id, person) DO UPDATE SET at = excluded.at, name = excluded.name`,
    [
      workspaceId,
      names.map(([key]) => key),
      names.map(([, { at }]) => at),
      names.map(([, { name }]) => name.replaceAll('\0', '')),
    ],
  );
};
