import pg from 'pg';

/** A transaction, or the database outside of one. */
export interface Tx {
  /** Rows of a statement. Numbers of 64 bits come as numbers: all of them are times and counts. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Database extends Tx {
  /** Carries out work as one transaction. Rejects with `CommitUnsure` when it may have been committed or not. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The connection broke while a transaction was being committed. */
export class CommitUnsure extends Error {}

/** The database is out of reach, ends, takes no writes now, or has no room. Nothing of what was begun is committed. */
export class DatabaseAway extends Error {
  /** Code of the failed connection or statement. */
  readonly code: string;

  constructor(cause: unknown) {
    super('the database cannot be used now', { cause });
    this.code = String((cause as { code?: unknown }).code ?? (cause as Error).name);
  }
}

/**
 * SQLSTATEs of a database that cannot be used now: connection, read-only, idle for too long, no room, being ended or a statement
 * that took too long (PostgreSQL's appendix "Error Codes").
 */
const awayStates = /^(08|25006|25P03|53|57)/;

const asAway = (error: unknown): unknown =>
  error instanceof pg.DatabaseError && !awayStates.test(error.code ?? '') ? error : new DatabaseAway(error);

/** A statement of the transaction had failed, so that the commit became a rollback. */
class RolledBack extends Error {}

/** Longest time for one statement, and for a transaction in which nothing happens (ms): a frozen process must hold no lock for long. */
const statementMs = 10_000;
const idleMs = 5_000;

/**
 * Longest waits for a connection, and for the answer to a statement (ms). Whatever has connections of its own takes these: a
 * network that is gone without a word would be waited for without end.
 */
export const patience = { connectionTimeoutMillis: 5_000, query_timeout: 15_000, keepAlive: true } as const;

/** Begins a transaction with its limits, which end with it: PgBouncer takes none at the start of a connection. */
const begin = `BEGIN; SET LOCAL statement_timeout = ${statementMs}; SET LOCAL idle_in_transaction_session_timeout = ${idleMs}`;

const bigint = 20;

/** Opens a database. Connects with the first statement; a connection that breaks is replaced by the next one. */
export const openDatabase = (url: string, onBroken: (error: Error) => void, most = 10): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    application_name: 'feishu-buzz',
    ...patience,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === bigint ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  });
  // An idle connection that the server ends is no failure of any work.
  pool.on('error', onBroken);
  const connect = () =>
    pool.connect().catch((error: unknown) => {
      throw asAway(error);
    });
  const on = (client: Pick<pg.PoolClient, 'query'>): Tx => ({
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      try {
        return (await client.query(sql, [...values])).rows as Row[];
      } catch (error) {
        throw asAway(error);
      }
    },
  });
  return {
    ...on(pool),
    transaction: async (work) => {
      const client = await connect();
      // Without a listener, a connection that breaks between two statements would end the process.
      const broken = () => undefined;
      client.on('error', broken);
      let committing = false;
      let failed = true;
      try {
        await on(client).query(begin);
        const value = await work(on(client));
        committing = true;
        const { command } = await client.query('COMMIT');
        // PostgreSQL answers COMMIT with ROLLBACK where a statement of the transaction has failed.
        if (command !== 'COMMIT') throw new RolledBack();
        failed = false;
        return value;
      } catch (error) {
        // PostgreSQL's own answer, other than that it is shutting down: then it was not committed. A code of its own is no
        // proof: `EPIPE` looks like one.
        const refused = error instanceof pg.DatabaseError && !/^(57P|08)/.test(error.code ?? '');
        if (committing && !refused && !(error instanceof RolledBack))
          throw new CommitUnsure('the connection broke at the commit', { cause: error });
        throw committing && refused ? asAway(error) : error;
      } finally {
        client.off('error', broken);
        // A connection on which something went wrong is not used again: it may be in the midst of a transaction.
        client.release(failed);
      }
    },
    close: () => pool.end(),
  };
};
