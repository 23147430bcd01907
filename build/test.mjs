import { join } from 'node:path';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { prepare } from './prepare/prepare.mjs';
import { root } from './script/places.mjs';
import { step } from './script/progress.mjs';
import { run, runScript, Stop, together } from './script/run.mjs';

/** @param {string} path of a tool inside node_modules, which has no `.bin` links on every system */
const tool = (path) => join(root, 'node_modules', path);

/** @type {Record<string, { title: string, commands: readonly (readonly string[])[] }>} */
const checks = {
  types: { title: 'Checking types', commands: [[tool('typescript/bin/tsc'), '-p', '.']] },
  lint: {
    title: 'Checking style, import rules and dead code',
    commands: [
      [
        tool('@biomejs/biome/bin/biome'),
        'ci',
        '--error-on-warnings',
        `--colors=${process.stderr.isTTY ? 'force' : 'off'}`,
        '.',
      ],
      [tool('knip/bin/knip.js'), '--no-progress'],
    ],
  },
};
/** @type {Record<string, readonly string[]>} the Vitest projects of each part */
const parts = { unit: ['unit', 'screens'], integration: ['integration'], desktop: ['desktop'] };

/**
 * `npm test`: everything, after preparing what it needs. Named groups (`types lint unit integration desktop`) run alone;
 * all other arguments go to Vitest: `npm run test:desktop -- test/desktop/shell/shell.test.ts`.
 */
await runScript(async () => {
  const args = process.argv.slice(2);
  const named = args.filter((arg) => arg in checks || arg in parts);
  const wanted = named.length > 0 ? named : [...Object.keys(checks), ...Object.keys(parts)];
  const forVitest = args.filter((arg) => !named.includes(arg));

  await ensureDependencies();
  /** @type {string[]} */
  const failed = [];
  const check = async () => {
    for (const [name, { title, commands }] of Object.entries(checks)) {
      if (wanted.includes(name) && !(await step(title, () => passes(commands)))) failed.push(name);
    }
  };
  // Packages and Electron are fetched meanwhile.
  await together([check(), ...(wanted.includes('desktop') ? [prepare({ need: 'tests' })] : [])]);
  if (failed.length > 0) throw new Stop(`Not passed: ${failed.join(', ')}. The tests were not run.`);

  const chosen = Object.entries(parts)
    .filter(([part]) => wanted.includes(part))
    .flatMap(([, projects]) => projects.flatMap((project) => ['--project', project]));
  if (chosen.length === 0) return 0;
  const vitest = [tool('vitest/vitest.mjs'), 'run', ...chosen, ...forVitest];
  return (await run(process.execPath, vitest, { cwd: root, show: true })).code;
});

/** @param {readonly (readonly string[])[]} commands */
async function passes(commands) {
  let all = true;
  for (const command of commands) {
    const { code, output } = await run(process.execPath, command, { cwd: root });
    if (code === 0) continue;
    process.stderr.write(output);
    all = false;
  }
  return all;
}
