import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../core/text/read-text';
import { writePrivateSync } from '../../storage/private/private-files';
import { StoredToken } from './token';

/** The file of tokens in the data folder. `serve token` changes it while the relay runs. */
export const tokenFile = 'tokens.json';

const File = z.strictObject({ version: z.literal(1), tokens: z.array(StoredToken).max(10_000) });

/** The tokens of a data folder; null: the file is there and cannot be read. */
export const readTokens = (folder: string): readonly StoredToken[] | null => {
  let text: string;
  try {
    text = readFileSync(join(folder, tokenFile), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null;
  }
  return File.safeParse(parseJson(text)).data?.tokens ?? null;
};

export const writeTokens = (folder: string, tokens: readonly StoredToken[]): void =>
  writePrivateSync(join(folder, tokenFile), `${JSON.stringify({ version: 1, tokens }, null, 2)}\n`);

/** The tokens as they stand in the file at this moment. One that was removed is good for nothing any more. */
export const watchTokens = (folder: string): (() => readonly StoredToken[]) => {
  let seen = '';
  let tokens: readonly StoredToken[] = [];
  return () => {
    const found = statSync(join(folder, tokenFile), { throwIfNoEntry: false, bigint: true });
    const now = found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
    if (now === seen) return tokens;
    seen = now;
    // A file that cannot be read lets no one in.
    tokens = readTokens(folder) ?? [];
    return tokens;
  };
};
