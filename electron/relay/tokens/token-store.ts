import { join } from 'node:path';
import type { StoredToken } from './token';
import { readTokens, tokenFile, writeTokens } from './token-file';

/** Where tokens are kept. `serve token` changes it while a relay runs. */
export interface TokenStore {
  /** For what is said about it. */
  readonly place: string;
  /** null: it is there and cannot be read. */
  read(): Promise<readonly StoredToken[] | null>;
  add(token: StoredToken): Promise<void>;
  /** False: there is no such token. */
  remove(id: string): Promise<boolean>;
}

/** The tokens of a data folder. */
export const tokensIn = (folder: string): TokenStore => ({
  place: join(folder, tokenFile),
  read: async () => readTokens(folder),
  add: async (token) => writeTokens(folder, [...(readTokens(folder) ?? []), token]),
  remove: async (id) => {
    const tokens = readTokens(folder) ?? [];
    const left = tokens.filter((each) => each.id !== id);
    if (left.length < tokens.length) writeTokens(folder, left);
    return left.length < tokens.length;
  },
});
