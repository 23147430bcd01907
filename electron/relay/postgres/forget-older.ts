import type { BuzzId } from '../../contract/model/ids';
import type { Database } from './database';

/**
 * Deletes settled buzzes made before `before` from all tables, other than `kept`. Paid calls at or after `countedSince` are
 * still counted (both ms since the epoch). The server's own log and backups keep what they have until they expire.
 */
export const forgetOlder = (
  db: Database,
  before: number,
  kept: ReadonlySet<BuzzId>,
  countedSince: number,
): Promise<readonly BuzzId[]> =>
  db.transaction(async (tx) => {
    const gone = await tx.query<{ id: BuzzId }>(
      `DELETE FROM feishu_buzz.buzz WHERE created_at < $1 AND state <> 'running' AND NOT armed AND NOT reminding AND id <> ALL($2)
       RETURNING id`,
      [before, [...kept]],
    );
    const ids = gone.map(({ id }) => id);
    await tx.query('DELETE FROM feishu_buzz.entry WHERE buzz_id = ANY($1)', [ids]);
    await tx.query('DELETE FROM feishu_buzz.paid WHERE at < $1', [Math.min(before, countedSince)]);
    await tx.query('DELETE FROM feishu_buzz.setback WHERE at < $1', [before]);
    await tx.query('DELETE FROM feishu_buzz.used_up WHERE at < $1', [before]);
    await tx.query('DELETE FROM feishu_buzz.name WHERE at < $1', [before]);
    await tx.query("DELETE FROM feishu_buzz.inbox WHERE state NOT IN ('waiting', 'taken') AND at < $1", [before]);
    return ids;
  });
