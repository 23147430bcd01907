import { type Problem, problem } from '../../contract/advice/problem';

type Env = Readonly<Record<string, string | undefined>>;

/** A Wayland session, whose programs cannot take keys from others by themselves. */
export const isWayland = (platform: NodeJS.Platform, env: Env): boolean =>
  platform === 'linux' && (env.XDG_SESSION_TYPE === 'wayland' || (!env.DISPLAY && Boolean(env.WAYLAND_DISPLAY)));

/**
 * Why global hotkeys may not be had, to be told beside the recorder. On Wayland they go through the desktop's portal,
 * which asks the person; where it has none, the desktop's own shortcuts can start the app with `--quick`.
 */
export const hotkeyLimit = (platform: NodeJS.Platform, env: Env): Problem | null =>
  isWayland(platform, env) ? problem('hotkey-wayland') : null;

/**
 * Has Chromium ask the portal (its feature is off in older ones). To be called before the app is ready; the portal
 * knows the program by `desktopName` in package.json and a .desktop file of that name.
 */
export const askHotkeyPortal = (
  commandLine: { appendSwitch(name: string, value: string): void },
  platform: NodeJS.Platform,
  env: Env,
): void => {
  if (isWayland(platform, env)) commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
};
