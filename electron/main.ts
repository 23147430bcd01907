import { join } from 'node:path';
import {
  app,
  BrowserWindow,
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
import { createConnectWindow } from './desktop/connect-window';
import { settleDataHome } from './desktop/data-home';
import { createHotkey } from './desktop/hotkey';
import { serveIpc } from './desktop/ipc-host';
import { createKnownWindows } from './desktop/known-windows';
import { localeFor } from './desktop/locale';
import { placeAtTray, placeQuick } from './desktop/placement';
import { createPopup } from './desktop/popup';
import { createPopupWindow, popupSize } from './desktop/popup-window';
import { screensOf } from './desktop/screens';
import { secureApp, secureSession } from './desktop/security/secure-app';
import { windowPreferences } from './desktop/security/window-preferences';
import { claimSingleInstance } from './desktop/single-instance';
import { createTheme } from './desktop/theme';
import { createTray } from './desktop/tray';
import { createTrayIcons } from './desktop/tray-icon';
import { words } from './desktop/words';

/**
 * The composition root. Here is what must be there at once: the lock, the tray, the popup and the hotkey. Everything
 * that needs settings, the ledger or Feishu is built in `program.ts`, loaded once the tray icon shows.
 */
const home = settleDataHome(app, process.env);
secureApp(app, protocol);

if (claimSingleInstance(app, () => void app.whenReady().then(() => popup.showAtTray())))
  void app.whenReady().then(start);
else app.quit();

const log = app.whenReady().then(async () => {
  const { openLog } = await import('./storage/log');
  return openLog(join(home, 'logs'), { console: !app.isPackaged });
});
// Without a listener Electron shows a dialog that stops the whole program, calls in flight included.
process.on('uncaughtException', async (reason) => (await log).error('uncaught', reason));
process.on('unhandledRejection', async (reason) => (await log).error('unhandled', reason));

const { platform } = process;
const packaged = app.isPackaged;
const windows = createKnownWindows();
const theme = createTheme(nativeTheme, () => BrowserWindow.getAllWindows());
let quitting = false;

const preferences = (partition: string) => {
  const input = { root: join(import.meta.dirname, '../renderer'), packaged };
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
  now: () => performance.now(),
  later: (what, ms) => void setTimeout(what, ms),
});

const hotkey = createHotkey({ globalShortcut, onPress: () => popup.toggleQuick() });
let tray: ReturnType<typeof createTray>;

async function start(): Promise<void> {
  const locale = localeFor('system', app.getPreferredSystemLanguages());
  tray = createTray({
    Tray,
    Menu,
    icon: createTrayIcons(nativeImage, platform),
    platform,
    onClick: () => popup.toggleAtTray(),
    actions: {
      open: () => popup.showAtTray(),
      quick: () => popup.showQuick(),
      compose: (groupId) => popup.showAtTray({ screen: 'compose', groupId }),
      board: (id) => popup.showAtTray({ screen: 'board', id }),
      settings: () => popup.showAtTray({ screen: 'settings' }),
      quit: () => app.quit(),
    },
    first: { locale, state: 'idle', pinned: [], recent: [], hotkey: '' },
  });
  setAppMenu(Menu, platform, words[locale]);
  app.on('before-quit', () => {
    quitting = true;
  });
  // A tray app lives on without windows.
  app.on('window-all-closed', () => undefined);

  const connect = createConnectWindow({
    BrowserWindow,
    windows,
    ...preferences('connect'),
    backgroundColor: theme.backgroundColor,
    title: () => words[locale].connectTitle,
  });
  const handlers = import('./program').then(async ({ startProgram }) =>
    startProgram({ home, platform, windows, theme, popup, hotkey, tray, connect, log: await log }),
  );
  serveIpc({ ipcMain, windows, handlers, report: async (what, detail) => (await log).warn(what, detail) });
  // The page loads while storage is read; what it asks waits for the answers.
  popup.open();
  await handlers;
}
