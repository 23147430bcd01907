import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run, Stop, together } from '../script/run.mjs';
import { ensureBuild } from './bundle.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

export { ensureBuild, ensureDependencies, ensureElectron };

/**
 * Everything between `git clone` and a running app: dependencies, an Electron, the libraries it needs, the build.
 * @param {{ need: import('./system-libraries.mjs').Need }} options what will be done with it
 * @returns {Promise<{ electron: string }>} the path of Electron's executable
 */
export async function prepare({ need }) {
  checkNode();
  await ensureDependencies();
  // One waits for the network, one for the disk, one for the processor.
  const electron = ensureElectron();
  await together([electron, ensureSystemLibraries({ electron, need }), ensureBuild()]);
  return { electron: await electron };
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}

/**
 * The arguments that Electron's sandbox needs here. As root Chromium has none to offer, so it is told so, and only then.
 * Ubuntu 24.04 and hardened kernels deny user namespaces to ordinary programs; the sandbox then needs its setuid helper,
 * which an unpacked Electron does not have set up. Chromium would abort; this says what to do.
 * @param {string} electron path of the executable
 * @returns {Promise<readonly string[]>}
 */
export async function sandboxArgs(electron) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const helper = join(dirname(electron), 'chrome-sandbox');
  const { uid, mode } = await stat(helper).catch(() => ({ uid: -1, mode: 0 }));
  if (uid === 0 && (mode & 0o4755) === 0o4755) return [];
  const { code } = await run('unshare', ['--user', '--map-root-user', 'true']);
  // 127: there is no `unshare` to ask with; Chromium finds out for itself.
  if (code === 0 || code === 127) return [];
  throw new Stop(
    `This system does not let ordinary programs make the sandbox that Electron works in. Allow it for this one:\n\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`,
  );
}
