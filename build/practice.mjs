/**
 * `npm run practice`: bundles the practice server (a third of a second) and runs it with the arguments. Prints its base
 * URL, App ID and App Secret on stdout; ends with Ctrl+C.
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './prepare/bundle.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { root } from './script/places.mjs';
import { runScript } from './script/run.mjs';

/** Age at which bundles of older sources are deleted (ms). */
const keepMs = 24 * 3_600_000;

await runScript(async () => {
  await ensureDependencies();
  const file = await bundle(join(root, 'dist/practice'));
  await import(pathToFileURL(file).href);
  return Number(process.exitCode ?? 0);
});

/**
 * Bundles practice into one file and gives its path. Several processes may do this at the same time, and one may start
 * while another is bundling, so the file is named by the hash of its content, appears whole, and never changes.
 * @param {string} folder
 */
async function bundle(folder) {
  const built = await bundleForNode('electron/practice/cli.ts', [], {
    write: false,
    rolldownOptions: { output: { codeSplitting: false } },
  });
  const output = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const code = output.flatMap((each) => (each.type === 'chunk' ? each.code : []));
  if (code.length !== 1) throw new Error(`The practice server should be one file, not ${code.length}`);
  const [text = ''] = code;
  const name = `cli-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.mjs`;
  const file = join(folder, name);
  await mkdir(folder, { recursive: true });
  const beside = join(folder, `${name}.${process.pid}`);
  await writeFile(beside, text);
  await rename(beside, file);
  for (const other of await readdir(folder)) {
    const made = await stat(join(folder, other)).catch(() => null);
    if (made && Date.now() - made.mtimeMs > keepMs) await rm(join(folder, other), { force: true });
  }
  return file;
}
