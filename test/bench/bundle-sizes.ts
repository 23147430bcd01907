import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of a KB, in which budgets are given. */
const kb = 1_024;

/** Static imports of a bundled chunk, without those by `import()`. */
const importsOf = (code: string): string[] =>
  [...code.matchAll(/(?:^|[;}\n])\s*(?:import|export)\b[^;'"()]*?["'](\.\/[^"']+)["']/g)].map(
    (match) => match[1] ?? '',
  );

/** Chunks of main that these load at once, themselves included: what they `import()` is not among them. */
export const loadedWith = (root: string, entries: readonly string[]): ReadonlySet<string> => {
  const main = join(root, 'dist/main');
  const loaded = new Set(entries);
  for (const name of loaded) for (const found of importsOf(readFileSync(join(main, name), 'utf8'))) loaded.add(found);
  return loaded;
};

/** Sizes (bytes) of the page, and of the part of main that is loaded before the tray icon shows. */
export const bundleSizes = (root: string) => {
  const assets = join(root, 'dist/renderer/assets');
  const weigh = (ending: string) =>
    readdirSync(assets)
      .filter((name) => name.endsWith(ending))
      .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
  const main = join(root, 'dist/main');
  const beforeTray = [...loadedWith(root, ['./main.js'])].reduce(
    (sum, name) => sum + statSync(join(main, name)).size,
    0,
  );
  return {
    rendererJs: { bytes: weigh('.js'), goal: 450 * kb },
    rendererCss: { bytes: weigh('.css'), goal: 40 * kb },
    mainBeforeTray: { bytes: beforeTray, goal: 150 * kb },
  };
};
