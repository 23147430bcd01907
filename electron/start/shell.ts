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
import type { BuzzId } from '../contract/model/ids';
import type { Locale } from '../contract/model/settings';
import { localeFor } from '../contract/words';
import type { DataHome } from '../desktop/data/home';
import { createHotkeyClaims, type HotkeyClaims } from '../desktop/hotkeys/hotkey-claims';
import { isWayland } from '../desktop/hotkeys/wayland-limit';
import { createHotkey, type Hotkey } from '../desktop/hotkeys/window-hotkey';
import { type Broadcast, createBroadcast } from '../desktop/ipc/ipc-host';
import { createKnownWindows, type KnownWindows } from '../desktop/ipc/known-windows';
import { createLateLog } from '../desktop/lifecycle/late-log';
import type { PageProgress } from '../desktop/lifecycle/page-progress';
import { createQuitGuard, type QuitGuard } from '../desktop/lifecycle/quit-guard';
import { createHands, type Hands } from '../desktop/security/hands';
import { secureSession, windowPreferences } from '../desktop/security/secure-app';
import { createTrayIcons } from '../desktop/tray/icon';
import { createTray, type TrayIcon } from '../desktop/tray/tray';
import { setAppMenu } from '../desktop/windows/app-menu';
import { type ConnectWindow, createConnectWindow } from '../desktop/windows/connect-window';
import { placeAtTray, placeQuick } from '../desktop/windows/placement';
import { createPopup, type Popup } from '../desktop/windows/popup';
import { createPopupWindow, popupSize } from '../desktop/windows/popup-window';
import { createScreens, type Screens } from '../desktop/windows/screens';
import { followText } from '../desktop/windows/text-menu';
import { createTheme, type WindowTheme } from '../desktop/windows/theme';
import { words } from '../desktop/words/words';
import type { Log } from '../storage/log';

/** The first part of the program: everything that must be there before the settings are read. */
export interface Shell {
  platform: NodeJS.Platform;
  log: Log;
  windows: KnownWindows;
  /** Tells the open windows an event of the contract. */
  broadcast: Broadcast;
  theme: WindowTheme;
  quitGuard: QuitGuard;
  popup: Popup;
  screens: Screens;
  claims: HotkeyClaims;
  hotkey: Hotkey;
  /** What people did in windows lately. */
  hands: Hands;
  /** The web preferences of a window that shows the app's own pages. */
  pages(): WebPreferences;
  /** Makes the tray icon, then everything else that needs `app.whenReady()`. */
  show(): ShownShell;
}

/** Actions of the tray's menu that need the engine. */
export interface ShellActions {
  /** Stops a buzz with its ladder. */
  stop(id: BuzzId): void;
  /** Shows a board where it is open, or in the popup. */
  showBoard(id: BuzzId): void;
}

/** The visible half of the shell. */
export interface ShownShell {
  tray: TrayIcon;
  connectWindow: ConnectWindow;
  /** Changes the language of menus and titles that were made before the settings were read. */
  speak(locale: Locale): void;
}

const { platform } = process;
/** A session on disk only for V8's compiled code: no page of the app stores anything. */
const pagesPartition = 'persist:pages';

/** Needs only Electron and the data folder. Actions that need `program` wait for it. */
export const createShell = (deps: { place: DataHome; page: PageProgress; program: Promise<ShellActions> }): Shell => {
  const { page, place, program } = deps;
  const log = createLateLog(async () => {
    await page.shown;
    const { openLog } = await import('../storage/log');
    return openLog(join(place.home, 'logs'), { console: !app.isPackaged });
  });
  const hands = createHands(() => performance.now());
  let spoken: Locale = 'zh-CN';
  app.on('web-contents-created', (_event, contents) => {
    hands.follow(contents);
    followText(contents, {
      buildFromTemplate: (items) => Menu.buildFromTemplate(items),
      say: () => words[spoken],
      onOpen: (open) => popup.setDialog(open),
    });
  });
  const windows = createKnownWindows();
  const broadcast = createBroadcast(windows);
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
      return createPopupWindow(
        { BrowserWindow, app, platform, windows, webPreferences, backgroundColor, isQuitting, hasOtherWindow },
        events,
      );
    },
    placeAtTray: (zoom) => placeAtTray({ ...screens.now(), tray: tray.bounds(), size: popupSize('tray', zoom) }),
    placeQuick: (zoom) => placeQuick({ ...screens.now(), size: popupSize('quick', zoom) }),
    look: () => screens.look(),
    onVisible: (seen) => {
      broadcast('seenChanged', seen);
      if (!seen) hotkey.awaitTrial(false);
    },
    now: () => performance.now(),
    later: (work, ms) => void setTimeout(work, ms),
  });
  const claims = createHotkeyClaims(globalShortcut);
  const hotkey = createHotkey({
    claims,
    onPress: () => popup.toggleQuick(),
    onTrial: () => broadcast('hotkeyArrived', undefined),
  });

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
        inbox: () => popup.showAtTray({ screen: 'inbox' }),
        settings: () => popup.showAtTray({ screen: 'settings' }),
        quit: () => app.quit(),
      },
      first: {
        locale,
        look: { state: 'idle', practice: false, waiting: 0 },
        pinned: [],
        recent: [],
        ladders: [],
        inbox: null,
        hotkey: '',
      },
    });

  const followScreens = () => {
    // A window on an unplugged screen or below a new panel cannot be seen.
    const onScreens = () => {
      popup.screensChanged();
      tray.redraw();
    };
    screen.on('display-added', onScreens);
    screen.on('display-removed', onScreens);
    screen.on('display-metrics-changed', onScreens);
    if (platform !== 'linux') return;
    const panel = {
      env: process.env,
      uid: process.getuid?.() ?? null,
      appeared: tray.makeAnew,
    };
    void page.shown
      .then(() => import('../desktop/tray/panel-watcher'))
      .then(({ awaitTrayHost }) => awaitTrayHost(panel));
    const { DISPLAY: display = '' } = process.env;
    if (!display || isWayland(platform, process.env)) return;
    void page.shown
      .then(() => import('../desktop/windows/x-pointer'))
      .then(({ connectXPointer }) => connectXPointer(display))
      .then(screens.askPointer);
  };

  const followQuit = () => {
    app.on('before-quit', (event) => {
      quitting = quitGuard.mayQuit();
      if (!quitting) event.preventDefault();
    });
    // A signal comes from a logout or a terminal: there is no person to ask.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, quitGuard.force);
    // A tray app goes on without windows.
    app.on('window-all-closed', () => undefined);
  };

  return {
    platform,
    log,
    windows,
    broadcast,
    theme,
    quitGuard,
    popup,
    screens,
    claims,
    hotkey,
    hands,
    pages: () => preferences(pagesPartition).webPreferences,
    show() {
      let locale = localeFor('system', app.getPreferredSystemLanguages());
      spoken = locale;
      tray = showTray(locale);
      setAppMenu(Menu, platform, words[locale]);
      followScreens();
      followQuit();
      const connectWindow = createConnectWindow({
        BrowserWindow,
        windows,
        preferences: () => preferences('connect'),
        backgroundColor: theme.backgroundColor,
        title: () => words[locale].connectTitle,
      });
      const speak = (next: Locale) => {
        if (next === locale) return;
        locale = next;
        spoken = next;
        setAppMenu(Menu, platform, words[locale]);
      };
      return { tray, connectWindow, speak };
    },
  };
};
