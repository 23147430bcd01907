import module from 'node:module';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  // biome-ignore lint/style/noRestrictedImports: handed to ipc-host, the one place that uses it
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  protocol,
  screen,
  session,
  Tray,
} from 'electron';
import { setAppMenu } from './desktop/app-menu';
import { commandArguments } from './desktop/command-line/command-arguments';
import { linkScheme } from './desktop/command-line/read-link';
import { follow, type StartReason, startReason } from './desktop/command-line/start-reason';
import { takeSecret } from './desktop/command-line/take-secret';
import { isVirtualScreen } from './desktop/command-line/virtual-screen';
import { createConnectWindow } from './desktop/connect-window';
import { settleDataHome } from './desktop/data-home';
import { createHotkey } from './desktop/hotkey';
import { createHotkeyClaims } from './desktop/hotkey-claims';
import { askHotkeyPortal } from './desktop/hotkey-limit';
import { createBroadcast, serveIpc } from './desktop/ipc-host';
import { keepCompiled } from './desktop/keep-compiled';
import { createKnownWindows } from './desktop/known-windows';
import { createLateLog } from './desktop/late-log';
import { localeFor } from './desktop/locale';
import { createPageProgress } from './desktop/page-progress';
import { placeAtTray, placeQuick } from './desktop/placement';
import { createPopup } from './desktop/popup';
import { createPopupWindow, popupSize } from './desktop/popup-window';
import { createQuitGuard } from './desktop/quit-guard';
import { screensOf } from './desktop/screens';
import { secureApp, secureSession } from './desktop/security/secure-app';
import { windowPreferences } from './desktop/security/window-preferences';
import { claimSingleInstance } from './desktop/single-instance';
import { createTheme } from './desktop/theme';
import { createTray } from './desktop/tray';
import { createTrayIcons } from './desktop/tray-icon';
import { words } from './desktop/words';
import type { StartedProgram } from './program';

/**
 * The composition root. Here is what must be there at once: the lock, the tray, the popup and the hotkey. Everything
 * that needs settings, the ledger or Feishu is built in `program.ts`, loaded once the tray icon shows.
 */
const secret = takeSecret(process.env);
const place = settleDataHome(app, process.env);
const { home } = place;
keepCompiled(module, home);
secureApp(app, protocol);
// A window of this size is painted sooner than a graphics driver has started, and depends on none.
if (process.platform === 'linux') app.disableHardwareAcceleration();

const { platform } = process;
askHotkeyPortal(app.commandLine, platform, process.env);
const packaged = app.isPackaged;
// Windows shows notifications only of programs it knows by this name, which the installer gives their shortcut.
if (platform === 'win32') app.setAppUserModelId('io.github.feishu-buzz');
const reason = startReason(process.argv);
const claim = () => claimSingleInstance(app, (argv) => followWhenReady(startReason(argv)));

const command = packaged ? commandArguments(process.argv.slice(1)) : null;

if (command) {
  void import('./desktop/command-line/run-in-app').then(({ runInApp }) => runInApp(app, { ...command, home, secret }));
} else if (claim()) void app.whenReady().then(start);
else {
  const screen = { here: isVirtualScreen(process.env) ? 'virtual' : 'real' } as const;
  void import('./desktop/command-line/take-over')
    .then(({ takeOver }) => takeOver({ home, screen: screen.here, reason, claim }))
    .then((taken) => (taken ? app.whenReady().then(start) : app.quit()));
}

const page = createPageProgress(later);
const log = createLateLog(async () => {
  await page.shown;
  const { openLog } = await import('./storage/log');
  return openLog(join(home, 'logs'), { console: !app.isPackaged });
});
// Without a listener Electron shows a dialog that stops the whole program, calls in flight included.
process.on('uncaughtException', (reason) => log.error('uncaught', reason));
process.on('unhandledRejection', (reason) => log.error('unhandled', reason));

const windows = createKnownWindows();
const theme = createTheme(nativeTheme, () => BrowserWindow.getAllWindows());
let quitting = false;
const quitGuard = createQuitGuard({ app, dialog });

const preferences = (partition: string) => {
  const input = { root: join(import.meta.dirname, '../renderer'), packaged, onServed: page.served };
  const pages = secureSession(session.fromPartition(partition), input);
  const preload = join(import.meta.dirname, '../preload/preload.cjs');
  return { session: pages, webPreferences: windowPreferences({ preload, session: pages, packaged }) };
};

const popup = createPopup({
  createWindow: (events) => {
    const { webPreferences } = preferences('pages');
    const { backgroundColor } = theme;
    const isQuitting = () => quitting;
    const hasOtherWindow = () => BrowserWindow.getAllWindows().length > 1;
    return createPopupWindow(
      { BrowserWindow, app, platform, windows, webPreferences, backgroundColor, isQuitting, hasOtherWindow },
      events,
    );
  },
  placeAtTray: () => placeAtTray({ ...screensOf(screen), tray: tray.bounds(), size: popupSize.tray }),
  placeQuick: () => placeQuick({ ...screensOf(screen), size: popupSize.quick }),
  onVisible: (seen) => createBroadcast(windows)('seenChanged', seen),
  now: () => performance.now(),
  later: (what, ms) => void setTimeout(what, ms),
});

const claims = createHotkeyClaims(globalShortcut);
const hotkey = createHotkey({ claims, onPress: () => popup.toggleQuick() });
let tray: ReturnType<typeof createTray>;

let programStarted: (program: StartedProgram) => void;
const program = new Promise<StartedProgram>((resolve) => {
  programStarted = resolve;
});
const openLink = (link: string) => void program.then((started) => started.openLink(link));
const followWhenReady = (wanted: StartReason) => void app.whenReady().then(() => follow(wanted, { popup, openLink }));
// macOS hands links over this way, the first one before the app is ready.
app.on('open-url', (event, link) => {
  event.preventDefault();
  openLink(link);
});

async function start(): Promise<void> {
  let locale = localeFor('system', app.getPreferredSystemLanguages());
  tray = createTray({
    Tray,
    Menu,
    icon: createTrayIcons(nativeImage, platform, () => screen.getAllDisplays().map((display) => display.scaleFactor)),
    platform,
    onClick: () => popup.toggleAtTray(),
    actions: {
      open: () => popup.showAtTray(),
      quick: () => popup.showQuick(),
      compose: (groupId) => popup.showAtTray({ screen: 'compose', groupId }),
      board: (id) => popup.showAtTray({ screen: 'board', id }),
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
  setAppMenu(Menu, platform, words[locale]);
  if (platform === 'linux') {
    const panel = {
      addresses: process.env.DBUS_SESSION_BUS_ADDRESS,
      uid: process.getuid?.() ?? null,
      appeared: tray.makeAnew,
    };
    void page.shown.then(() => import('./desktop/tray-host')).then(({ awaitTrayHost }) => awaitTrayHost(panel));
  }
  app.on('before-quit', (event) => {
    quitting = quitGuard.mayQuit();
    if (!quitting) event.preventDefault();
  });
  // Whoever sends a signal (a logout, a terminal) is not there to be asked.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, quitGuard.force);
  // A window on a screen that is gone, or below a panel that has come, cannot be seen.
  const onScreens = () => {
    popup.screensChanged();
    tray.redraw();
  };
  screen.on('display-added', onScreens);
  screen.on('display-removed', onScreens);
  screen.on('display-metrics-changed', onScreens);
  // A tray app lives on without windows.
  app.on('window-all-closed', () => undefined);

  const connect = createConnectWindow({
    BrowserWindow,
    windows,
    preferences: () => preferences('connect'),
    backgroundColor: theme.backgroundColor,
    title: () => words[locale].connectTitle,
  });
  const hidden = reason.kind === 'nothing';
  const handlers = page.opening.then(async () => {
    // Piece by piece: in between Chromium goes on with the page.
    await import('./contract/ipc');
    await page.busy;
    const { startProgram } = await import('./program');
    const started = await startProgram({
      place,
      platform,
      windows,
      theme,
      popup,
      hotkey,
      claims,
      speak: (next) => {
        if (next === locale) return;
        locale = next;
        setAppMenu(Menu, platform, words[locale]);
      },
      tray,
      connect,
      quitGuard,
      hidden,
      log,
      shown: page.shown,
    });
    programStarted(started);
    return started.handlers;
  });
  serveIpc({ ipcMain, windows, handlers, report: log.warn });
  // What the page asks waits for the answers.
  popup.open();
  await handlers;
  // In development it would be the runtime's own binary that answers to links.
  if (packaged) app.setAsDefaultProtocolClient(linkScheme);
  if (reason.kind !== 'show') follow(reason, { popup, openLink });
}
