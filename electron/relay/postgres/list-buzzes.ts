import type { ActivityRow } from '../../contract/model/board';
import type { WorkspaceId } from '../../contract/model/ids';
import type { ActivityQuery } from '../../core/buzz/record/ledger';
import { parseJson } from '../../core/text/read-text';
import { outcomeBits } from '../../storage/ledger/search-index';
import type { Tx } from './database';
import { askedFor } from './search-words';

/** Lists a page of the buzzes of these workspaces, newest first. Any process may ask. */
export const listBuzzes = async (
  tx: Tx,
  workspaces: readonly WorkspaceId[],
  { before, limit, query = '', outcome = null }: ActivityQuery,
): Promise<readonly ActivityRow[]> => {
  const { words, patterns } = askedFor(query);
  const rows = await tx.query<{ row: string }>(
    `SELECT row FROM feishu_buzz.buzz
     WHERE workspace_id = ANY($1)
       AND ($2::text IS NULL OR (created_at, id COLLATE "C") < (SELECT created_at, id COLLATE "C" FROM feishu_buzz.buzz WHERE id = $2))
       AND ($3::integer IS NULL OR outcomes & $3 <> 0)
       ${words.length > 0 ? 'AND words @> $5 AND phrase LIKE ALL($6)' : ''}
     ORDER BY created_at DESC, id COLLATE "C" DESC LIMIT $4`,
    [
      workspaces,
      before,
      outcome === null ? null : outcomeBits[outcome],
      limit,
      ...(words.length > 0 ? [words, patterns] : []),
    ],
  );
  return rows.flatMap(({ row }) => (parseJson(row) as ActivityRow | undefined) ?? []);
};
