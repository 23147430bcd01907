import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Problem } from '../../contract/advice/problem';
import type { AboutProgram } from '../../contract/ipc/desktop-facts';
import type { Log } from '../../storage/log';
import type { ReportDeps } from '../diagnostics/make-report';
import { sayUpdates } from './update-sentence';
import { createUpdates, whyNoUpdates } from './updates';

export interface AboutDeps extends ReportDeps {
  app: Pick<App, 'getName' | 'getVersion' | 'isPackaged' | 'on'>;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  /** The reason why secrets cannot be saved encrypted; null: they can. */
  keyringProblem(): Problem | null;
}

/** `available`, or why there is none: `keyring-missing (i3, org.freedesktop.secrets)`. */
const keyringLine = (why: Problem | null): string =>
  why === null ? 'available' : `${why.advice} (${Object.values(why.params).join(', ')})`;

/** A test build is known by its name, which its data folder and windows carry too (build/package/package-app.mjs). */
const isTestBuild = (name: string): boolean => name.endsWith('(test build)');

const systems: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

const runtime = (): string => {
  const { electron, chrome } = process.versions;
  const system = systems[process.platform] ?? process.platform;
  return `Electron ${electron} · Chromium ${chrome?.split('.')[0]} · ${system} ${process.arch}`;
};

export interface About {
  facts(): AboutProgram;
  /** The diagnostics report, as one text. */
  report(): Promise<string>;
}

/** The program about itself. Looks for newer versions now, and whenever a window comes to the front. */
export const startAbout = (deps: AboutDeps): About => {
  const { app, env, platform, log, engine, store } = deps;
  const testBuild = isTestBuild(app.getName());
  const hasPlace = existsSync(join(process.resourcesPath, 'app-update.yml'));
  const never = whyNoUpdates({ packaged: app.isPackaged, testBuild, platform, env, hasPlace });
  const updates = createUpdates({
    never,
    wanted: () => store.settings().checkUpdates,
    busy: () => engine.running > 0 || engine.armed.length > 0,
    now: Date.now,
    load: async () => (await import('electron-updater')).autoUpdater,
    report: (reason) => log.warn('update', reason),
  });
  log.info('started', { version: app.getVersion(), runtime: runtime() });
  app.on('will-quit', () => log.info('quitting', { afterSeconds: Math.round(process.uptime()) }));
  app.on('browser-window-focus', () => void updates.look());
  app.on('before-quit', updates.beforeQuit);
  void updates.look();
  return {
    facts: () => ({
      runtime: runtime(),
      testBuild,
      updatable: never === null,
      updates: sayUpdates(updates.state(), deps.locale(), deps.zone),
    }),
    report: async () => {
      const { makeReport } = await import('../diagnostics/make-report');
      const facts = {
        version: `${app.getVersion()}${testBuild ? ' (test build)' : ''}${app.isPackaged ? '' : ' (from its sources)'}`,
        runtime: runtime(),
        node: process.versions.node,
        keyring: keyringLine(deps.keyringProblem()),
        updates: JSON.stringify(updates.state()),
      };
      return makeReport(deps, { facts, env, now: Date.now() });
    },
  };
};
