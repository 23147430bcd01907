import { Stop } from '../script/stop.mjs';
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
  const electron = await ensureElectron();
  await ensureSystemLibraries({ electron, need });
  await ensureBuild();
  return { electron };
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}
