import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DataPlace, followPointer } from './pointer';

interface PathHost {
  setPath(name: 'userData' | 'sessionData' | 'crashDumps', path: string): void;
  setAppLogsPath(path: string): void;
  getPath(name: 'userData'): string;
}

/** Where all data live, and where they would live had they not been moved. */
export interface DataHome extends DataPlace {
  base: string;
  /** Named by `FEISHU_BUZZ_HOME`: only whoever set that can move it. */
  fixed: boolean;
}

/**
 * Settles where all data live. `FEISHU_BUZZ_HOME` names the folder (tests, portable use), else the system does, and a
 * person may have moved it from there. To be called before the single-instance lock, which belongs to the folder: two
 * homes, two instances.
 */
export const settleDataHome = (
  app: PathHost,
  env: Readonly<Record<string, string | undefined>>,
  makeFolder: (path: string) => void = (path) => mkdirSync(path, { recursive: true, mode: 0o700 }),
): DataHome => {
  const wanted = env.FEISHU_BUZZ_HOME;
  const base = wanted ? resolve(wanted) : app.getPath('userData');
  const place = wanted ? { home: base, missing: null } : followPointer(base);
  const { home } = place;
  const own = wanted || home !== base;
  if (own) app.setPath('userData', home);
  makeFolder(home);
  if (own) {
    // These follow userData only as long as nobody asked for them before.
    app.setPath('sessionData', home);
    app.setPath('crashDumps', join(home, 'crashes'));
  }
  app.setAppLogsPath(join(home, 'logs'));
  return { ...place, base, fixed: Boolean(wanted) };
};
