import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../script/places.mjs';
import { Stop } from '../script/run.mjs';
import { afterPack } from './after-pack.mjs';
import { withPlainCopy } from './runtime.mjs';

/** @typedef {import('electron-builder').Configuration} Configuration */

/** Name of a test build in its windows, About and its data folder. */
export const testBuildName = 'Feishu Buzz (test build)';

/**
 * The place the packaged app looks for newer versions in: the GitHub repository that builds it, or a folder on a web
 * server. null on a machine that names neither: the app never updates itself, and says so. An address without TLS is
 * refused, except on this computer: an AppImage has no signature, so the connection is all that vouches for an update.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Configuration['publish']}
 */
export function updateSource(env) {
  const { FEISHU_BUZZ_UPDATE_URL: url } = env;
  if (url) {
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && !(protocol === 'http:' && hostname === '127.0.0.1'))
      throw new Stop(
        `FEISHU_BUZZ_UPDATE_URL must begin with https://, since updates run on people's computers: ${url}`,
      );
    return { provider: 'generic', url };
  }
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/');
  return owner && repo ? { provider: 'github', owner, repo } : null;
}

/**
 * Packages the bundles in dist/ for this machine's system.
 * @param {object} options
 * @param {import('./runtime.mjs').Runtime} options.runtime
 * @param {readonly string[]} options.targets electron-builder's names, such as `dir` and `AppImage`
 * @param {string} options.output a folder
 * @param {boolean} options.testBuild
 * @returns {Promise<readonly string[]>} the files that were made
 */
export async function packageApp({ runtime, targets, output, testBuild }) {
  const { build, Platform } = await import('electron-builder');
  const { homepage } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { GITHUB_REPOSITORY } = process.env;
  /** @param {string} electronDist */
  const pack = (electronDist) =>
    build({
      projectDir: root,
      targets: Platform.current().createTarget([...targets]),
      publish: 'never',
      config: {
        extends: join(root, 'build/electron-builder.yml'),
        directories: { output },
        electronDist,
        electronVersion: runtime.version,
        afterPack,
        publish: testBuild ? null : updateSource(process.env),
        ...(testBuild ? { productName: testBuildName } : {}),
        extraMetadata: {
          // A package has to say where it comes from.
          ...(!homepage && GITHUB_REPOSITORY ? { homepage: `https://github.com/${GITHUB_REPOSITORY}` } : {}),
          ...(testBuild ? { productName: testBuildName } : {}),
        },
      },
    });
  return withPlainCopy(runtime.folder, pack);
}
