import { LedgerRefused } from '../core/buzz/record/ledger';
import { NotStarted, notListening } from './not-started';
import { type Database, openDatabase } from './postgres/database';
import { migrate, ownVersion, versionOf } from './postgres/schema';
import { sharedTokens } from './shared/shared-tokens';
import { AppTaken } from './shared/shared-workspaces';
import { migrateShifts } from './shifts/boss-shifts';
import { OtherVersion, type SharedDeps, startShared } from './start-shared';
import type { TokenStore } from './tokens/token-store';
import type { SayServe } from './words/serve-words';

// What takes PostgreSQL: loaded only where it is wanted.

/** The code of a failed connection or statement: never its text, which may hold the address. */
const reasonOf = (error: unknown): string => String((error as { code?: string }).code ?? (error as Error).name);

const unreachable = (error: unknown, say: SayServe): NotStarted =>
  error instanceof NotStarted ? error : new NotStarted(1, say('database-unreachable', { reason: reasonOf(error) }));

const withDatabase = async <T>(url: string, say: SayServe, work: (db: Database) => Promise<T>): Promise<T> => {
  const db = openDatabase(url, () => undefined, 2);
  try {
    return await work(db);
  } catch (error) {
    throw unreachable(error, say);
  } finally {
    await db.close();
  }
};

/** Makes or updates the tables. */
export const migrateDatabase = (url: string, say: SayServe): Promise<void> =>
  withDatabase(url, say, async (db) => {
    try {
      await migrate(db);
    } catch (error) {
      throw error instanceof LedgerRefused ? new NotStarted(1, say('database-newer')) : error;
    }
    await migrateShifts(url, () => undefined);
  });

/** Works on the tokens that all processes share. */
export const withTokens = <T>(url: string, say: SayServe, work: (store: TokenStore) => Promise<T>): Promise<T> =>
  withDatabase(url, say, async (db) => {
    if ((await versionOf(db)) !== ownVersion) throw new NotStarted(1, say('database-version'));
    return work(sharedTokens(db));
  });

/** Serves workspaces together with other processes, to its end, and answers with the exit code. */
export const serveShared = async (
  deps: Omit<SharedDeps, 'practice' | 'locale'> & { say: SayServe },
  process: { stdout: (text: string) => void; stderr: (text: string) => void; ended: Promise<void> },
): Promise<number> => {
  const { say, config, log, listen } = deps;
  if (config.practice) throw new NotStarted(2, say('practice-alone'));
  const served = await startShared({ ...deps, practice: null, locale: config.locale }).catch((error: unknown) => {
    if (error instanceof OtherVersion) throw new NotStarted(1, say('database-version'));
    if (error instanceof AppTaken) throw new NotStarted(2, say('database-app', { name: error.workspace.name }));
    const { syscall } = error as NodeJS.ErrnoException;
    throw syscall === 'listen' || syscall === 'open' || reasonOf(error).startsWith('ERR_')
      ? notListening(error as NodeJS.ErrnoException, listen, say)
      : unreachable(error, say);
  });
  process.stdout(`${say('listening', { url: served.url })}\n`);
  process.stdout(`${say('workspaces', { names: served.workspaces.map(({ name }) => name).join(' · ') })}\n`);
  if (!served.hasTokens) process.stderr(`${say('noTokens')}\n`);
  log.info('started', { workspaces: served.workspaces.length });
  await process.ended;
  process.stderr(`${say('stopping')}\n`);
  await served.close();
  process.stderr(`${say('stopped')}\n`);
  return 0;
};
