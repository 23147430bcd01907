import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../script/places.mjs';
import { say } from '../script/progress.mjs';
import { run, Stop } from '../script/run.mjs';

/**
 * `npm run demo -- --tasks [--out <folder>] [--before <folder>]`: the desktop test of the fifteen tasks plays them in both languages and keeps a
 * picture of each step, a table of presses, and a page with all of it, beside the pictures of an earlier run. Gives the
 * exit code.
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function playTasks(args) {
  const { out, before } = optionsOf(args);
  const folder = out === undefined ? await mkdtemp(join(tmpdir(), 'feishu-buzz-tasks-')) : resolve(out);
  // Pictures show what a person of this computer does: they are theirs alone.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { code } = await run(
    process.execPath,
    [vitest, 'run', '--project', 'desktop', 'test/desktop/screens/tasks.test.ts'],
    {
      cwd: root,
      show: true,
      env: {
        ...process.env,
        FEISHU_BUZZ_TASKS: folder,
        ...(before === undefined ? {} : { FEISHU_BUZZ_TASKS_BEFORE: resolve(before) }),
      },
    },
  );
  for (const locale of ['zh-CN', 'en-US']) say(join(folder, `tasks-${locale}.html`));
  return code;
}

/** @param {readonly string[]} args */
function optionsOf(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { tasks: { type: 'boolean' }, out: { type: 'string' }, before: { type: 'string' } },
    });
    return values;
  } catch (error) {
    throw new Stop(
      `npm run demo -- --tasks [--out <folder>] [--before <folder>]: ${error instanceof Error ? error.message : error}`,
    );
  }
}
