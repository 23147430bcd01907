import type { App, BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { Zoom } from '../../contract/limits';
import { send } from '../ipc/ipc-host';
import type { KnownWindows } from '../ipc/known-windows';
import { pageUrl } from '../security/app-scheme';
import type { Size } from './placement';
import type { PopupEvents, PopupWindow } from './popup';

const at100 = { tray: { width: 420, height: 620 }, quick: { width: 640, height: 520 } };

/**
 * Size of the popup at the tray icon and by the hotkey (px). It grows with the zoom, so that the page has the same room;
 * where a screen is too small, the page scrolls.
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
  /** The theme's background, visible until the page has painted. */
  backgroundColor(): string;
  /** True while the app quits: closing then really closes. */
  isQuitting(): boolean;
  /** True while another window is open, which must not vanish with the popup. */
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
    // A hidden popup stays painted, so that it appears two frames after the hotkey. Its page must then run nothing by
    // itself: it is told when it is visible (`seenChanged`).
    webPreferences: { ...deps.webPreferences, backgroundThrottling: false },
  });
  const contents = window.webContents;
  deps.windows.add(contents, 'popup');

  window.once('ready-to-show', events.painted);
  window.on('focus', events.focused);
  window.on('blur', events.blurred);
  // A window that ends because the app quits must not be made anew: the app would never end.
  const lost = () => {
    if (!deps.isQuitting()) events.lost();
  };
  window.on('closed', lost);
  // Alt+F4 hides the popup; it stays loaded for the next time.
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
      // On the virtual desktop of the person, not on the one where the window was made.
      window.setVisibleOnAllWorkspaces(true, mac ? { visibleOnFullScreen: true, skipTransformProcessType: true } : {});
      window.show();
    },
    focus: () => {
      if (mac) app.focus({ steal: true });
      window.focus();
    },
    hide: () => {
      window.hide();
      // On macOS the focus returns to the previous program only when this app hides as a whole.
      if (mac && !deps.hasOtherWindow()) app.hide();
    },
    tell: (shown) => send(contents, 'shown', shown),
    destroy: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
};
