import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../script/places.mjs';

/**
 * The licences of everything that is bundled into the app or packaged with it, as they ask for: one text, a part per
 * package. What is only developed with is not among it; Electron and Chromium bring their own.
 * @returns {Promise<string>}
 */
export async function thirdPartyLicenses() {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path.startsWith('node_modules/') && !dev);
  const parts = await Promise.all(
    shipped.map(async ([path, { version, license }]) => {
      const folder = join(root, path);
      const names = await readdir(folder).catch(() => null);
      // Those for other systems are not installed, and not shipped.
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
