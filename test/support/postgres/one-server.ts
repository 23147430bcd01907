import type { TestProject } from 'vitest/node';
import { findPostgres, postgresFolder, postgresIn, removeFolder } from './postgres-server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the run's PostgreSQL server, which the first test that needs one starts; null: there is none here. */
    postgres: string | null;
  }
}

/** Global setup of the integration tests: one PostgreSQL server for all of them, started only if it is asked for. */
export default function oneServer({ provide }: TestProject): (() => Promise<void>) | undefined {
  if (findPostgres() === null) {
    provide('postgres', null);
    return undefined;
  }
  const folder = postgresFolder();
  provide('postgres', folder);
  return async () => {
    await postgresIn(folder).stop();
    removeFolder(folder);
  };
}
