/**
 * What a normal Electron has as `default_app.asar` and the fallback lacks: opens the app folder given on the command
 * line. The first argument that is not an option is the folder, as in Electron itself. An ES module that awaits the
 * app's entry, because only then does Electron hold back `ready` until the entry has run.
 */
export const fallbackDefaultApp = `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

process.defaultApp = true;
const args = process.argv.slice(1);
let folder = '.';
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') {
    createRequire(import.meta.url)(resolve(args[i + 1]));
    i += 1;
  } else if (!args[i].startsWith('-')) {
    folder = args[i];
    break;
  }
}
const root = resolve(folder);
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
app.setName(about.productName || about.name);
app.setVersion(about.version || process.versions.electron);
app.setPath('userData', join(app.getPath('appData'), app.getName()));
app.setAppPath(root);
try {
  await import(pathToFileURL(join(root, about.main || 'index.js')).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}
`;
