/**
 * `npm start`: prepares everything, opens the tray app with the arguments, and ends with the app's exit code. Progress
 * goes to stderr.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepare, sandboxArgs } from './prepare/prepare.mjs';
import { startVirtualDesktop } from './screen/virtual-desktop.mjs';
import { hasScreen } from './screen/x11.mjs';
import { root, virtualKeyring } from './script/places.mjs';
import { say } from './script/progress.mjs';
import { runScript } from './script/run.mjs';

/** Chromium's complaints about the graphics card and services that a virtual desktop does not have. */
const chromiumNoise = /^\[\d+:\d+\/\d+\.\d+:(ERROR|WARNING):/;

await runScript(async () => {
  const screen = await hasScreen();
  const { electron } = await prepare({ need: screen ? 'screen' : 'virtual screen' });
  const sandbox = await sandboxArgs(electron);
  const desktop = screen ? null : await openVirtualDesktop();
  try {
    say('Feishu Buzz is running: look for its icon in the tray. Ctrl+C ends it.');
    return await runApp(
      electron,
      [...sandbox, ...(desktop?.electronArgs ?? []), root, ...process.argv.slice(2)],
      desktop,
    );
  } finally {
    await desktop?.stop();
  }
});

async function openVirtualDesktop() {
  say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY leads to one): the app runs in a virtual one.');
  return startVirtualDesktop({ keyringFolder: virtualKeyring });
}

/**
 * @param {string} electron
 * @param {readonly string[]} args
 * @param {import('./screen/virtual-desktop.mjs').VirtualDesktop | null} desktop
 * @returns {Promise<number>} the app's exit code
 */
function runApp(electron, args, desktop) {
  return new Promise((resolve, reject) => {
    const app = spawn(electron, args, {
      env: { ...process.env, ...desktop?.env },
      stdio: ['ignore', 'inherit', desktop ? 'pipe' : 'inherit'],
    });
    if (app.stderr) {
      createInterface({ input: app.stderr }).on('line', (line) => {
        if (line && !chromiumNoise.test(line)) process.stderr.write(`${line}\n`);
      });
    }
    const pictures = desktop ? offerPictures(desktop) : null;
    let stopping = false;
    // Ctrl+C in a terminal reaches the app as well; a second signal does no harm. The app has five seconds to end.
    const stop = () => {
      if (stopping) return;
      stopping = true;
      app.kill('SIGTERM');
      setTimeout(() => app.kill('SIGKILL'), 5000).unref();
    };
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop);
    app.once('error', reject);
    app.once('exit', (code) => {
      pictures?.close();
      resolve(stopping ? 0 : (code ?? 1));
    });
  });
}

/**
 * Takes pictures of the virtual desktop, which cannot be seen otherwise: one soon after the start, one for each Enter.
 * @param {import('./screen/virtual-desktop.mjs').VirtualDesktop} desktop
 */
function offerPictures(desktop) {
  /** @type {string | undefined} */
  let folder;
  let taken = 0;
  const take = () => {
    // A folder that other users can neither enter nor have made before.
    folder ??= mkdtempSync(join(tmpdir(), 'feishu-buzz-pictures-'));
    taken += 1;
    const file = join(folder, `desktop-${taken}.png`);
    return desktop.screenshot(file).then(
      () => say(`A picture of the virtual desktop: ${file}`),
      (error) => say(String(error)),
    );
  };
  const first = setTimeout(take, 3000);
  say('Press Enter for a picture of the virtual desktop, or run `npm run demo` to see the main job played there.');
  const lines = createInterface({ input: process.stdin });
  lines.on('line', take);
  return {
    close: () => {
      clearTimeout(first);
      lines.close();
      process.stdin.pause();
    },
  };
}
