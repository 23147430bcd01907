/**
 * `npm run soak [-- [<what>] [<runs> [<first seed>]]]`: kills and restarts the program in so many seeded runs. Without a name
 * `sending` and `ladders` in 10,000 each; `hand-over` kills a desktop and its relay in 3,000; `listening` takes a thousand events a
 * second in 2,000, as each costs more; `relay` brings 1,000 troubles over relays on PostgreSQL, twenty to a run of about a minute. Prints Vitest's
 * report; fails at the first run in which a phone rang twice, a message was sent twice, a person was left without an outcome, or
 * an event was lost or acted on twice.
 */

import { join } from 'node:path';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { root } from './script/places.mjs';
import { run, runScript, Stop } from './script/run.mjs';

/**
 * The tests of each name, and the number of runs when none is asked for. `each`: several of what is counted make one run.
 * @type {Record<string, { tests: readonly string[], usual: string, project?: string, each?: number }>}
 */
const soaks = {
  sending: { tests: ['electron/storage/ledger/crash-points.test.ts'], usual: '10000' },
  ladders: { tests: ['electron/core/buzz/ladder/ladder-crash.test.ts'], usual: '10000' },
  'hand-over': { tests: ['electron/core/buzz/engine/hand-over-crash.test.ts'], usual: '3000' },
  listening: { tests: ['electron/desktop/listening/listen-crash.test.ts'], usual: '2000' },
  relay: { tests: ['test/integration/ledger/relay-trials.test.ts'], usual: '1000', project: 'integration', each: 20 },
};

/** What is done without a name. */
const all = {
  tests: ['electron/storage/ledger/crash-points.test.ts', 'electron/core/buzz/ladder/ladder-crash.test.ts'],
  usual: '10000',
  project: 'unit',
  each: 1,
};

await runScript(async () => {
  const asked = process.argv.slice(2);
  const [name = ''] = asked;
  const named = Object.entries(soaks).find(([each]) => each === name)?.[1];
  if (named) asked.shift();
  const soak = named ?? all;
  const [runs = soak.usual, first = '1'] = asked;
  if (![runs, first].every((text) => /^[1-9]\d{0,6}$/.test(text)))
    throw new Stop('npm run soak -- [sending|ladders|hand-over|listening|relay] <runs> <first seed>');
  await ensureDependencies();
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', soak.project ?? 'unit'];
  const env = {
    ...process.env,
    BUZZ_CRASH_RUNS: String(Math.ceil(Number(runs) / (soak.each ?? 1))),
    BUZZ_CRASH_FIRST: first,
  };
  return (await run(process.execPath, [...vitest, ...soak.tests], { cwd: root, env, show: true })).code;
});
