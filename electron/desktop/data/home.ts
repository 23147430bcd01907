import { join, resolve } from 'node:path';
import { closeFolder, makePrivateFolder, type Standing } from '../../storage/private/private-files';
import { beginList } from '../../storage/private/written-list';
import { type DataPlace, followPointer } from './pointer';

interface PathHost {
  setPath(name: 'userData' | 'sessionData' | 'crashDumps', path: string): void;
  setAppLogsPath(path: string): void;
  getPath(name: 'userData'): string;
}

/** The data folder, and the one that the app would use if the data had not been moved (`base`). */
export interface DataHome extends DataPlace {
  base: string;
  /** `FEISHU_BUZZ_HOME` names the folder, so it cannot be moved from Settings. */
  fixed: boolean;
  /** Whether other users of this computer can reach the data. */
  standing: Standing;
}

/**
 * Settles the data folder. `FEISHU_BUZZ_HOME` names it (tests, portable use), else the system does, and a person may have
 * moved it from there. To be called before the single-instance lock, which belongs to the folder: two folders, two
 * instances.
 */
export const settleDataHome = (
  app: PathHost,
  env: Readonly<Record<string, string | undefined>>,
  makeFolder: (path: string) => Standing = (path) => {
    makePrivateFolder(path);
    const standing = closeFolder(path);
    beginList(path);
    return standing;
  },
): DataHome => {
  const wanted = env.FEISHU_BUZZ_HOME;
  const base = wanted ? resolve(wanted) : app.getPath('userData');
  const place = wanted ? { home: base, missing: null } : followPointer(base);
  const { home } = place;
  const own = wanted || home !== base;
  if (own) app.setPath('userData', home);
  const standing = makeFolder(home);
  if (own) {
    // These follow userData only until they are first read.
    app.setPath('sessionData', home);
    app.setPath('crashDumps', join(home, 'crashes'));
  }
  app.setAppLogsPath(join(home, 'logs'));
  return { ...place, base, fixed: Boolean(wanted), standing };
};
