import type { App, BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { BuzzId } from '../../contract/model/ids';
import { type Asker, send } from '../ipc/ipc-host';
import type { KnownWindows } from '../ipc/known-windows';
import { pageUrl } from '../security/app-scheme';
import type { Rect, Size } from './placement';

/** Narrower or lower, a board's rows have no room for a name and what became of it. */
const smallest: Size = { width: 360, height: 420 };
/** A page that dies again so soon would go on dying, ms. */
const crashWindow = 60_000;

export interface BoardWindowsDeps {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  app: Pick<App, 'focus' | 'dock'>;
  platform: NodeJS.Platform;
  windows: KnownWindows;
  /** Those of the popup: the same session, preload and rights. */
  webPreferences(): WebPreferences;
  backgroundColor(): string;
  /** What a window is called until its page has named it after its buzz. */
  title(): string;
  /** Where the next one goes, if there are so many already. */
  place(size: Size, others: number): Rect;
  /** How large the last one was left. */
  size: { read(): Size; keep(size: Size): void };
  /** Milliseconds, from any start, never going back. */
  now(): number;
  /** A window came, went, or got the focus. */
  onChanged(): void;
}

/** Ordinary windows, each with one board: they stay where the popup goes away. */
export interface BoardWindows {
  /** Opens one for this board, or brings the one to the front that it has. */
  open(id: BuzzId): void;
  /** Brings its window to the front; false: it has none. */
  bringUp(id: BuzzId): boolean;
  /** The board of the window that asks. */
  idOf(asker: Asker): BuzzId | null;
  close(asker: Asker): void;
  /** It is there, and not as an icon. */
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
    // The popup does not activate the program on macOS; a window of its own has to.
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
    // In the Dock and among the programs while there is one; the popup needs neither.
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
    // There is no menu to have this key, and a page that hangs could not take it.
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
    // Before its first frame it would be an empty rectangle; it comes by itself.
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
