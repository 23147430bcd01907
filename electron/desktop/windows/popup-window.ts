import type { App, BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { Zoom } from '../../contract/limits';
import { send } from '../ipc/ipc-host';
import type { KnownWindows } from '../ipc/known-windows';
import { pageUrl } from '../security/app-scheme';
import type { Size } from './placement';
import type { PopupEvents, PopupWindow } from './popup';

const at100 = { tray: { width: 420, height: 620 }, quick: { width: 640, height: 520 } };

/**
 * At the tray icon and by the hotkey: its page has as much room at every zoom. What a screen has no room
 * for is scrolled.
 */
export const popupSize = (how: keyof typeof at100, zoom: Zoom): Size => ({
  width: Math.round(at100[how].width * zoom),
  height: Math.round(at100[how].height * zoom),
});

export interface PopupWindowDeps {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  app: Pick<App, 'hide' | 'focus'>;
  platform: NodeJS.Platform;
  windows: KnownWindows;
  webPreferences: WebPreferences;
  /** The theme's ground: what is seen while the page is not there yet. */
  backgroundColor(): string;
  /** While the app quits, closing means closing. */
  isQuitting(): boolean;
  /** Whether another window (connect) is open, which must not vanish with the popup. */
  hasOtherWindow(): boolean;
}

/** Makes the popup's window, hidden, and turns what Electron says about it into the popup's events. */
export const createPopupWindow = (deps: PopupWindowDeps, events: PopupEvents): PopupWindow => {
  const { app, platform } = deps;
  const mac = platform === 'darwin';
  const window = new deps.BrowserWindow({
    ...at100.tray,
    title: 'Feishu Buzz',
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    backgroundColor: deps.backgroundColor(),
    // A panel comes up over full-screen programs without activating this one (macOS).
    ...(mac ? { type: 'panel' } : {}),
    // Hidden it stays painted, so that it can be seen two frames after the hotkey. Nothing in it may then run by itself:
    // the page is told when it is seen (`seenChanged`).
    webPreferences: { ...deps.webPreferences, backgroundThrottling: false },
  });
  const contents = window.webContents;
  deps.windows.add(contents, 'popup');

  window.once('ready-to-show', events.painted);
  window.on('blur', events.blurred);
  // A window that ends because the app does must not be made anew: the app would never end.
  const lost = () => {
    if (!deps.isQuitting()) events.lost();
  };
  window.on('closed', lost);
  // Alt+F4 and its like put the popup away; it stays loaded for the next time.
  window.on('close', (event) => {
    if (deps.isQuitting()) return;
    event.preventDefault();
    events.dismissed();
  });
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) events.loading();
  });
  contents.on('render-process-gone', lost);
  void window.loadURL(pageUrl.popup).catch(() => undefined);

  return {
    isVisible: () => !window.isDestroyed() && window.isVisible(),
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    isInspected: () => !window.isDestroyed() && contents.isDevToolsFocused(),
    setBounds: (bounds) => window.setBounds(bounds),
    setZoom: (zoom) => contents.setZoomFactor(zoom),
    show: () => {
      // The desktop the person is on, not the one the window was made on.
      window.setVisibleOnAllWorkspaces(true, mac ? { visibleOnFullScreen: true, skipTransformProcessType: true } : {});
      window.show();
    },
    focus: () => {
      if (mac) app.focus({ steal: true });
      window.focus();
    },
    hide: () => {
      window.hide();
      // On macOS the focus returns to the previous program only when this one steps back as a whole.
      if (mac && !deps.hasOtherWindow()) app.hide();
    },
    tell: (shown) => send(contents, 'shown', shown),
    destroy: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
};
