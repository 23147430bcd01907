import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import { type Clock, systemClock } from '../../core/ports/clock';
import type { Database, Tx } from '../postgres/database';
import type { Shifts } from '../shifts/shifts';

/** Time between two looks for boards that have changed (ms). */
const lookMs = 500;
/** Time for which a board that is looked at keeps its workspace busy, and between two words of it (ms). */
const watchMs = 15_000;
const againMs = 5_000;

interface Changed {
  id: BuzzId;
  workspaceId: WorkspaceId;
  changed: string;
}

/**
 * The boards changed by transactions from this one on, and the oldest transaction that may still change one without having
 * been seen. A number that only counts up would miss what was begun earlier and committed later.
 */
const changedSince = async (tx: Tx, horizon: string): Promise<{ horizon: string; boards: readonly Changed[] }> => {
  const [row] = await tx.query<{ horizon: string; boards: Changed[] }>(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, COALESCE(
       (SELECT json_agg(json_build_object('id', id, 'workspaceId', workspace_id, 'changed', changed::text) ORDER BY changed)
        FROM feishu_buzz.buzz WHERE changed >= $1::xid8), '[]') AS boards`,
    [horizon],
  );
  return row ?? { horizon, boards: [] };
};

/**
 * The boards of these workspaces that were changed by transactions from this one on; null: more than so many, or it is of a
 * history that this database has not.
 */
export const boardsSince = async (
  tx: Tx,
  mark: string,
  workspaces: ReadonlySet<WorkspaceId>,
  most: number,
): Promise<readonly BuzzId[] | null> => {
  const rows = await tx.query<{ id: BuzzId | null; known: boolean }>(
    `SELECT id, $1::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) AS known FROM (SELECT) AS one LEFT JOIN
       (SELECT id, changed FROM feishu_buzz.buzz WHERE changed >= $1::xid8 AND workspace_id = ANY($2) ORDER BY changed LIMIT $3) AS boards
       ON true ORDER BY changed`,
    [mark, [...workspaces], most + 1],
  );
  const ids = rows.flatMap(({ id }) => id ?? []);
  return rows[0]?.known && ids.length <= most ? ids : null;
};

/**
 * Tells which boards have changed, whichever process changed them. Each change once, at most half a second late, with a mark:
 * what transactions before it have changed was told before.
 */
export const followBoards = async (
  db: Database,
  tell: (board: { id: BuzzId; workspaceId: WorkspaceId }, mark: string) => void,
  onFailure: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> => {
  const closing = new AbortController();
  const [start] = await db.query<{ horizon: string }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon',
  );
  let horizon = start?.horizon ?? '0';
  let told = new Set<string>();
  const look = async (): Promise<void> => {
    const found = await changedSince(db, horizon);
    const now = found.boards.map(({ id, changed }) => `${id} ${changed}`);
    found.boards.forEach((board, at) => {
      if (!told.has(now[at] ?? '')) tell(board, horizon);
    });
    told = new Set(now);
    horizon = found.horizon;
  };
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await look().catch(onFailure);
      await systemClock.sleep(lookMs, closing.signal).catch(() => undefined);
    }
  };
  const running = run();
  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
};

/** Lets the owner of a workspace know which boards are looked at here, as long as they are. */
export const shareWatched = (deps: {
  db: Database;
  shifts: Pick<Shifts, 'wake'>;
  clock: Clock;
  onFailure: (error: unknown) => void;
}): { watch: (ids: readonly BuzzId[]) => void; close(): void } => {
  const { db, shifts, clock, onFailure } = deps;
  let ids: readonly BuzzId[] = [];
  const note = async (): Promise<void> => {
    const now = clock.now();
    for (const id of ids) {
      await db.transaction(async (tx) => {
        const [row] = await tx.query<{ workspace: WorkspaceId }>(
          `INSERT INTO feishu_buzz.watched (buzz_id, workspace_id, until)
           SELECT id, workspace_id, $2 FROM feishu_buzz.buzz WHERE id = $1
           ON CONFLICT (buzz_id) DO UPDATE SET until = GREATEST(watched.until, excluded.until)
           RETURNING workspace_id AS workspace`,
          [id, now + watchMs],
        );
        if (row) await shifts.wake(tx, row.workspace, now);
      });
    }
  };
  const timer = setInterval(() => void note().catch(onFailure), againMs);
  timer.unref();
  return {
    watch: (seen) => {
      ids = seen;
      void note().catch(onFailure);
    },
    close: () => clearInterval(timer),
  };
};
