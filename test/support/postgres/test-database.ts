import { randomBytes } from 'node:crypto';
import type { NetConnectOpts } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { startOnce } from './postgres-server';

/** Address of another machine's server for the tests, with a user who may create databases. */
const given = process.env.RELAY_TEST_PG;

/** True if the tests have a PostgreSQL here. */
export const hasPostgres = (): boolean => given !== undefined || inject('postgres') !== null;

const adminUrl = async (): Promise<(database: string) => string> => {
  if (given !== undefined) {
    return (database) => {
      const url = new URL(given);
      url.pathname = `/${database}`;
      return url.href;
    };
  }
  const folder = inject('postgres');
  if (folder === null) throw new Error('there is no PostgreSQL here');
  return (await startOnce(folder)).url;
};

const asAdmin = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: (await adminUrl())('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** Longest time to make a server and a database (ms), on a machine that does much else. */
const hookMs = 120_000;

/** An empty database for the tests of a file, called at its top. It is there in `beforeAll`, and dropped after the last. */
export const testDatabase = (): { readonly url: string } => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  let url = '';
  beforeAll(async () => {
    await asAdmin(`CREATE DATABASE ${name}`);
    url = (await adminUrl())(name);
  }, hookMs);
  afterAll(() => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`), hookMs);
  return {
    get url() {
      return url;
    },
  };
};

/** Where its server listens. */
export const addressOf = (url: string): NetConnectOpts => {
  const { searchParams, hostname, port } = new URL(url);
  const folder = searchParams.get('host');
  return folder ? { path: join(folder, '.s.PGSQL.5432') } : { host: hostname, port: Number(port || 5432) };
};

/** The same database by way of a port of this computer. */
export const through = (url: string, port: number): string => {
  const other = new URL(url);
  other.searchParams.delete('host');
  other.hostname = '127.0.0.1';
  other.port = String(port);
  return other.href;
};
