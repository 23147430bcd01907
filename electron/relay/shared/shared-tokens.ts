import { parseJson } from '../../core/text/read-text';
import type { Tx } from '../postgres/database';
import { StoredToken } from '../tokens/token';
import type { TokenStore } from '../tokens/token-store';

/** The tokens of all processes. A row that cannot be read lets no one in. */
export const sharedTokens = (db: Tx): TokenStore => ({
  place: 'PostgreSQL',
  read: async () => {
    const rows = await db.query<{ stored: string }>('SELECT stored FROM feishu_buzz.token ORDER BY id');
    return rows.flatMap(({ stored }) => StoredToken.safeParse(parseJson(stored)).data ?? []);
  },
  add: async (token) => {
    await db.query('INSERT INTO feishu_buzz.token (id, stored) VALUES ($1, $2)', [token.id, JSON.stringify(token)]);
  },
  remove: async (id) => (await db.query('DELETE FROM feishu_buzz.token WHERE id = $1 RETURNING id', [id])).length > 0,
});
