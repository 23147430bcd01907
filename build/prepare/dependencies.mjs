import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../script/lock.mjs';
import { root } from '../script/places.mjs';
import { step } from '../script/progress.mjs';
import { mustRun } from '../script/run.mjs';

/**
 * @typedef {object} Locked
 * @property {string} [version]
 * @property {boolean} [optional] not for this platform, or not needed
 * @property {boolean} [devOptional]
 */

/**
 * @param {string} path
 * @returns {Promise<Record<string, Locked> | null>}
 */
async function lockedPackages(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * True when node_modules holds what the lockfile says. npm keeps its own list in `node_modules/.package-lock.json`.
 * @param {string} [folder]
 */
export async function dependenciesAreThere(folder = root) {
  const [wanted, installed] = await Promise.all([
    lockedPackages(join(folder, 'package-lock.json')),
    lockedPackages(join(folder, 'node_modules/.package-lock.json')),
  ]);
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

/** Runs `npm ci` when node_modules is missing or differs from the lockfile. Uses Node's own modules only. */
export async function ensureDependencies() {
  if (await dependenciesAreThere()) return;
  await withLock(join(root, 'node_modules.lock'), async () => {
    if (await dependenciesAreThere()) return;
    await step(existsSync(join(root, 'node_modules')) ? 'Updating dependencies' : 'Installing dependencies', () => {
      // Under `npm start` npm names its own path, so that npm.cmd need not be found on Windows.
      const npm = process.env.npm_execpath;
      // On Node 20 npm warns about a dozen packages that ask for 22 but work all the same, hence `error`.
      const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
      return npm?.endsWith('.js')
        ? mustRun(process.execPath, [npm, ...args], { cwd: root })
        : mustRun('npm', args, { cwd: root });
    });
  });
}
