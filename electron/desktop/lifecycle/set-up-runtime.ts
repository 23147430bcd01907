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
