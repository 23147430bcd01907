/**
 * `npm run bench [-- <name> …]`: bundles the measurements of test/bench and runs all of them, or the named ones
 * (`fan-out`, `start` …). Prints the results as JSON on stdout; ends with 1 when a goal is missed.
 */

import { join } from 'node:path';
import { bundleForNode } from './prepare/bundle.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { prepare, sandboxArgs } from './prepare/prepare.mjs';
import { startVirtualDesktop } from './screen/virtual-desktop.mjs';
import { withLock } from './script/lock.mjs';
import { root } from './script/places.mjs';
import { run, runScript } from './script/run.mjs';

/** Measurements in plain Node. The others need the built app, and an Electron on a virtual desktop. */
const inNode = ['fan-out', 'ledger', 'search', 'import', 'listening', 'relay'];

await runScript(async () => {
  const asked = process.argv.slice(2);
  const needsDesktop = asked.length === 0 || asked.some((name) => !inNode.includes(name));
  await ensureDependencies();
  const prepared = needsDesktop ? await prepare({ need: 'tests' }) : null;
  const folder = join(root, 'dist/bench');
  const external = ['libsql', 'playwright-core', 'pg', 'pg-boss'];
  await withLock(join(root, 'dist/bench.lock'), () =>
    bundleForNode('test/bench/bench.ts', external, {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { external, output: { entryFileNames: 'bench.js' } },
    }),
  );
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
