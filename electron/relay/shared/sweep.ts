import type { WorkspaceId } from '../../contract/model/ids';
import { usageSince } from '../../core/buzz/record/paid-usage';
import { type Clock, dayMs } from '../../core/ports/clock';
import type { Database, Tx } from '../postgres/database';
import { forgetOlder } from '../postgres/forget-older';
import type { Shifts } from '../shifts/shifts';
import { forgetIncidents, withUnfinished } from './shared-incidents';

/** Workspaces in which something runs, climbs or waits. */
const busy = `SELECT workspace_id AS id FROM feishu_buzz.buzz WHERE armed OR reminding OR state = 'running'
  UNION SELECT workspace_id FROM feishu_buzz.inbox WHERE state IN ('waiting', 'taken')
  UNION ${withUnfinished}`;

export interface SweepDeps {
  db: Database;
  shifts: Pick<Shifts, 'wake' | 'withoutShift'>;
  clock: Clock;
  keepDays: number | null;
  /** A workspace with work had no shift: each is a fault of this program. */
  onStranded: (id: WorkspaceId) => void;
}

const isBusy = async (tx: Tx, id: WorkspaceId): Promise<boolean> =>
  (await tx.query(`SELECT FROM (${busy}) AS busy WHERE id = $1`, [id])).length > 0;

/** Looks for work without a shift, and gives it one; then deletes what is older than it is to be kept. */
export const sweep = async ({ db, shifts, clock, keepDays, onStranded }: SweepDeps): Promise<void> => {
  const ids = (await db.query<{ id: WorkspaceId }>(busy)).map(({ id }) => id);
  for (const id of await shifts.withoutShift(ids)) {
    // Asked in this order: a shift that ended in between has left no work behind.
    if (!(await isBusy(db, id))) continue;
    onStranded(id);
    await db.transaction((tx) => shifts.wake(tx, id, clock.now()));
  }
  const now = clock.now();
  await db.query('DELETE FROM feishu_buzz.watched WHERE until < $1', [now]);
  await db.query("DELETE FROM feishu_buzz.inbox WHERE state IN ('done', 'over') AND at < $1", [now - dayMs]);
  await forgetIncidents(db, now - 2 * dayMs, now - 15 * dayMs);
  if (keepDays !== null) await forgetOlder(db, now - keepDays * dayMs, new Set(), usageSince(now));
};
