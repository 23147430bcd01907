import { join } from 'node:path';
import type { App } from 'electron';
import { askHotkeyPortal } from '../hotkeys/wayland-limit';

/** What Chromium and the system must be told before the app is ready, besides what concerns security. */
export const setUpRuntime = (
  app: Pick<App, 'commandLine' | 'disableHardwareAcceleration' | 'setAppUserModelId'>,
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>,
): void => {
  askHotkeyPortal(app.commandLine, platform, env);
  // A window of this size is painted sooner than a graphics driver has started, and depends on none.
  if (platform === 'linux') app.disableHardwareAcceleration();
  // Windows shows notifications only of programs it knows by this name, which the installer gives their shortcut.
  if (platform === 'win32') app.setAppUserModelId('io.github.feishu-buzz');
};

/** `node:module`, as far as the runtime has it: Node 22 and later keep compiled code, the oldest Electron's does not. */
interface CompileCacheHost {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Keeps the code that main loads from here on compiled in the data folder, for the next start. V8 takes what it kept
 * only for the very same source and version. Costs nothing where the runtime cannot do it.
 */
export const keepCompiled = (module: object & CompileCacheHost, home: string): void => {
  module.enableCompileCache?.(join(home, 'compiled'));
};
