import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  Menu,
  nativeImage,
  nativeTheme,
  screen,
  session,
  Tray,
  type WebPreferences,
} from 'electron';
import type { BuzzId } from './contract/model/ids';
import type { Locale } from './contract/model/settings';
import type { DataHome } from './desktop/data/home';
import { createHotkeyClaims, type HotkeyClaims } from './desktop/hotkeys/shortcuts';
import { isWayland } from './desktop/hotkeys/wayland-limit';
import { createHotkey, type Hotkey } from './desktop/hotkeys/window-hotkey';
import { createBroadcast } from './desktop/ipc/ipc-host';
import { createKnownWindows, type KnownWindows } from './desktop/ipc/known-windows';
import { createLateLog } from './desktop/lifecycle/late-log';
import type { PageProgress } from './desktop/lifecycle/page-progress';
import { createQuitGuard, type QuitGuard } from './desktop/lifecycle/quit-guard';
import { secureSession } from './desktop/security/secure-app';
import { windowPreferences } from './desktop/security/window-preferences';
import { createTrayIcons } from './desktop/tray/icon';
import { createTray, type TrayIcon } from './desktop/tray/tray';
import { setAppMenu } from './desktop/windows/app-menu';
import { type ConnectWindow, createConnectWindow } from './desktop/windows/connect-window';
import { placeAtTray, placeQuick } from './desktop/windows/placement';
import { createPopup, type Popup } from './desktop/windows/popup';
import { createPopupWindow, popupSize } from './desktop/windows/popup-window';
import { createScreens, type Screens } from './desktop/windows/screens';
import { createTheme, type WindowTheme } from './desktop/windows/theme';
import { localeFor } from './desktop/words/locale';
import { words } from './desktop/words/words';
import type { Log } from './storage/log';

/** The first half of the program: all that must be there before its settings are read. */
export interface Shell {
  platform: NodeJS.Platform;
  log: Log;
  windows: KnownWindows;
  theme: WindowTheme;
  quitGuard: QuitGuard;
  popup: Popup;
  screens: Screens;
  claims: HotkeyClaims;
  hotkey: Hotkey;
  /** The rights of a window with our pages. */
  pages(): WebPreferences;
  /** Makes what takes an app that is ready: the tray icon first. */
  show(): ShownShell;
}

/** What the tray's menu asks of the program behind it. */
export interface ShellActions {
  /** Stops a buzz with its ladder. */
  stop(id: BuzzId): void;
  /** Shows a board where it is open, or in the popup. */
  showBoard(id: BuzzId): void;
}

/** The shell's parts that the system shows. */
export interface ShownShell {
  tray: TrayIcon;
  connect: ConnectWindow;
  /** Has the menus and titles that are made before the settings are read speak this language. */
  speak(locale: Locale): void;
}

const { platform } = process;
/** On disk for the sake of V8's code alone: no page of ours keeps anything. */
const pagesPartition = 'persist:pages';

/** Needs no more than Electron and where the data is; what people ask of `program` meanwhile waits for it. */
export const createShell = (parts: { place: DataHome; page: PageProgress; program: Promise<ShellActions> }): Shell => {
  const { page, place, program } = parts;
  const log = createLateLog(async () => {
    await page.shown;
    const { openLog } = await import('./storage/log');
    return openLog(join(place.home, 'logs'), { console: !app.isPackaged });
  });
  const windows = createKnownWindows();
  const theme = createTheme(nativeTheme, () => BrowserWindow.getAllWindows());
  const quitGuard = createQuitGuard({ app, dialog });
  let quitting = false;
  let tray: TrayIcon;

  const screens = createScreens(screen);
  const preferences = (partition: string) => {
    const { isPackaged: packaged } = app;
    const input = { root: join(import.meta.dirname, '../renderer'), packaged, onServed: page.served };
    const pages = secureSession(session.fromPartition(partition), input);
    const preload = join(import.meta.dirname, '../preload/preload.cjs');
    return { session: pages, webPreferences: windowPreferences({ preload, session: pages, packaged }) };
  };

  const popup = createPopup({
    createWindow: (events) => {
      const { webPreferences } = preferences(pagesPartition);
      const { backgroundColor } = theme;
      const isQuitting = () => quitting;
      const hasOtherWindow = () => BrowserWindow.getAllWindows().length > 1;
      const painted = () => {
        events.painted();
        page.painted();
      };
      return createPopupWindow(
        { BrowserWindow, app, platform, windows, webPreferences, backgroundColor, isQuitting, hasOtherWindow },
        { ...events, painted },
      );
    },
    placeAtTray: (zoom) => placeAtTray({ ...screens.now(), tray: tray.bounds(), size: popupSize('tray', zoom) }),
    placeQuick: (zoom) => placeQuick({ ...screens.now(), size: popupSize('quick', zoom) }),
    look: () => screens.look(),
    onVisible: (seen) => createBroadcast(windows)('seenChanged', seen),
    now: () => performance.now(),
    later: (what, ms) => void setTimeout(what, ms),
  });
  const claims = createHotkeyClaims(globalShortcut);
  const hotkey = createHotkey({ claims, onPress: () => popup.toggleQuick() });

  const showTray = (locale: Locale) =>
    createTray({
      Tray,
      Menu,
      icon: createTrayIcons(nativeImage, platform, () => screen.getAllDisplays().map((display) => display.scaleFactor)),
      platform,
      onClick: () => popup.toggleAtTray(),
      actions: {
        open: () => popup.showAtTray(),
        quick: () => popup.showQuick(),
        compose: (groupId) => popup.showAtTray({ screen: 'compose', groupId }),
        board: (id) => void program.then((started) => started.showBoard(id)),
        stop: (id) => void program.then((started) => started.stop(id)),
        settings: () => popup.showAtTray({ screen: 'settings' }),
        quit: () => app.quit(),
      },
      first: {
        locale,
        look: { state: 'idle', practice: false, waiting: 0 },
        pinned: [],
        recent: [],
        ladders: [],
        hotkey: '',
      },
    });

  const followScreens = () => {
    // A window on a screen that is gone, or below a panel that has come, cannot be seen.
    const onScreens = () => {
      popup.screensChanged();
      tray.redraw();
    };
    screen.on('display-added', onScreens);
    screen.on('display-removed', onScreens);
    screen.on('display-metrics-changed', onScreens);
    if (platform !== 'linux') return;
    const panel = {
      addresses: process.env.DBUS_SESSION_BUS_ADDRESS,
      uid: process.getuid?.() ?? null,
      appeared: tray.makeAnew,
    };
    void page.shown
      .then(() => import('./desktop/tray/panel-watcher'))
      .then(({ awaitTrayHost }) => awaitTrayHost(panel));
    const { DISPLAY: display = '' } = process.env;
    if (!display || isWayland(platform, process.env)) return;
    void page.shown
      .then(() => import('./desktop/windows/x-pointer'))
      .then(({ connectXPointer }) => connectXPointer(display))
      .then(screens.askPointer);
  };

  const followQuit = () => {
    app.on('before-quit', (event) => {
      quitting = quitGuard.mayQuit();
      if (!quitting) event.preventDefault();
    });
    // Whoever sends a signal (a logout, a terminal) is not there to be asked.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, quitGuard.force);
    // A tray app lives on without windows.
    app.on('window-all-closed', () => undefined);
  };

  return {
    platform,
    log,
    windows,
    theme,
    quitGuard,
    popup,
    screens,
    claims,
    hotkey,
    pages: () => preferences(pagesPartition).webPreferences,
    show() {
      let locale = localeFor('system', app.getPreferredSystemLanguages());
      tray = showTray(locale);
      setAppMenu(Menu, platform, words[locale]);
      followScreens();
      followQuit();
      const connect = createConnectWindow({
        BrowserWindow,
        windows,
        preferences: () => preferences('connect'),
        backgroundColor: theme.backgroundColor,
        title: () => words[locale].connectTitle,
      });
      const speak = (next: Locale) => {
        if (next === locale) return;
        locale = next;
        setAppMenu(Menu, platform, words[locale]);
      };
      return { tray, connect, speak };
    },
  };
};
