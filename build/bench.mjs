/**
 * `npm run bench [-- <name> …]`: bundles the measurements of test/bench and runs all of them, or the named ones
 * (`fan-out`, `start` …). Prints the results as JSON on stdout; ends with 1 when a goal is missed. `--before <folder>`, a
 * checkout of an older version that has been built, lets `start` and `rest` measure that one in the same run.
 */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleForNode } from './prepare/bundle.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { prepare, sandboxArgs } from './prepare/prepare.mjs';
import { startVirtualDesktop } from './screen/virtual-desktop.mjs';
import { withLock } from './script/lock.mjs';
import { root } from './script/places.mjs';
import { run, runScript, Stop } from './script/run.mjs';

/** Measurements in plain Node. The others need the built app, and an Electron on a virtual desktop. */
const inNode = ['fan-out', 'ledger', 'search', 'import', 'listening', 'relay'];

await runScript(async () => {
  const { positionals: asked, values } = parseArgs({ allowPositionals: true, options: { before: { type: 'string' } } });
  const before = values.before && resolve(values.before);
  if (before && !existsSync(join(before, 'dist/main/main.js'))) throw new Stop(`There is no build in ${before}.`);
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
    Object.assign(env, desktop.env, {
      BENCH_DESKTOP: JSON.stringify({ root, electron: prepared.electron, args, before }),
    });
  }
  try {
    return (await run(process.execPath, [join(folder, 'bench.js'), ...asked], { cwd: root, env, show: true })).code;
  } finally {
    await desktop?.stop();
  }
});
