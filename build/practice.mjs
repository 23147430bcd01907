import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { root } from './places.mjs';
import { runScript } from './stop.mjs';

/** `npm run practice`: bundles the practice server (a third of a second) and runs it. Arguments go to it. */
await runScript(async () => {
  await ensureDependencies();
  const folder = join(root, 'dist/practice');
  await withLock(join(root, 'dist/practice.lock'), () => bundle(folder));
  await import(pathToFileURL(join(folder, 'cli.js')).href);
  return Number(process.exitCode ?? 0);
});

/** @param {string} outDir */
async function bundle(outDir) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron/practice/cli.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'cli.js' } },
    },
  });
}
