import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { followPointer } from '../../data/pointer';

/** The app's name, as Electron names its data folder (`productName`). */
const appName = 'Feishu Buzz';

/** Where the app keeps its data: `FEISHU_BUZZ_HOME`, else the system's folder for such data, or where they were moved. */
export const defaultHome = (platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string =>
  env.FEISHU_BUZZ_HOME ? resolve(env.FEISHU_BUZZ_HOME) : followPointer(systemHome(platform, env)).home;

/** As Electron would say. */
const systemHome = (platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string => {
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library/Application Support', appName);
    case 'win32':
      return join(env.APPDATA || join(homedir(), 'AppData/Roaming'), appName);
    default:
      return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), appName);
  }
};
