import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { followPointer } from '../../data/pointer';

type Environment = Readonly<Record<string, string | undefined>>;

/** The app's name, as Electron names its data folder (`productName`). */
const appName = 'Feishu Buzz';

/** What a script has to know about the data it is about to use, before anything else. */
export type Whereabouts =
  /** Its home folder is not the user's own, so these are not the data of the user's desktop (`usual`). */
  | { kind: 'other-home'; folder: string; usual: string }
  /** There are no data yet: no workspace is connected here. */
  | { kind: 'new'; folder: string };

/** The app's data folder: `FEISHU_BUZZ_HOME`, else the system's folder for such data, or the one it was moved to. */
export const defaultHome = (platform: NodeJS.Platform, env: Environment): string =>
  env.FEISHU_BUZZ_HOME ? resolve(env.FEISHU_BUZZ_HOME) : followPointer(systemHome(platform, env, homedir())).home;

/** The same folder as Electron's `userData`. */
const systemHome = (platform: NodeJS.Platform, env: Environment, home: string): string => {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library/Application Support', appName);
    case 'win32':
      return join(env.APPDATA || join(home, 'AppData/Roaming'), appName);
    default:
      return join(env.XDG_CONFIG_HOME || join(home, '.config'), appName);
  }
};

/** The home folder that the system has on record for this user, whatever `HOME` says; null: none. */
const recordedHome = (): string | null => {
  try {
    return userInfo().homedir || null;
  } catch {
    return null;
  }
};

/** Files that the first start of the app makes, and those that matter most. */
const firstFiles = ['settings.json', 'groups.json', 'vault.json', 'ledger.db'];

/**
 * Tells whether the data in `folder` may not be those that a person means: a script under `cron`, `sudo` or a service often
 * has another home folder than the desktop. null: nothing is unusual.
 */
export const whereaboutsOf = (
  folder: string,
  platform: NodeJS.Platform,
  env: Environment,
  { home, recorded }: { home: string; recorded: string | null } = { home: homedir(), recorded: recordedHome() },
): Whereabouts | null => {
  if (!env.FEISHU_BUZZ_HOME && recorded !== null && resolve(home) !== resolve(recorded)) {
    const usual = followPointer(systemHome(platform, {}, recorded)).home;
    if (usual !== folder) return { kind: 'other-home', folder, usual };
  }
  return firstFiles.some((name) => existsSync(join(folder, name))) ? null : { kind: 'new', folder };
};
