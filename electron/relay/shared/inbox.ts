import { z } from 'zod';
import type { Problem } from '../../contract/advice/problem';
import { Gesture } from '../../contract/model/channel';
import { BuzzId, type WorkspaceId } from '../../contract/model/ids';
import { boardActions, Right, Wish } from '../../contract/relay';
import { Entry } from '../../core/buzz/record/entry';
import { parseJson } from '../../core/text/read-text';
import type { Tx } from '../postgres/database';
import { AlarmWish } from '../wishes/alarm-wish';
import type { Spent } from '../wishes/budgets';

/** Time for which a wish waits for the process that acts for its workspace (ms). After that it is never carried out. */
export const wishLifeMs = 60_000;
/** Time after which one that was taken up by a process that died is not carried out either (ms). */
export const takenLifeMs = 2 * wishLifeMs;

/** Of a token only what its ceilings take. */
const InboxToken = z.strictObject({
  id: z.string(),
  buzzesPerHour: z.number().nullable(),
  paidPerHour: z.number().nullable(),
});

/** What a process that was called passes on to the one that acts. */
export const InboxWish = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('buzz'),
    wish: Wish,
    token: InboxToken,
    mayPay: z.boolean(),
    digest: z.string(),
    key: z.string().nullable(),
    asker: z.string(),
    locale: z.enum(['zh-CN', 'en-US']),
  }),
  z.strictObject({ kind: z.literal('alarm'), alarm: AlarmWish, token: InboxToken, digest: z.string() }),
  z.strictObject({ kind: z.literal('act'), action: z.enum(boardActions), buzz: BuzzId }),
  z.strictObject({ kind: z.literal('continue'), gesture: Gesture, buzz: BuzzId }),
  z.strictObject({
    kind: z.literal('adopt'),
    entries: z.array(Entry),
    skew: z.number(),
    token: InboxToken,
    digest: z.string(),
  }),
  z.strictObject({ kind: z.literal('release'), buzz: BuzzId }),
]);
export type InboxWish = z.infer<typeof InboxWish>;

const StoredProblem = z.custom<Problem>((value) => typeof value === 'object' && value !== null && 'advice' in value);

/** What came of it, for the process that was called. The board it reads itself. */
export const InboxAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('made'), buzz: BuzzId, repeated: z.boolean() }),
  z.strictObject({
    kind: z.literal('printed'),
    printed: z.object({ code: z.number().nullable(), message: z.string(), advice: z.string() }),
  }),
  z.strictObject({ kind: z.literal('problem'), problem: StoredProblem }),
  z.strictObject({
    kind: z.literal('spent'),
    spent: z.custom<Spent>((value) => typeof value === 'object' && value !== null && 'what' in value),
  }),
  z.strictObject({ kind: z.literal('no-right'), right: Right }),
  z.strictObject({ kind: z.enum(['opened', 'running', 'folded', 'resolved']), buzz: BuzzId }),
  z.strictObject({ kind: z.literal('nothing') }),
  z.strictObject({ kind: z.literal('full'), limit: z.number(), seconds: z.number() }),
  z.strictObject({ kind: z.literal('done') }),
  /** Number of entries that were handed over, or that it has when it is given back; null: it was never here. */
  z.strictObject({ kind: z.literal('handed-over'), entries: z.number().nullable() }),
]);
export type InboxAnswer = z.infer<typeof InboxAnswer>;

export interface InboxRow {
  id: string;
  /** Time at which it was told (ms since the epoch). */
  at: number;
  /** null: a newer version of the program has put it in. */
  wish: InboxWish | null;
}

/**
 * Puts a wish in. One of the same id that still waits stays as it is; one that came to nothing is told anew. False: another wish
 * has this id.
 */
export const putWish = async (
  tx: Tx,
  { id, workspaceId, at, wish }: { id: string; workspaceId: WorkspaceId; at: number; wish: InboxWish },
): Promise<boolean> => {
  const [row] = await tx.query<{ wish: string }>(
    `INSERT INTO feishu_buzz.inbox AS old (id, workspace_id, at, expires_at, wish) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET
       at = CASE WHEN old.state IN ('waiting', 'taken') THEN old.at ELSE excluded.at END,
       expires_at = CASE WHEN old.state IN ('waiting', 'taken') THEN old.expires_at ELSE excluded.expires_at END,
       wish = CASE WHEN old.state IN ('waiting', 'taken') THEN old.wish ELSE excluded.wish END,
       answer = NULL,
       state = CASE WHEN old.state = 'taken' THEN 'taken' ELSE 'waiting' END
     RETURNING wish`,
    [id, workspaceId, at, at + wishLifeMs, JSON.stringify(wish)],
  );
  const stored = readWish(row?.wish ?? '');
  return stored?.kind !== 'buzz' || wish.kind !== 'buzz' || stored.digest === wish.digest;
};

const readWish = (text: string): InboxWish | null => InboxWish.safeParse(parseJson(text)).data ?? null;

/** The answer to a wish; null: there is none yet. `gone`: it was not carried out, and will not be. */
export const readAnswer = async (tx: Tx, id: string): Promise<InboxAnswer | 'gone' | null> => {
  const [row] = await tx.query<{ state: string; answer: string | null }>(
    'SELECT state, answer FROM feishu_buzz.inbox WHERE id = $1',
    [id],
  );
  if (row?.state === 'done') return InboxAnswer.safeParse(parseJson(row.answer ?? '')).data ?? 'gone';
  return row === undefined || row.state === 'over' ? 'gone' : null;
};

/** Takes a wish back that no process has taken up. False: one has. */
export const withdraw = async (tx: Tx, id: string): Promise<boolean> => {
  const rows = await tx.query(
    "UPDATE feishu_buzz.inbox SET state = 'over' WHERE id = $1 AND state IN ('waiting', 'over') RETURNING id",
    [id],
  );
  return rows.length > 0;
};

/** The wishes of a workspace that have no answer, the oldest first. */
export const openWishes = async (tx: Tx, workspaceId: WorkspaceId): Promise<readonly InboxRow[]> => {
  const rows = await tx.query<{ id: string; at: number; wish: string }>(
    `SELECT id, at, wish FROM feishu_buzz.inbox WHERE workspace_id = $1 AND state IN ('waiting', 'taken')
     ORDER BY seq LIMIT 100`,
    [workspaceId],
  );
  return rows.map(({ id, at, wish }) => ({ id, at, wish: readWish(wish) }));
};

/** Takes a wish up, in the transaction that checks the claim. False: it was taken back, or its time is over. */
export const takeWish = async (tx: Tx, id: string, now: number): Promise<boolean> => {
  const rows = await tx.query(
    `UPDATE feishu_buzz.inbox SET state = CASE WHEN state = 'waiting' AND expires_at <= $2 THEN 'over' ELSE 'taken' END
     WHERE id = $1 AND state IN ('waiting', 'taken') RETURNING id, state`,
    [id, now],
  );
  return (rows as { state: string }[]).some(({ state }) => state === 'taken');
};

/** Leaves a wish at that: it was not carried out, and will not be. */
export const passOver = async (tx: Tx, id: string): Promise<void> => {
  await tx.query("UPDATE feishu_buzz.inbox SET state = 'over' WHERE id = $1 AND state <> 'done'", [id]);
};

export const answerWish = async (tx: Tx, id: string, answer: InboxAnswer): Promise<void> => {
  await tx.query("UPDATE feishu_buzz.inbox SET state = 'done', answer = $2 WHERE id = $1", [
    id,
    JSON.stringify(answer),
  ]);
};
