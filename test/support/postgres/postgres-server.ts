import { execFile, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A PostgreSQL server of the tests, reached over a socket in its own folder. It syncs what it commits, as a real one does. */
export interface PostgresServer {
  /** Address of one of its databases. */
  url(database: string): string;
  /** Process of the server; null: it is another machine's. */
  pid(): number | null;
  /** Starts it on the data that are there. */
  start(): Promise<void>;
  /** Ends it: by the signal of an orderly end, or as a broken machine would. */
  stop(signal?: 'SIGINT' | 'SIGKILL' | 'SIGQUIT'): Promise<void>;
}

/** The folder of PostgreSQL's programs on this machine; null: it has none. Debian keeps them off the path. */
export const findPostgres = (): string | null => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((each) => join(debian, each, 'bin')).find((each) => existsSync(join(each, 'initdb')));
  if (found) return found;
  const { status, stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const named = status === 0 ? stdout.trim() : '';
  return named && existsSync(join(named, 'initdb')) ? named : null;
};

/** PostgreSQL does not run as root: then it runs as the user whom its package made, or as the one who owns nothing. */
export const ownUser = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  return users.get('postgres') ?? users.get('nobody') ?? null;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The server whose data are in this folder. Any process may start and stop it. */
export const postgresIn = (folder: string): PostgresServer => {
  const bin = findPostgres();
  if (bin === null) throw new Error('there is no PostgreSQL here');
  const user = ownUser() ?? {};
  const data = join(folder, 'data');
  const pid = (): number | null => {
    try {
      const [first = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      return isAlive(Number(first)) ? Number(first) : null;
    } catch {
      return null;
    }
  };
  const url = (database: string) => `postgres://feishu@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const start = async (): Promise<void> => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    if (!existsSync(join(data, 'PG_VERSION'))) {
      const how = ['-D', data, '-U', 'feishu', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
      await promisify(execFile)(join(bin, 'initdb'), how, { ...user, env, cwd: folder });
    }
    const log = openSync(join(folder, 'log'), 'a');
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${folder}`,
      'max_connections=200',
      'shared_buffers=32MB',
    ];
    const args = ['-D', data, ...settings.flatMap((each) => ['-c', each])];
    const child = spawn(join(bin, 'postgres'), args, {
      ...user,
      env,
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    for (let tries = 0; ; tries += 1) {
      if (spawnSync(join(bin, 'pg_isready'), ['-q', '-h', folder]).status === 0) return;
      if (tries > 600) throw new Error(`PostgreSQL does not start: ${readFileSync(join(folder, 'log'), 'utf8')}`);
      await pause(50);
    }
  };
  const stop: PostgresServer['stop'] = async (signal = 'SIGINT') => {
    const running = pid();
    if (running === null) return;
    process.kill(running, signal);
    while (isAlive(running)) await pause(20);
  };
  return { url, pid, start, stop };
};

/** Makes a folder that the server's own user may use. */
export const postgresFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'feishu-buzz-pg-'));
  const user = ownUser();
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
};

/** Starts the server of a test run, if no other worker has: the first one to make the folder `starting` does. */
export const startOnce = async (folder: string): Promise<PostgresServer> => {
  const server = postgresIn(folder);
  const ready = join(folder, 'ready');
  try {
    mkdirSync(join(folder, 'starting'));
  } catch {
    while (!existsSync(ready)) await pause(50);
    return server;
  }
  await server.start();
  mkdirSync(ready);
  return server;
};

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
