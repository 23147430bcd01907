import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { root } from './script/places.mjs';
import { runScript } from './script/run.mjs';

/** What was made of sources that have changed since is kept for a day, ms. */
const oldMs = 24 * 3_600_000;

/** `npm run practice`: bundles the practice server (a third of a second) and runs it. Arguments go to it. */
await runScript(async () => {
  await ensureDependencies();
  const file = await bundle(join(root, 'dist/practice'));
  await import(pathToFileURL(file).href);
  return Number(process.exitCode ?? 0);
});

/**
 * Several may do this at the same time, and one may start while another is bundling: a file is called by what it holds,
 * appears whole, and is never changed.
 * @param {string} folder
 */
async function bundle(folder) {
  const { build } = await import('vite');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron/practice/cli.ts'),
      write: false,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false } },
    },
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
    if (made && Date.now() - made.mtimeMs > oldMs) await rm(join(folder, other), { force: true });
  }
  return file;
}
