import type { Problem } from '../../contract/advice/problem';
import type { ActivityRow } from '../../contract/model/board';
import type { PaidChannel } from '../../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import { type Entry, readEntry } from '../../core/buzz/record/entry';
import { usageSince } from '../../core/buzz/record/paid-usage';
import { setbackLifeMs } from '../../core/buzz/record/setback';
import { parseJson } from '../../core/text/read-text';
import type { Tx } from './database';
import type { ImageBuzz, LedgerImage } from './image';

/** Most names of people that are kept in memory, the last that were said. */
const mostNames = 20_000;

interface BuzzRow {
  id: BuzzId;
  row: string;
  armed: boolean;
  reminding: boolean;
}

const entriesOf = async (tx: Tx, ids: readonly BuzzId[]): Promise<ReadonlyMap<BuzzId, readonly Entry[]>> => {
  const rows = await tx.query<{ buzz_id: BuzzId; body: string }>(
    'SELECT buzz_id, body FROM feishu_buzz.entry WHERE buzz_id = ANY($1) ORDER BY seq',
    [ids],
  );
  const entries = new Map<BuzzId, Entry[]>();
  for (const { buzz_id: id, body } of rows) {
    const entry = readEntry(body);
    // A damaged row is skipped: it must not hide the others.
    if (entry) entries.set(id, [...(entries.get(id) ?? []), entry]);
  }
  return entries;
};

const buzzesFrom = async (tx: Tx, rows: readonly BuzzRow[]): Promise<readonly ImageBuzz[]> => {
  const ids = rows.map(({ id }) => id);
  const entries = ids.length > 0 ? await entriesOf(tx, ids) : new Map();
  return rows.flatMap(({ id, row, armed, reminding }) => {
    const read = parseJson(row) as ActivityRow | undefined;
    return read ? [{ row: read, armed, reminding, entries: entries.get(id) ?? [] }] : [];
  });
};

/** All entries of a buzz, oldest first; empty when there is no such buzz. For every process, whoever owns the workspace. */
export const readEntries = async (tx: Tx, id: BuzzId): Promise<readonly Entry[]> =>
  (await entriesOf(tx, [id])).get(id) ?? [];

/** A buzz of a workspace, however old; null: there is none. */
export const readBuzz = async (tx: Tx, id: BuzzId, workspaceId: WorkspaceId): Promise<ImageBuzz | null> => {
  const rows = await tx.query<BuzzRow>(
    'SELECT id, row, armed, reminding FROM feishu_buzz.buzz WHERE id = $1 AND workspace_id = $2',
    [id, workspaceId],
  );
  return (await buzzesFrom(tx, rows))[0] ?? null;
};

/** What an engine needs at hand: what is under way or climbs, and what counts for limits and warnings. */
export const loadImage = async (
  tx: Tx,
  workspaceId: WorkspaceId,
  now: number,
): Promise<Parameters<LedgerImage['load']>[0]> => {
  const open = await tx.query<BuzzRow>(
    `SELECT id, row, armed, reminding FROM feishu_buzz.buzz WHERE workspace_id = $1 AND (armed OR reminding OR state = 'running')
     ORDER BY created_at, id`,
    [workspaceId],
  );
  const paid = await tx.query<{ call: string; person: string; channel: PaidChannel; at: number }>(
    'SELECT call, person, channel, at FROM feishu_buzz.paid WHERE workspace_id = $1 AND at >= $2 ORDER BY at',
    [workspaceId, Math.max(0, usageSince(now))],
  );
  const setbacks = await tx.query<{ person: string; at: number; problem: string }>(
    'SELECT person, at, problem FROM feishu_buzz.setback WHERE workspace_id = $1 AND at >= $2',
    [workspaceId, Math.max(0, now - setbackLifeMs)],
  );
  const usedUp = await tx.query<{ channel: PaidChannel; at: number; problem: string }>(
    'SELECT channel, at, problem FROM feishu_buzz.used_up WHERE workspace_id = $1',
    [workspaceId],
  );
  const names = await tx.query<{ key: string; name: string }>(
    'SELECT person AS key, name FROM feishu_buzz.name WHERE workspace_id = $1 ORDER BY at DESC LIMIT $2',
    [workspaceId, mostNames],
  );
  const problemOf = (text: string) => JSON.parse(text) as Problem;
  return {
    buzzes: await buzzesFrom(tx, open),
    paid: paid.map(({ person, ...rest }) => ({ ...rest, personKey: person, workspaceId })),
    setbacks: setbacks.map(({ person, at, problem }) => ({ personKey: person, at, problem: problemOf(problem) })),
    usedUp: usedUp.map(({ problem, ...rest }) => ({ ...rest, problem: problemOf(problem) })),
    names,
  };
};
