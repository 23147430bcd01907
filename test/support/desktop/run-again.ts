import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { LaunchedApp } from './launch-app';

/** Starts the app once more while it runs, as a person (or a desktop's own shortcut) would. It tells the first and ends. */
export const runAgain = async ({ home }: Pick<LaunchedApp, 'home'>, ...args: readonly string[]): Promise<void> => {
  const { electron, sandboxArgs, env } = inject('desktop');
  const root = join(import.meta.dirname, '../../..');
  const again = [...sandboxArgs, '--password-store=basic', root, ...args];
  await promisify(execFile)(electron, again, { env: { ...process.env, ...env, FEISHU_BUZZ_HOME: home }, cwd: root });
};
