import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { selectionIsOwned } from '../../../build/screen/x11.mjs';
import { until } from '../clock/until';
import { removableFolder } from '../disk/temp-folder';
import { serveOnBus } from './bus-service';
import { movePointer, trayIconPosition, windowsOnScreen } from './desktop';
import { ownDesktop } from './desktop-session';
import type { LaunchedApp } from './launch-app';

/** Process ids of the programs with this name on the desktop of the tests. */
const onDesktop = (name: string): readonly number[] =>
  readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const isIt = readFileSync(`/proc/${entry}/comm`, 'utf8').trim() === name;
      const here = `DISPLAY=${ownDesktop().env.DISPLAY}\0`;
      return isIt && readFileSync(`/proc/${entry}/environ`, 'utf8').includes(here) ? [Number(entry)] : [];
    } catch {
      // The process has ended, or belongs to another user.
      return [];
    }
  });

/** Ends the program that shows the tray, as a crashed panel would. */
export const stopTrayHost = async (): Promise<void> => {
  for (const pid of onDesktop('trayer')) process.kill(pid, 'SIGKILL');
  await until('the tray is gone', () => onDesktop('trayer').length === 0);
  // The window manager gives its room and the focus to other windows; a window shown earlier could lose the focus.
  await until('so is its window', async () => !(await windowsOnScreen()).includes('panel'));
};

/** Starts the program unless it runs. */
export const haveTrayHost = async (): Promise<void> => {
  if (onDesktop('trayer').length === 0) await startTrayHost();
};

/** Restarts the panel as `virtual-desktop.mjs` did. It survives this test file and ends with the X server. */
export const startTrayHost = async (): Promise<void> => {
  // By this variable apps are found that a test left behind; the panel is a part of the desktop.
  const { FEISHU_BUZZ_VIRTUAL_SCREEN: _, ...env } = ownDesktop().env;
  const args =
    '--edge top --align right --height 32 --widthtype request --SetDockType true --SetPartialStrut true --tint 0x1f2a3c --transparent true --alpha 0';
  spawn('trayer', args.split(' '), { env: { ...process.env, ...env }, detached: true, stdio: 'ignore' }).unref();
  await selectionIsOwned(env, '_NET_SYSTEM_TRAY_S0');
};

/** Panel of the newer kind (StatusNotifier) on the desktop of the tests, as far as programs notice one. */
interface TrayWatcher {
  /** Icons that it was given, by the connection of their program. */
  icons: () => readonly string[];
  close: () => void;
}

const watcherName = 'org.kde.StatusNotifierWatcher';

/** Puts such a panel on the session bus, which accepts icons without showing them. */
export const startTrayWatcher = async (): Promise<TrayWatcher> => {
  const { env } = ownDesktop();
  const icons: string[] = [];
  const service = await serveOnBus(env.DBUS_SESSION_BUS_ADDRESS ?? '', watcherName, ({ sender, member, body }) => {
    if (member === 'RegisterStatusNotifierItem') icons.push(`${sender}/StatusNotifierItem`);
    if (member !== 'Get') return [];
    return [body[1] === 'RegisteredStatusNotifierItems' ? icons : body[1] === 'IsStatusNotifierHostRegistered'];
  });
  return { icons: () => icons, close: service.close };
};

/** Square around the center of the icon, inside a panel of 32 px (px). */
const half = 12;

/** Pixels of the icon in the tray, in a form that two equal pictures share. */
export const iconInTray = async ({ app }: Pick<LaunchedApp, 'app'>): Promise<string> => {
  // A pointer on the icon would light it up.
  await movePointer({ x: 5, y: 500 });
  const { x, y } = await trayIconPosition();
  const folder = removableFolder();
  try {
    const file = join(folder.path, 'icon.png');
    const area = [x - half, y - half, 2 * half, 2 * half].join(',');
    await promisify(execFile)('scrot', ['-a', area, file], { env: { ...process.env, ...ownDesktop().env } });
    // The file may contain its time of creation.
    return await app.evaluate(
      ({ nativeImage }, path) => nativeImage.createFromPath(path).toBitmap().toString('base64'),
      file,
    );
  } finally {
    folder.remove();
  }
};
