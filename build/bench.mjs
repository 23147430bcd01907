import { join } from 'node:path';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { prepare, sandboxArgs } from './prepare/prepare.mjs';
import { startVirtualDesktop } from './screen/virtual-desktop.mjs';
import { withLock } from './script/lock.mjs';
import { root } from './script/places.mjs';
import { run, runScript } from './script/run.mjs';

/** What is measured in plain Node; everything else needs the built app, and an Electron on a virtual desktop. */
const inNode = ['fan-out', 'ledger', 'search', 'import'];

/** `npm run bench`: bundles the measurements and runs them. Arguments (`fan-out`, `start`, …) choose among them. */
await runScript(async () => {
  const asked = process.argv.slice(2);
  const needsDesktop = asked.length === 0 || asked.some((name) => !inNode.includes(name));
  await ensureDependencies();
  const prepared = needsDesktop ? await prepare({ need: 'tests' }) : null;
  const folder = join(root, 'dist/bench');
  await withLock(join(root, 'dist/bench.lock'), () => bundle(folder));
  const desktop = prepared && (await startVirtualDesktop());
  const env = { ...process.env };
  if (prepared && desktop) {
    const args = [...(await sandboxArgs(prepared.electron)), ...desktop.electronArgs];
    Object.assign(env, desktop.env, { BENCH_DESKTOP: JSON.stringify({ root, electron: prepared.electron, args }) });
  }
  try {
    return (await run(process.execPath, [join(folder, 'bench.js'), ...asked], { cwd: root, env, show: true })).code;
  } finally {
    await desktop?.stop();
  }
});

/** @param {string} outDir */
async function bundle(outDir) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['libsql', 'playwright-core'] },
    build: {
      ssr: join(root, 'test/bench/bench.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { external: ['libsql', 'playwright-core'], output: { entryFileNames: 'bench.js' } },
    },
  });
}
