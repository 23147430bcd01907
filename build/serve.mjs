/**
 * `npm run serve`: the relay. Installs and builds what is missing, then runs it with the arguments until Ctrl+C or SIGTERM.
 * It needs neither Electron nor a screen.
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './prepare/bundle.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { root } from './script/places.mjs';
import { runScript } from './script/run.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  await import(pathToFileURL(join(root, 'dist/relay/serve.js')).href);
  return Number(process.exitCode ?? 0);
});
