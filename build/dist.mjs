/**
 * `npm run dist`: packages the app for this system into `release/`. Prints on stderr which packages were made and which
 * were not; ends with 1 if any was not.
 */

import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ensureBuild } from './prepare/bundle.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { ensureElectron } from './prepare/electron.mjs';
import { root } from './script/places.mjs';
import { say, step } from './script/progress.mjs';
import { runScript, Stop } from './script/run.mjs';

/**
 * The targets of each system, in the order they are made. Each line is packaged by itself, so that a tool that cannot be
 * had costs only its own. The last one is the one that updates itself, because each writes the list that updates read.
 * @type {Partial<Record<NodeJS.Platform, readonly (readonly string[])[]>>}
 */
const batches = {
  linux: [['dir'], ['deb'], ['AppImage']],
  win32: [['portable'], ['nsis']],
  darwin: [['dmg', 'zip']],
};

const usage = `npm run dist -- [--test-build] [--only <target>]

  --test-build  allows an Electron that is not the one to ship; the app then calls itself a test build
  --only        one of: ${(batches[process.platform] ?? []).flat().join(' ')}`;

await runScript(async () => {
  const { testBuild, only } = readArguments(process.argv.slice(2));
  await ensureDependencies();
  const electron = await ensureElectron();
  const [{ runtimeOf }, { packageApp }] = await Promise.all([
    import('./package/runtime.mjs'),
    import('./package/package-app.mjs'),
  ]);
  const runtime = await runtimeOf(electron);
  if (!runtime.shippable && !testBuild) {
    throw new Stop(
      `Electron ${runtime.version} in ${runtime.folder} is not the one to ship, which could not be had. Nothing was made.\n` +
        'To look at a packaged app all the same: npm run dist -- --test-build',
    );
  }
  await ensureBuild({ force: !testBuild });

  const output = join(root, 'release', testBuild ? 'test-build' : 'ship');
  await rm(output, { recursive: true, force: true });
  const wanted = (batches[process.platform] ?? []).filter((targets) => only === null || targets.includes(only));
  /** @type {string[]} */
  const made = [];
  /** @type {string[]} */
  const missing = [];
  for (const targets of wanted) {
    const name = targets.join(' and ');
    try {
      const files = await step(`Packaging ${name}`, () => packageApp({ runtime, targets, output, testBuild }));
      made.push(...(name === 'dir' ? [join(output, 'linux-unpacked')] : files));
    } catch (error) {
      missing.push(`${name}: ${firstLine(error)}`);
    }
  }
  for (const file of made) say(`Made: ${relative(root, file)}`);
  for (const reason of missing) say(`NOT made: ${reason}`);
  if (testBuild) say('This is a test build: not for people to use.');
  return missing.length === 0 ? 0 : 1;
});
// electron-builder's timer for a failed download would keep the process alive for half a minute.
process.exit();

/** @param {readonly string[]} args */
function readArguments(args) {
  const at = args.indexOf('--only');
  const only = at < 0 ? null : (args[at + 1] ?? '');
  const known = args.every((arg, index) => arg === '--test-build' || arg === '--only' || (at >= 0 && index === at + 1));
  const targets = (batches[process.platform] ?? []).flat();
  if (!known || (only !== null && !targets.includes(only))) throw new Stop(usage, 2);
  return { testBuild: args.includes('--test-build'), only };
}

/** @param {unknown} error */
function firstLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes('project homepage')) return 'it has to name a homepage: set GITHUB_REPOSITORY=owner/name';
  return text.split('\n').find((line) => line.trim() !== '') ?? 'no reason given';
}
