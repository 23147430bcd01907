import { z } from 'zod';
import { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Incident, IncidentChange } from './incident';

/** Where incidents are kept. Each change is on disk when it resolves; one process at a time changes those of a workspace. */
export interface IncidentStore {
  /** The open incident of a key. */
  find(workspaceId: WorkspaceId, hook: string, key: string): Promise<Incident | null>;
  /** The open incidents of a key, whoever told of them, the newest first. */
  findAny(workspaceId: WorkspaceId, key: string): Promise<readonly Incident[]>;
  /** False: one of its key is open. */
  insert(incident: Incident): Promise<boolean>;
  change(id: string, change: IncidentChange): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those that a webhook opened after this time, the newest first. */
  since(workspaceId: WorkspaceId, hook: string, at: number): Promise<readonly Incident[]>;
  /** Those that share a buzz, the newest first. */
  ofBuzz(buzz: BuzzId): Promise<readonly Incident[]>;
  /** Those whose end is not done, and the storms with something to tell. */
  unfinished(workspaceId: WorkspaceId): Promise<readonly Incident[]>;
  /** Deletes what ended, and what was not heard of, before a time. */
  forget(workspaceId: WorkspaceId, endedBefore: number, heardBefore: number): Promise<void>;
}

/** Runs a statement with places `$1`, `$2` …; its rows. What changes is on disk when it resolves. */
export type RunSql = (sql: string, values: readonly (string | number | null)[]) => Promise<readonly object[]>;

/** The table, for both databases; `$table` is its name. Truth values are 0 and 1, times ms since the epoch. */
export const incidentTable = [
  `CREATE TABLE $table (
     id text PRIMARY KEY,
     workspace_id text NOT NULL, hook text NOT NULL, key text NOT NULL,
     kind text NOT NULL, title text NOT NULL, buzz_id text NOT NULL,
     made integer NOT NULL, opened_at bigint NOT NULL, heard_at bigint NOT NULL, seen bigint NOT NULL,
     closed_at bigint, done integer NOT NULL, reply text,
     told bigint NOT NULL, telling bigint, tell_at bigint NOT NULL
   )`,
  'CREATE UNIQUE INDEX incident_open ON $table (workspace_id, hook, key) WHERE closed_at IS NULL',
  'CREATE INDEX incident_opened ON $table (workspace_id, hook, opened_at)',
  'CREATE INDEX incident_buzz ON $table (buzz_id)',
  'CREATE INDEX incident_unfinished ON $table (workspace_id) WHERE closed_at IS NOT NULL AND done = 0',
];

/** Which incidents have something left to do, apart from those that are open. `$table` is the table. */
export const unfinishedWhere = `(closed_at IS NOT NULL AND done = 0 OR kind = 'storm' AND (telling IS NOT NULL OR told <
  (SELECT count(*) FROM $table AS other WHERE other.buzz_id = incident.buzz_id AND other.kind = 'folded')))`;

const flag = z.coerce.number().transform((value) => value !== 0);
const Row = z
  .object({
    id: z.string(),
    workspace_id: WorkspaceId,
    hook: z.string(),
    key: z.string(),
    kind: z.enum(['own', 'storm', 'folded']),
    title: z.string(),
    buzz_id: BuzzId,
    made: flag,
    opened_at: z.coerce.number(),
    heard_at: z.coerce.number(),
    seen: z.coerce.number(),
    closed_at: z.coerce.number().nullable(),
    done: flag,
    reply: z.string().nullable(),
    told: z.coerce.number(),
    telling: z.coerce.number().nullable(),
    tell_at: z.coerce.number(),
  })
  .transform(
    (row): Incident => ({
      id: row.id,
      workspaceId: row.workspace_id,
      hook: row.hook,
      key: row.key,
      kind: row.kind,
      title: row.title,
      buzz: row.buzz_id,
      made: row.made,
      openedAt: row.opened_at,
      heardAt: row.heard_at,
      seen: row.seen,
      closedAt: row.closed_at,
      done: row.done,
      reply: row.reply,
      told: row.told,
      telling: row.telling,
      tellAt: row.tell_at,
    }),
  );

const columns = {
  id: 'id',
  workspaceId: 'workspace_id',
  hook: 'hook',
  key: 'key',
  kind: 'kind',
  title: 'title',
  buzz: 'buzz_id',
  made: 'made',
  openedAt: 'opened_at',
  heardAt: 'heard_at',
  seen: 'seen',
  closedAt: 'closed_at',
  done: 'done',
  reply: 'reply',
  told: 'told',
  telling: 'telling',
  tellAt: 'tell_at',
} as const satisfies Record<keyof Incident, string>;

const names = Object.keys(columns) as (keyof Incident)[];
const stored = (value: Incident[keyof Incident]): string | number | null =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'string' ? value.replaceAll('\0', '') : value;

/** Most incidents that are looked at together. */
const most = 5000;

/** Keeps incidents in a table of either database. */
export const sqlIncidents = (run: RunSql, table: string): IncidentStore => {
  const rows = async (where: string, values: readonly (string | number | null)[]): Promise<readonly Incident[]> => {
    const sql = `SELECT * FROM ${table} AS incident WHERE ${where.replaceAll('$table', table)} ORDER BY opened_at DESC, id LIMIT ${most}`;
    return (await run(sql, values)).flatMap((row) => Row.safeParse(row).data ?? []);
  };
  return {
    find: async (...key) =>
      (await rows('workspace_id = $1 AND hook = $2 AND key = $3 AND closed_at IS NULL', key))[0] ?? null,
    findAny: (...key) => rows('workspace_id = $1 AND key = $2 AND closed_at IS NULL', key),
    insert: async (incident) => {
      const places = names.map((_, at) => `$${at + 1}`).join(', ');
      const added = await run(
        `INSERT INTO ${table} (${names.map((name) => columns[name]).join(', ')}) VALUES (${places})
         ON CONFLICT DO NOTHING RETURNING id`,
        names.map((name) => stored(incident[name])),
      );
      return added.length > 0;
    },
    change: async (id, change) => {
      const changed = (Object.keys(change) as (keyof IncidentChange)[]).filter((name) => change[name] !== undefined);
      const sets = changed.map((name, at) => `${columns[name]} = $${at + 2}`).join(', ');
      const values = changed.map((name) => stored(change[name] ?? null));
      if (changed.length > 0) await run(`UPDATE ${table} SET ${sets} WHERE id = $1`, [id, ...values]);
    },
    remove: async (id) => {
      await run(`DELETE FROM ${table} WHERE id = $1`, [id]);
    },
    since: (...since) => rows('workspace_id = $1 AND hook = $2 AND opened_at > $3', since),
    ofBuzz: (buzz) => rows('buzz_id = $1', [buzz]),
    unfinished: (workspaceId) => rows(`workspace_id = $1 AND ${unfinishedWhere}`, [workspaceId]),
    forget: async (...before) => {
      const ended = 'done = 1 AND closed_at < $2 OR heard_at < $3';
      await run(`DELETE FROM ${table} WHERE workspace_id = $1 AND (${ended})`, before);
    },
  };
};
