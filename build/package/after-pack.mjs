import { chmod, copyFile, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { root } from '../script/places.mjs';

const launchers = join(root, 'build/launcher');

/**
 * Runs after the app has been put together and before it is signed: adds the licenses of its packages, sets the fuses,
 * and puts the command line's launcher beside the binary. On Linux the launcher takes the binary's name, so that the
 * desktop entry, the package's link in /usr/bin and the AppImage all go through it.
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

/**
 * Fuses of the packaged binary, which no argument can change: it does not run scripts as Node, no debugger attaches, the
 * code comes from the archive alone, cookies are encrypted on disk, and `file:` has no extra rights. Electron checks the
 * archive's hash on macOS and Windows.
 */
const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

const fuseConfig = { version: FuseVersion.V1, ...fuses };

/**
 * The licenses of all packages that are bundled into the app or packaged with it, as those licenses require: one text, a
 * part per package. Development packages are left out; Electron and Chromium bring their own licenses.
 * @returns {Promise<string>}
 */
async function thirdPartyLicenses() {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path.startsWith('node_modules/') && !dev);
  const parts = await Promise.all(
    shipped.map(async ([path, { version, license }]) => {
      const folder = join(root, path);
      const names = await readdir(folder).catch(() => null);
      // Packages for other systems are not installed, and not shipped.
      if (!names) return null;
      const texts = await Promise.all(
        names
          .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
          .map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
      );
      const title = `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} ${version}`;
      return [title, `Licence: ${license ?? 'see below'}`, '', ...texts.map((text) => text.trim())].join('\n');
    }),
  );
  const line = `\n\n${'-'.repeat(78)}\n\n`;
  return `Feishu Buzz contains the following software.${line}${parts.filter((part) => part !== null).join(line)}\n`;
}
