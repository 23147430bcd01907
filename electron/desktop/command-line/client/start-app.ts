import { spawn } from 'node:child_process';
import type { StartedApp } from './run-client';

/**
 * Starts a program for itself: in a session of its own, with nothing of this terminal, so that it stays when we end and
 * keeps no pipe open.
 */
export const startApp = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedApp> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...env }, detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve({
        failed: new Promise((fail) => {
          // Ending well, it has found another instance that is just starting: that one will answer.
          child.once('exit', (code, signal) => {
            if (code !== 0) fail(signal ?? String(code));
          });
        }),
      });
    });
  });
