/**
 * Keeps a virtual desktop for an app that the command line starts where there is no screen, as long as the app runs. The
 * arguments are the app's command. Prints nothing; ends with the app's exit code.
 */

import { spawn } from 'node:child_process';
import { virtualKeyring } from '../script/places.mjs';
import { runScript } from '../script/run.mjs';
import { startVirtualDesktop } from './virtual-desktop.mjs';

await runScript(async () => {
  const [command = '', ...args] = process.argv.slice(2);
  const desktop = await startVirtualDesktop({ keyringFolder: virtualKeyring });
  try {
    return await ended(
      spawn(command, [...desktop.electronArgs, ...args], {
        env: { ...process.env, ...desktop.env },
        stdio: 'ignore',
      }),
    );
  } finally {
    await desktop.stop();
  }
});

/** @param {import('node:child_process').ChildProcess} app @returns {Promise<number>} */
function ended(app) {
  return new Promise((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code) => resolve(code ?? 1));
  });
}
