import { type Problem, problem } from '../../contract/advice/problem';

type Env = Readonly<Record<string, string | undefined>>;

/** True in a Wayland session, where a program cannot take keys by itself. */
export const isWayland = (platform: NodeJS.Platform, env: Env): boolean =>
  platform === 'linux' && (env.XDG_SESSION_TYPE === 'wayland' || (!env.DISPLAY && Boolean(env.WAYLAND_DISPLAY)));

/**
 * The reason why global hotkeys may not work, shown beside the recorder. On Wayland they go through the desktop's portal,
 * which asks the person; on a desktop without one, the desktop's own shortcuts can start the app with `--quick`.
 */
export const hotkeyLimit = (platform: NodeJS.Platform, env: Env): Problem | null =>
  isWayland(platform, env) ? problem('hotkey-wayland') : null;

/**
 * Lets Chromium use the portal (older versions have that feature off). To be called before the app is ready. The portal
 * knows the program by `desktopName` in package.json and a .desktop file of that name.
 */
export const askHotkeyPortal = (
  commandLine: { appendSwitch(name: string, value: string): void },
  platform: NodeJS.Platform,
  env: Env,
): void => {
  if (isWayland(platform, env)) commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
};
