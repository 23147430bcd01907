import { chmod, copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { root } from '../script/places.mjs';
import { fuseConfig } from './fuses.mjs';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const launchers = join(root, 'build/launcher');

/**
 * After the app has been put together and before it is signed: adds the licences of what it contains, sets the fuses,
 * and puts the command line's launcher beside the binary. On Linux the launcher takes the binary's name, so that the desktop entry, the package's link in
 * /usr/bin and the AppImage all go through it.
 * @param {import('electron-builder').AfterPackContext} context
 */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  await writeFile(join(packager.getResourcesDir(appOutDir), 'LICENSES.third-party.txt'), await thirdPartyLicenses());
  switch (electronPlatformName) {
    case 'darwin':
      await flipFuses(join(appOutDir, `${productFilename}.app`), { ...fuseConfig, resetAdHocDarwinSignature: true });
      break;
    case 'win32':
      await flipFuses(join(appOutDir, `${productFilename}.exe`), fuseConfig);
      await writeFile(
        join(appOutDir, 'feishu-buzz.cmd'),
        (await readFile(join(launchers, 'feishu-buzz.cmd'), 'utf8')).replace(
          'Feishu Buzz.exe',
          `${productFilename}.exe`,
        ),
      );
      break;
    default: {
      const launcher = join(appOutDir, 'feishu-buzz');
      const binary = join(appOutDir, 'feishu-buzz-app');
      await rename(launcher, binary);
      await flipFuses(binary, fuseConfig);
      await copyFile(join(launchers, 'feishu-buzz.sh'), launcher);
      await chmod(launcher, 0o755);
    }
  }
}
