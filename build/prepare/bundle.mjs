import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../script/lock.mjs';
import { root } from '../script/places.mjs';
import { step } from '../script/progress.mjs';
import { mustRun } from '../script/run.mjs';

const stamp = join(root, 'dist/.built-from');
const results = [
  'dist/main/main.js',
  'dist/command-line/client.js',
  'dist/preload/preload.cjs',
  'dist/relay/serve.js',
  'dist/renderer/index.html',
];

/** @param {string} folder @returns {Promise<string[]>} */
async function filesIn(folder) {
  const there = existsSync(join(root, folder));
  const entries = there ? await readdir(join(root, folder), { withFileTypes: true, recursive: true }) : [];
  return entries
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** One hash over all sources of the app's bundles, without tests and documents. */
export async function sourcesHash() {
  const files = [
    ...(await filesIn('electron')),
    ...(await filesIn('renderer')),
    ...(await filesIn('build/icons')),
    ...(await filesIn('build/prepare')),
    ...['vite.config.ts', 'package-lock.json', 'package.json', 'tsconfig.json'].map((name) => join(root, name)),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

/** @param {string} hash */
async function isFresh(hash) {
  const built = await readFile(stamp, 'utf8').catch(() => '');
  return built === hash && results.every((path) => existsSync(join(root, path)));
}

/**
 * Builds main, preload, command line, relay and renderer into dist/ when their sources have changed since.
 * @param {{ force?: boolean }} [options]
 */
export async function ensureBuild({ force = false } = {}) {
  if (!force && (await isFresh(await sourcesHash()))) return;
  await withLock(join(root, 'dist/.lock'), async () => {
    const hash = await sourcesHash();
    if (!force && (await isFresh(hash))) return;
    await step('Building the app', async () => {
      const vite = join(root, 'node_modules/vite/bin/vite.js');
      // Under Vitest NODE_ENV is `test`; the bundle must be the same, with React's fast build.
      /** @type {NodeJS.ProcessEnv} */
      const env = { ...process.env, NODE_ENV: 'production' };
      delete env.VITEST;
      await mustRun(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { cwd: root, env });
      await mkdir(join(root, 'dist'), { recursive: true });
      await writeFile(stamp, hash);
    });
  });
}

/**
 * Bundles a TypeScript file for plain Node, with all packages but the external ones.
 * @param {string} entry below the project's folder
 * @param {string[]} external
 * @param {import('vite').BuildEnvironmentOptions} options
 */
export async function bundleForNode(entry, external, options) {
  const { build } = await import('vite');
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external },
    build: { ssr: join(root, entry), target: 'node20', ...options },
  });
}
