import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The app's name, as Electron names its data folder (`productName`). */
const appName = 'Feishu Buzz';

/** Where the app keeps its data, as Electron would say: `FEISHU_BUZZ_HOME`, else the system's folder for such data. */
export const defaultHome = (platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string => {
  if (env.FEISHU_BUZZ_HOME) return resolve(env.FEISHU_BUZZ_HOME);
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library/Application Support', appName);
    case 'win32':
      return join(env.APPDATA || join(homedir(), 'AppData/Roaming'), appName);
    default:
      return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), appName);
  }
};
