import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { errorCodeOf } from '../../core/text/error-code';
import { makePrivateFile } from '../../storage/private/private-files';
import { type IncidentStore, incidentTable, sqlIncidents } from './incident-store';

const sides = ['', '-wal', '-shm'];
/** SQLite's codes for broken content, as opposed to a file that cannot be opened now. */
const damageCodes = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_FORMAT', 'SQLITE_ERROR']);

const open = (file: string): Database.Database => {
  if (!existsSync(file)) makePrivateFile(file);
  const db = new Database(file);
  try {
    db.exec(
      'PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;',
    );
    const [{ version = 0 } = {}] = db.prepare('SELECT user_version AS version FROM pragma_user_version').all() as {
      version?: number;
    }[];
    if (version === 0) {
      for (const step of incidentTable)
        db.exec(step.replaceAll('$table', 'incident').replace(/^CREATE (UNIQUE )?(\w+)/, 'CREATE $1$2 IF NOT EXISTS'));
      db.exec('PRAGMA user_version = 1');
    }
    db.prepare('SELECT * FROM incident LIMIT 1').all();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Incidents of a process that has its data folder alone, in a file of their own. */
export interface KeptIncidents {
  store: IncidentStore;
  /** Number of open incidents. */
  count(): number;
  /** The name under which a damaged file was put away; null: it was whole, or there was none. */
  aside: string | null;
  close(): void;
}

/** Opens the incidents of a data folder. A damaged file is put aside: what it held opens anew. Throws what else SQLite says. */
export const openIncidents = (folder: string, now: number): KeptIncidents => {
  const file = join(folder, 'incidents.db');
  let aside: string | null = null;
  let db: Database.Database;
  try {
    db = open(file);
  } catch (error) {
    if (!damageCodes.has(errorCodeOf(error) ?? '')) throw error;
    aside = `incidents.damaged-${now}.db`;
    for (const side of sides) if (existsSync(file + side)) renameSync(file + side, join(folder, aside) + side);
    db = open(file);
  }
  let isOpen = true;
  const statements = new Map<string, ReturnType<Database.Database['prepare']>>();
  const run = (sql: string, values: readonly (string | number | null)[]): readonly object[] => {
    if (!isOpen) throw new Error('the incidents are closed');
    const order: (string | number | null)[] = [];
    const own = sql.replace(/\$(\d+)/g, (_, place: string) => {
      order.push(values[Number(place) - 1] ?? null);
      return '?';
    });
    const statement = statements.get(own) ?? db.prepare(own);
    statements.set(own, statement);
    if (/^SELECT|RETURNING/.test(own)) return statement.all(...order) as object[];
    statement.run(...order);
    return [];
  };
  return {
    store: sqlIncidents(async (sql, values) => run(sql, values), 'incident'),
    count: () => (run('SELECT count(*) AS n FROM incident WHERE closed_at IS NULL', [])[0] as { n: number }).n,
    aside,
    close: () => {
      if (isOpen) db.close();
      isOpen = false;
    },
  };
};
