#!/usr/bin/env node

/**
 * `npm run buzz -- <command>`: the command line in development. Builds the app if its sources have changed, and starts it
 * hidden if it is not running. `serve` is the relay, which needs no app. Progress goes to stderr; stdout gets the answer alone.
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './prepare/bundle.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { prepare, sandboxArgs } from './prepare/prepare.mjs';
import { hasScreen } from './screen/x11.mjs';
import { root } from './script/places.mjs';
import { runScript } from './script/run.mjs';

const secretName = 'FEISHU_BUZZ_APP_SECRET';
// Before anything is started: npm, the build and the app must not inherit it.
const secret = process.env[secretName]?.trim() || null;
delete process.env[secretName];

if (process.argv[2] === 'serve') await import('./serve.mjs');
else
  await runScript(async () => {
    await ensureDependencies();
    await ensureBuild();
    const client = await import(pathToFileURL(join(root, 'dist/command-line/client.js')).href);
    const { defaultHome, nodeDeps, runClient } = client;
    return runClient(
      nodeDeps({
        argv: process.argv.slice(2),
        home: defaultHome(process.platform, process.env),
        env: process.env,
        secret,
        // npm runs scripts in the project's folder and says here where it was called.
        folder: (process.env.npm_lifecycle_event === 'buzz' && process.env.INIT_CWD) || process.cwd(),
        start: () => start(client),
      }),
    );
  });

/**
 * Starts the app hidden: on the real screen, or without one under a keeper that holds a virtual desktop for it.
 * @param {typeof import('../electron/desktop/command-line/client/client-entry')} client the bundle of the command line
 */
async function start({ startApp, hiddenArgument }) {
  const screen = await hasScreen();
  const { electron } = await prepare({ need: screen ? 'screen' : 'virtual screen' });
  const args = [...(await sandboxArgs(electron)), root, hiddenArgument];
  if (screen) return startApp(electron, args, process.env);
  const keeper = join(root, 'build/screen/hidden-app.mjs');
  return startApp(process.execPath, [keeper, electron, ...args], process.env);
}
