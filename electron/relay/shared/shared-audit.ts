import type { BuzzId } from '../../contract/model/ids';
import { dayMs, hourMs } from '../../core/ports/clock';
import type { Tx } from '../postgres/database';
import type { StoredToken } from '../tokens/token';
import type { AuditLine } from '../wishes/audit';
import { Budgets, type Spent } from '../wishes/budgets';

/** Notes what a token does, in the transaction that has it done. */
export const noteAudit = async (tx: Tx, line: AuditLine): Promise<void> => {
  const { at, token, does, workspace, buzz, digest = null, key = null, paid = 0, hook = null } = line;
  await tx.query(
    `INSERT INTO feishu_buzz.audit (at, token, does, workspace_id, buzz_id, digest, key, paid, hook)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [at, token, does, workspace, buzz, digest, key, paid, hook],
  );
};

/**
 * Counts a use against the ceilings of its token and notes it, for all processes together; with an answer it is beyond one,
 * and noted nowhere. A wish that was counted before it was cut off is not counted twice.
 */
export const spend = async (
  tx: Tx,
  token: Pick<StoredToken, 'id' | 'buzzesPerHour' | 'paidPerHour'>,
  line: AuditLine,
): Promise<Spent | null> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7491))', [token.id]);
  const isBuzz = line.does === 'buzz' || line.does === 'adopt';
  if (isBuzz) {
    const sql = 'SELECT 1 FROM feishu_buzz.audit WHERE token = $1 AND buzz_id = $2 AND does = $3';
    if ((await tx.query(sql, [token.id, line.buzz, line.does])).length > 0) return null;
  }
  const uses = await tx.query<{ at: number; token: string; paid: number }>(
    `SELECT at, token, paid FROM feishu_buzz.audit
     WHERE token = $1 AND at > $2 AND (does IN ('buzz', 'adopt') OR (does = 'continue' AND paid > 0)) ORDER BY at`,
    [token.id, line.at - hourMs],
  );
  const { paid = 0 } = line;
  const clock = { now: () => line.at, sleep: async () => undefined };
  const spent = isBuzz || paid > 0 ? new Budgets(clock, uses).spent(token, paid) : null;
  if (!spent) await noteAudit(tx, line);
  return spent;
};

/** Tells whether the release of this buzz was asked for. */
export const isReleased = async (tx: Tx, id: BuzzId): Promise<boolean> =>
  (await tx.query("SELECT FROM feishu_buzz.audit WHERE buzz_id = $1 AND does = 'release' LIMIT 1", [id])).length > 0;

/** What a key was used for within a day; null: nothing. */
export const knownKey = async (
  tx: Tx,
  token: string,
  key: string,
  now: number,
): Promise<{ digest: string; buzz: BuzzId } | null> => {
  const [row] = await tx.query<{ digest: string; buzz: BuzzId }>(
    `SELECT digest, buzz_id AS buzz FROM feishu_buzz.audit
     WHERE token = $1 AND key = $2 AND at > $3 AND does IN ('buzz', 'same') ORDER BY seq DESC LIMIT 1`,
    [token, key, now - dayMs],
  );
  return row ?? null;
};
