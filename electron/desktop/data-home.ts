import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface PathHost {
  setPath(name: 'userData' | 'sessionData' | 'crashDumps', path: string): void;
  setAppLogsPath(path: string): void;
  getPath(name: 'userData'): string;
}

/**
 * Settles where all data live, and answers with that folder. `FEISHU_BUZZ_HOME` moves everything (tests, portable
 * use); it must be called before the single-instance lock, which belongs to the folder: two homes, two instances.
 */
export const settleDataHome = (
  app: PathHost,
  env: Readonly<Record<string, string | undefined>>,
  makeFolder: (path: string) => void = (path) => mkdirSync(path, { recursive: true, mode: 0o700 }),
): string => {
  const wanted = env.FEISHU_BUZZ_HOME;
  if (wanted) app.setPath('userData', resolve(wanted));
  const home = app.getPath('userData');
  makeFolder(home);
  if (wanted) {
    // These follow userData only as long as nobody asked for them before.
    app.setPath('sessionData', home);
    app.setPath('crashDumps', join(home, 'crashes'));
  }
  app.setAppLogsPath(join(home, 'logs'));
  return home;
};
