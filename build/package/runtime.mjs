import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fallbackVersion } from '../prepare/electron-fallback.mjs';
import { cacheFolder, root } from '../script/places.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} folder
 * @property {string} version
 * @property {boolean} shippable true for the Electron that package.json pins, as its makers publish it
 */

/**
 * Reads which Electron this is. Those of the electron package say so in a file beside them; the fallback does not.
 * @param {string} electron path of the executable
 * @returns {Promise<Runtime>}
 */
export async function runtimeOf(electron) {
  // On macOS the executable lies deep inside of the bundle.
  const folder = process.platform === 'darwin' ? join(dirname(electron), '../../..') : dirname(electron);
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'));
  const found = (await readFile(join(folder, 'version'), 'utf8').catch(() => '')).trim().replace(/^v/, '');
  return { folder, version: found || fallbackVersion, shippable: found === version };
}

/**
 * Lends `work` a copy of a runtime without its default app (of the electron package, or of the fallback), which would be
 * packaged beside ours.
 * @template T
 * @param {string} folder
 * @param {(plain: string) => Promise<T>} work
 */
export async function withPlainCopy(folder, work) {
  await mkdir(cacheFolder, { recursive: true });
  const copy = await mkdtemp(join(cacheFolder, 'plain-'));
  try {
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
    const resources = join(copy, process.platform === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources');
    const spare = [join(resources, 'app'), join(resources, 'default_app.asar'), join(copy, 'version')];
    await Promise.all(spare.map((path) => rm(path, { recursive: true, force: true })));
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
