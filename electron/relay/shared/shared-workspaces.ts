import type { WorkspaceId } from '../../contract/model/ids';
import type { Database, Tx } from '../postgres/database';
import type { NamedWorkspace } from '../program/open-parts';

/** A database on another line of history than the one that is noted was restored, or a replica that took over. */
const timelineNow = `(SELECT system_identifier::text FROM pg_control_system()) || ':' ||
  (SELECT timeline_id::text FROM pg_control_checkpoint())`;

/** Another workspace of this database has the app already: their limits are Feishu's limits for one app. */
export class AppTaken extends Error {
  readonly workspace: NamedWorkspace;

  constructor(workspace: NamedWorkspace) {
    super('app taken');
    this.workspace = workspace;
  }
}

/** Notes the workspaces that this process serves. Throws `AppTaken` where two of them would share an app. */
export const registerWorkspaces = (db: Database, workspaces: readonly NamedWorkspace[]): Promise<void> =>
  db.transaction(async (tx) => {
    for (const workspace of workspaces) {
      const app = `${workspace.baseUrl} ${workspace.appId}`.toLowerCase();
      const taken = await tx.query('SELECT id FROM feishu_buzz.workspace WHERE app = $2 AND id <> $1', [
        workspace.id,
        app,
      ]);
      if (taken.length > 0) throw new AppTaken(workspace);
      await tx.query(
        `INSERT INTO feishu_buzz.workspace (id, app, timeline) VALUES ($1, $2, ${timelineNow})
         ON CONFLICT (id) DO UPDATE SET app = excluded.app`,
        [workspace.id, app],
      );
    }
  });

/** True if the database has a history that this workspace's last owner did not see: what was called meanwhile may be forgotten. */
export const isRestored = async (tx: Tx, id: WorkspaceId): Promise<boolean> => {
  const [row] = await tx.query<{ other: boolean }>(
    `SELECT timeline <> ${timelineNow} AS other FROM feishu_buzz.workspace WHERE id = $1`,
    [id],
  );
  return row?.other ?? false;
};

/** Takes the database's history for the workspace's own from now on. */
export const acceptTimeline = async (tx: Tx, id: WorkspaceId): Promise<void> => {
  await tx.query(`UPDATE feishu_buzz.workspace SET timeline = ${timelineNow} WHERE id = $1`, [id]);
};
