import { type ChildProcess, spawn } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { findPostgres, postgresFolder, postgresIn, removeFolder } from './postgres-server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the run's PostgreSQL server, which the first test that needs one starts; null: there is none here. */
    postgres: string | null;
  }
}

/** Ends the server of a run that was itself killed: it is a process of its own, started by whichever worker came first. */
const outlive = (folder: string): ChildProcess => {
  const wait = `while kill -0 ${process.pid} 2>/dev/null; do sleep 1; done`;
  const end = `kill -INT "$(head -n 1 "$0/data/postmaster.pid")" 2>/dev/null; sleep 2; rm -rf "$0"`;
  const watch = spawn('sh', ['-c', `${wait}; ${end}`, folder], { detached: true, stdio: 'ignore' });
  watch.unref();
  return watch;
};

/** Global setup of the integration tests: one PostgreSQL server for all of them, started only if it is asked for. */
export default function oneServer({ provide }: TestProject): (() => Promise<void>) | undefined {
  if (findPostgres() === null) {
    provide('postgres', null);
    return undefined;
  }
  const folder = postgresFolder();
  provide('postgres', folder);
  const watch = outlive(folder);
  return async () => {
    watch.kill('SIGKILL');
    await postgresIn(folder).stop();
    removeFolder(folder);
  };
}
