import type { App, BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { BuzzId } from '../../contract/model/ids';
import { type Asker, send } from '../ipc/ipc-host';
import type { KnownWindows } from '../ipc/known-windows';
import { pageUrl } from '../security/app-scheme';
import type { Rect, Size } from './placement';

/** Smallest size (px): below it a row has no room for a name and an outcome. */
const smallest: Size = { width: 360, height: 420 };
/** A second crash within this time (ms) closes the window instead of reloading it. */
const crashWindow = 60_000;

export interface BoardWindowsDeps {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  app: Pick<App, 'focus' | 'dock'>;
  platform: NodeJS.Platform;
  windows: KnownWindows;
  /** The web preferences of the popup: the same session, preload and rights. */
  webPreferences(): WebPreferences;
  backgroundColor(): string;
  /** Title of a window until its page has set one. */
  title(): string;
  /** Bounds of the next window, beside `others` open ones. */
  place(size: Size, others: number): Rect;
  /** Reads and saves the size of the last closed window. */
  size: { read(): Size; keep(size: Size): void };
  /** A monotonic clock (ms). */
  now(): number;
  /** Called when a window was opened, closed, shown, hidden, focused or blurred. */
  onChanged(): void;
}

/** Ordinary windows with one board each. Unlike the popup they stay when they lose the focus. */
export interface BoardWindows {
  /** Opens a window for this board, or brings its window to the front. */
  open(id: BuzzId): void;
  /** Brings the board's window to the front; false when it has none. */
  bringUp(id: BuzzId): boolean;
  /** The board of the window that asks. */
  idOf(asker: Asker): BuzzId | null;
  close(asker: Asker): void;
  /** True when the asking window is visible and not minimized. */
  isOnScreen(asker: Asker): boolean;
  isFocused(asker: Asker): boolean;
}

export const createBoardWindows = (deps: BoardWindowsDeps): BoardWindows => {
  const mac = deps.platform === 'darwin';
  const opened = new Map<BuzzId, { window: BrowserWindow; contentsId: number; painted: boolean }>();

  const windowOf = ({ contentsId }: Asker) =>
    [...opened.values()].find((each) => each.contentsId === contentsId)?.window ?? null;
  const isSeen = (window: BrowserWindow) => !window.isDestroyed() && window.isVisible() && !window.isMinimized();
  const come = (window: BrowserWindow) => {
    if (window.isMinimized()) window.restore();
    window.show();
    // On macOS the popup does not activate the program; an ordinary window has to.
    if (mac) deps.app.focus({ steal: true });
    window.focus();
  };

  const create = (id: BuzzId) => {
    const window = new deps.BrowserWindow({
      ...deps.place(deps.size.read(), opened.size),
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: deps.title(),
      show: false,
      backgroundColor: deps.backgroundColor(),
      webPreferences: deps.webPreferences(),
    });
    const contents = window.webContents;
    const entry = { window, contentsId: contents.id, painted: false };
    opened.set(id, entry);
    deps.windows.add(contents, 'board');
    // The Dock shows the app only while a board window is open; the popup does not need it.
    if (mac && opened.size === 1) void deps.app.dock?.show();

    let seen = false;
    const look = () => {
      const now = isSeen(window);
      if (now !== seen) send(contents, 'seenChanged', now);
      seen = now;
      deps.onChanged();
    };
    window.on('show', look);
    window.on('hide', look);
    window.on('minimize', look);
    window.on('restore', look);
    window.on('focus', look);
    window.on('blur', look);
    window.once('ready-to-show', () => {
      entry.painted = true;
      come(window);
    });
    window.on('close', () => {
      const { width, height } = window.getNormalBounds();
      deps.size.keep({ width, height });
    });
    window.on('closed', () => {
      opened.delete(id);
      if (mac && opened.size === 0) deps.app.dock?.hide();
      deps.onChanged();
    });
    // The app has no menu for this key, and a page that hangs could not handle it.
    contents.on('before-input-event', (event, { type, key, control, meta, alt, shift }) => {
      const main = mac ? meta && !control : control && !meta;
      if (type !== 'keyDown' || !main || alt || shift || key.toLowerCase() !== 'w') return;
      event.preventDefault();
      window.close();
    });
    let crashedAt = -Infinity;
    contents.on('render-process-gone', () => {
      const again = deps.now() - crashedAt < crashWindow;
      crashedAt = deps.now();
      if (again) window.destroy();
      else contents.reload();
    });
    void window.loadURL(pageUrl.board).catch(() => undefined);
  };

  const bringUp = (id: BuzzId) => {
    const known = opened.get(id);
    // Before its first frame it would be an empty rectangle. It is shown with that frame anyway.
    if (known?.painted) come(known.window);
    return known !== undefined;
  };
  return {
    open: (id) => {
      if (!bringUp(id)) create(id);
    },
    bringUp,
    idOf: ({ contentsId }) => [...opened].find(([, each]) => each.contentsId === contentsId)?.[0] ?? null,
    close: (asker) => windowOf(asker)?.close(),
    isOnScreen: (asker) => {
      const window = windowOf(asker);
      return window !== null && isSeen(window);
    },
    isFocused: (asker) => windowOf(asker)?.isFocused() === true,
  };
};
