import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Log } from '../../storage/log';
import type { AboutParts } from '../handlers/about';
import type { Program } from '../program';
import { sayUpdates } from './update-sentence';
import { createUpdates } from './updates';
import { whyNoUpdates } from './why-no-updates';

export interface CreateAboutParts {
  app: Pick<App, 'getName' | 'getVersion' | 'isPackaged' | 'on'>;
  home: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  keyring(): boolean;
  program(): Program;
}

/** Told by its name, which is also that of its data folder and its windows (build/package/package-app.mjs). */
const isTestBuild = (name: string): boolean => name.endsWith('(test build)');

const systems: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

const runtime = (): string => {
  const { electron, chrome } = process.versions;
  const system = systems[process.platform] ?? process.platform;
  return `Electron ${electron} · Chromium ${chrome?.split('.')[0]} · ${system} ${process.arch}`;
};

/**
 * The program about itself. Newer versions are looked for at `start` and when a window comes to the front.
 */
export const createAbout = (parts: CreateAboutParts): Omit<AboutParts, 'saveAs'> & { start(): void } => {
  const { app, env, platform, log } = parts;
  const testBuild = isTestBuild(app.getName());
  const hasPlace = existsSync(join(process.resourcesPath, 'app-update.yml'));
  const never = whyNoUpdates({ packaged: app.isPackaged, testBuild, platform, env, hasPlace });
  const updates = createUpdates({
    never,
    wanted: () => parts.program().store.settings().checkUpdates,
    busy: () => parts.program().engine.running > 0 || parts.program().engine.armed.length > 0,
    now: Date.now,
    load: async () => (await import('electron-updater')).autoUpdater,
    report: (reason) => log.warn('update', reason),
  });
  return {
    about: () => ({
      runtime: runtime(),
      testBuild,
      updatable: never === null,
      updates: sayUpdates(updates.state(), parts.program().locale()),
    }),
    report: async (program) => {
      const { makeReport } = await import('../diagnostics/make-report');
      const facts = {
        version: `${app.getVersion()}${testBuild ? ' (test build)' : ''}${app.isPackaged ? '' : ' (from its sources)'}`,
        runtime: runtime(),
        node: process.versions.node,
        keyring: parts.keyring() ? 'available' : 'none',
        updates: JSON.stringify(updates.state()),
      };
      return makeReport({ program, home: parts.home, facts, env, now: Date.now() });
    },
    start: () => {
      log.info('started', { version: app.getVersion(), runtime: runtime() });
      app.on('will-quit', () => log.info('quitting', { afterSeconds: Math.round(process.uptime()) }));
      app.on('browser-window-focus', () => void updates.look());
      app.on('before-quit', updates.beforeQuit);
      void updates.look();
    },
  };
};
