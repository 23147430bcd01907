import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runScript } from '../script/run.mjs';
import { startVirtualDesktop } from './virtual-desktop.mjs';

/**
 * Keeps a virtual desktop for an app that the command line starts where there is no screen, as long as the app runs.
 * Its arguments are the command to run. Nobody watches it: it reads and writes nothing.
 */
await runScript(async () => {
  const [command = '', ...args] = process.argv.slice(2);
  const data =
    process.env.FEISHU_BUZZ_HOME || join(process.env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'feishu-buzz');
  const desktop = await startVirtualDesktop({ keyringFolder: join(data, 'virtual-keyring') });
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
