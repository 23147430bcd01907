import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { root } from './places.mjs';
import { run } from './run.mjs';
import { runScript } from './stop.mjs';

/** `npm run bench`: bundles the measurements and runs them in plain Node. Arguments (`fan-out`, `ledger`) choose among them. */
await runScript(async () => {
  await ensureDependencies();
  const folder = join(root, 'dist/bench');
  await withLock(join(root, 'dist/bench.lock'), () => bundle(folder));
  const bench = [join(folder, 'bench.js'), ...process.argv.slice(2)];
  return (await run(process.execPath, bench, { cwd: root, show: true })).code;
});

/** @param {string} outDir */
async function bundle(outDir) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['libsql'] },
    build: {
      ssr: join(root, 'test/bench/bench.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { external: ['libsql'], output: { entryFileNames: 'bench.js' } },
    },
  });
}
