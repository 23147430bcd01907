import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Cache of fetched runtimes and of failed downloads. Everything in it can be fetched again. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'feishu-buzz');

const dataFolder =
  process.env.FEISHU_BUZZ_HOME || join(process.env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'feishu-buzz');

/** Keyring of the virtual desktop the app runs on where there is no screen. */
export const virtualKeyring = join(dataFolder, 'virtual-keyring');
