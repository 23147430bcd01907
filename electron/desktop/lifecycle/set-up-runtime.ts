import { join } from 'node:path';
import type { App } from 'electron';
import { askHotkeyPortal } from '../hotkeys/wayland-limit';

/** Sets up Chromium and the system before the app is ready, apart from security. */
export const setUpRuntime = (
  app: Pick<App, 'commandLine' | 'disableHardwareAcceleration' | 'setAppUserModelId'>,
  menu: { setApplicationMenu(menu: null): void },
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>,
): void => {
  // Otherwise Electron makes a menu bar of its own, before anything else is shown: reload, zoom, close. No window here has
  // one, and macOS gets ours (`app-menu.ts`).
  menu.setApplicationMenu(null);
  askHotkeyPortal(app.commandLine, platform, env);
  // A window of this size is painted before a graphics driver would have started.
  if (platform === 'linux') app.disableHardwareAcceleration();
  // Windows shows notifications only of programs with this name, which the installer gives to their shortcut.
  if (platform === 'win32') app.setAppUserModelId('io.github.feishu-buzz');
};

/** The part of `node:module` used here. Node 22 and later keep compiled code; that of the oldest Electron does not. */
interface CompileCacheHost {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Keeps the code that main loads from now on compiled in the data folder, for the next start. V8 uses it only for exactly
 * the same source and version. Does nothing where the runtime cannot do it.
 */
export const keepCompiled = (module: object & CompileCacheHost, home: string): void => {
  module.enableCompileCache?.(join(home, 'compiled'));
};
