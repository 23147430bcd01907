import type { WorkspaceId } from '../../contract/model/ids';
import { type IncidentStore, type RunSql, sqlIncidents, unfinishedWhere } from '../incidents/incident-store';
import type { Tx } from '../postgres/database';
import type { RelayLedger } from '../postgres/pg-ledger';

const table = 'feishu_buzz.incident';

/** The incidents of a workspace for the process that acts for it: each change is written under its claim, as its ledger is. */
export const sharedIncidents = (db: Tx, ledger: Pick<RelayLedger, 'join'>): IncidentStore => {
  const run: RunSql = async (sql, values) => {
    if (sql.startsWith('SELECT')) return db.query(sql, values);
    let rows: readonly object[] = [];
    await ledger.join(async (tx) => {
      rows = await tx.query(sql, values);
    });
    return rows;
  };
  return sqlIncidents(run, table);
};

const unfinished = unfinishedWhere.replaceAll('$table', table);

/** Workspaces whose incidents have something left to do, as a statement. */
export const withUnfinished = `SELECT workspace_id FROM ${table} AS incident WHERE ${unfinished}`;

/** Time at which the incidents of a workspace have to be looked at (ms since the epoch); null: never. */
export const incidentsDue = async (tx: Tx, workspaceId: WorkspaceId): Promise<number | null> => {
  const [row] = await tx.query<{ at: number | null }>(
    `SELECT min(CASE WHEN kind = 'storm' AND done = 0 AND closed_at IS NULL AND telling IS NULL THEN tell_at ELSE 0 END) AS at
     FROM ${table} AS incident WHERE workspace_id = $1 AND ${unfinished}`,
    [workspaceId],
  );
  return row?.at ?? null;
};

/** Deletes what ended, and what was not heard of, before a time. */
export const forgetIncidents = async (tx: Tx, endedBefore: number, heardBefore: number): Promise<void> => {
  await tx.query(`DELETE FROM ${table} WHERE done = 1 AND closed_at < $1 OR heard_at < $2`, [endedBefore, heardBefore]);
};
