import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../script/lock.mjs';
import { root } from '../script/places.mjs';
import { step } from '../script/progress.mjs';
import { packageApp, testBuildName } from './package-app.mjs';
import { runtimeOf } from './runtime.mjs';

const output = join(root, 'release/tested');
const stamp = join(output, 'made-from');

/** Files that a packaged app depends on besides the runtime: the bundles (by their stamp) and the packaging itself. */
async function ingredients() {
  const launchers = (await readdir(join(root, 'build/launcher'))).map((name) => `build/launcher/${name}`);
  return [
    'dist/.built-from',
    ...['electron-builder.yml', 'package/after-pack.mjs', 'package/package-app.mjs', 'package/runtime.mjs'].map(
      (name) => `build/${name}`,
    ),
    ...launchers.sort(),
  ].map((name) => join(root, name));
}

/**
 * @typedef {object} Packaged
 * @property {string} folder holds the whole app
 * @property {string} command the command line's launcher, and the app's
 * @property {string} binary the file that holds the fuses
 * @property {string} resources
 */

/** @returns {Packaged} */
function places() {
  switch (process.platform) {
    case 'darwin': {
      const folder = join(output, process.arch === 'arm64' ? 'mac-arm64' : 'mac');
      const contents = join(folder, `${testBuildName}.app/Contents`);
      const command = join(contents, 'MacOS', testBuildName);
      return { folder, command, binary: join(folder, `${testBuildName}.app`), resources: join(contents, 'Resources') };
    }
    case 'win32': {
      const folder = join(output, 'win-unpacked');
      const command = join(folder, `${testBuildName}.exe`);
      return { folder, command, binary: command, resources: join(folder, 'resources') };
    }
    default: {
      const folder = join(output, 'linux-unpacked');
      const [command, binary] = ['feishu-buzz', 'feishu-buzz-app'].map((name) => join(folder, name));
      return { folder, command: command ?? '', binary: binary ?? '', resources: join(folder, 'resources') };
    }
  }
}

/**
 * Gives the packaged app that the tests drive, after packaging it again if anything in it has changed. Call `ensureBuild`
 * first.
 * @param {string} electron path of the executable
 * @returns {Promise<Packaged>}
 */
export async function ensureTestBuild(electron) {
  const runtime = await runtimeOf(electron);
  const hash = createHash('sha256').update(`${runtime.folder} ${runtime.version}`);
  for (const file of await ingredients()) hash.update(await readFile(file));
  const wanted = hash.digest('hex');
  return withLock(join(root, 'release/tested.lock'), async () => {
    const made = await readFile(stamp, 'utf8').catch(() => '');
    const found = places();
    if (made === wanted && existsSync(found.command)) return found;
    await step('Packaging the app for the tests', async () => {
      await rm(output, { recursive: true, force: true });
      await packageApp({ runtime, targets: ['dir'], output, testBuild: true });
      await writeFile(stamp, wanted);
    });
    return found;
  });
}
