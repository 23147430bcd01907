/**
 * `npm run soak [-- <runs> [<first seed>]]`: kills and restarts the engine in 10,000 seeded runs, or as many as given.
 * Prints Vitest's report; fails at the first run in which a phone rang twice, a message was sent twice or a person was
 * left without an outcome.
 */

import { join } from 'node:path';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { root } from './script/places.mjs';
import { run, runScript, Stop } from './script/run.mjs';

await runScript(async () => {
  const [runs = '10000', first = '1'] = process.argv.slice(2);
  if (![runs, first].every((text) => /^[1-9]\d{0,6}$/.test(text)))
    throw new Stop('npm run soak -- <runs> <first seed>');
  await ensureDependencies();
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'unit'];
  const tests = ['electron/storage/ledger/crash-points.test.ts', 'electron/core/buzz/ladder/ladder-crash.test.ts'];
  const env = { ...process.env, BUZZ_CRASH_RUNS: runs, BUZZ_CRASH_FIRST: first };
  return (await run(process.execPath, [...vitest, ...tests], { cwd: root, env, show: true })).code;
});
