import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { inlineClassNames, keepSheets, twoLetterClasses } from './build/prepare/class-names.mjs';
import { reactByName } from './build/prepare/react-by-name.mjs';
import { withoutSpareReact } from './build/prepare/react-parts.mjs';
import { writeTokensShort } from './build/prepare/short-tokens.mjs';
import { withoutSpareParts } from './build/prepare/spare-parts.mjs';
import { LongFirst } from './build/script/long-first.mjs';
import { createPartsReporter } from './build/script/parts-reporter.mjs';
import { desktopCount } from './test/support/desktop/desktop-count.mjs';

const here = import.meta.dirname;
const dist = (name: string) => join(here, 'dist', name);

/** What a bundle for Electron leaves to the runtime. libsql loads a native library from beside its own files. */
const leftToRuntime = ['electron', 'libsql', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** Main and preload share all but format and entry. Node 20 is what the oldest supported Electron (33) has inside. */
const inElectron: EnvironmentOptions = {
  consumer: 'server',
  resolve: { conditions: ['node', 'import', 'module', 'default'], noExternal: true, external: leftToRuntime },
};

/** Puts into one chunk each what the start reads at once: by `import` and not by `import()`, from these modules on. */
const readAtOnce = (stages: Readonly<Record<string, readonly string[]>>) => {
  const chunkOf = new Map<string, string>();
  type Look = (id: string) => { importedIds: readonly string[] } | null;
  const follow = (id: string, chunk: string, look: Look) => {
    if (chunkOf.has(id)) return;
    chunkOf.set(id, chunk);
    for (const next of look(id)?.importedIds ?? []) follow(next, chunk, look);
  };
  return (id: string, context: { getModuleInfo: Look }) => {
    if (chunkOf.size === 0)
      for (const [chunk, entries] of Object.entries(stages))
        for (const entry of entries) follow(join(here, entry), chunk, (each) => context.getModuleInfo(each));
    return chunkOf.get(id) ?? null;
  };
};

/** Twice the cores of a small machine: many tests wait for other processes, and the others use what that leaves. */
const workers = Math.max(4, availableParallelism());

/** Time after which a test hangs (ms). Seconds would do where nothing else runs; a machine that is busy is not a fault. */
const patienceMs = 120_000;

/**
 * One config for everything: five bundles (`vite build --app`) and the groups of tests (`vitest run`).
 *
 * - main: ESM for Electron's main process; every `import()` stays a chunk of its own, so that lazy code loads late
 * - preload: one CommonJS file, since a sandboxed preload may require nothing but `electron`
 * - commandLine: ESM for plain Node (`npm run buzz`); knows nothing of Electron, and is not packaged
 * - relay: ESM for plain Node, a bundle of its own: the app carries nothing of it
 * - client: the three pages, popup, board and connect, served from the app's own scheme
 */
export default defineConfig({
  // Vite names pages after their path under the root; Vitest looks for tests under it.
  root: process.env.VITEST ? here : join(here, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [
    react(),
    reactByName(),
    withoutSpareReact(),
    withoutSpareParts(),
    inlineClassNames(),
    keepSheets(),
    writeTokensShort(join(here, 'renderer')),
  ],
  clearScreen: false,
  // Two letters for a class keep the style sheet within its 40 KB.
  css: { modules: { generateScopedName: twoLetterClasses(join(here, 'renderer')) } },
  // Vite takes this one from here, not from the environment below: without it `light-dark()` is rewritten for browsers
  // that have none, which is 2 KB more.
  build: { cssTarget: 'chrome130' },
  builder: {
    sharedConfigBuild: true,
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  environments: {
    client: {
      build: {
        outDir: dist('renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        modulePreload: { polyfill: false },
        // The page's policy allows no inline script, and fonts and pictures are better as files.
        assetsInlineLimit: 0,
        // One style sheet: what classes are composed of would otherwise be repeated in every screen's own, 5 KB in all.
        cssCodeSplit: false,
        rolldownOptions: {
          input: {
            index: join(here, 'renderer/index.html'),
            board: join(here, 'renderer/board.html'),
            connect: join(here, 'renderer/connect.html'),
          },
          // What two screens share is one file: thirty small ones cost 4 KB in imports alone.
          output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } },
        },
      },
    },
    main: {
      ...inElectron,
      build: {
        outDir: dist('main'),
        emptyOutDir: true,
        target: 'node20',
        // Tray pictures are inlined (`import png from '…png?inline'`), so that main needs no path of its own.
        minify: true,
        sourcemap: true,
        rolldownOptions: {
          input: { main: join(here, 'electron/main.ts') },
          external: leftToRuntime,
          output: {
            format: 'esm',
            entryFileNames: '[name].js',
            chunkFileNames: '[name]-[hash].js',
            // What is read before the tray shows, and then before the popup, is one file each: fifteen and twenty small
            // ones made it some hundredths slower.
            codeSplitting: {
              // The stages have all that they import.
              includeDependenciesRecursively: false,
              groups: [
                {
                  name: readAtOnce({
                    start: ['electron/main.ts'],
                    settings: ['electron/contract/ipc/ipc.ts', 'electron/start/settings.ts'],
                  }),
                },
              ],
            },
          },
        },
      },
    },
    commandLine: {
      ...inElectron,
      build: {
        outDir: dist('command-line'),
        emptyOutDir: true,
        target: 'node20',
        minify: true,
        sourcemap: true,
        rolldownOptions: {
          input: { client: join(here, 'electron/desktop/command-line/client/client-entry.ts') },
          external: leftToRuntime,
          output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    relay: {
      ...inElectron,
      // Without `import`, which Vite adds for imports alone: pg requires its pool, and would get a module that is no class.
      resolve: { ...inElectron.resolve, conditions: ['node', 'module', 'default'] },
      build: {
        outDir: dist('relay'),
        emptyOutDir: true,
        target: 'node20',
        minify: true,
        sourcemap: true,
        rolldownOptions: {
          input: { serve: join(here, 'electron/serve.ts') },
          external: leftToRuntime,
          output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      ...inElectron,
      build: {
        outDir: dist('preload'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: true,
        rolldownOptions: {
          input: { preload: join(here, 'electron/preload.ts') },
          external: leftToRuntime,
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  test: {
    // The default one last: its own line ends the run.
    reporters: [createPartsReporter({ partOf: (project) => (project === 'screens' ? 'unit' : project) }), 'default'],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['electron/**/*.test.ts', 'renderer/**/*.test.ts', 'build/**/*.test.ts'],
          environment: 'node',
          // The modules of the program keep nothing between tests, and loading them anew for every file took longer than
          // the tests; as in the integration tests.
          isolate: false,
          maxWorkers: workers,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: ['renderer/**/*.test.tsx'],
          environment: 'jsdom',
          // A page is emptied after each test, and the packages are loaded once: a third less work than with a page each.
          isolate: false,
          setupFiles: [join(here, 'test/support/bridge/page-setup.ts')],
          maxWorkers: workers,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          globalSetup: [join(here, 'test/support/postgres/one-server.ts')],
          maxWorkers: workers,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          // Their desktop is an X session of their own; the packaged app is driven from outside on every system.
          include: [
            process.platform === 'linux' ? 'test/desktop/**/*.test.ts' : 'test/desktop/packaging/packaged.test.ts',
          ],
          environment: 'node',
          globalSetup: [join(here, 'test/support/desktop/desktop-session.ts')],
          setupFiles: [join(here, 'test/support/desktop/take-desktop.ts')],
          // One screen, one tray, one focus: each worker has a desktop of its own. They come after the other tests, so that
          // those do not starve them.
          maxWorkers: desktopCount,
          sequence: { groupOrder: 1 },
          // Longer than what a test waits for, so that it fails by the name of the state.
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
