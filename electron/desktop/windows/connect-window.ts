import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebPreferences } from 'electron';
import type { ConnectView } from '../../contract/ipc/connect';
import type { WorkspaceId } from '../../contract/model/ids';
import type { KnownWindows } from '../ipc/known-windows';
import { pageUrl } from '../security/app-scheme';

export interface ConnectWindowDeps {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  windows: KnownWindows;
  /** Makes a session for this window alone, in memory: nothing that a person types outlives the window. */
  preferences(): { session: Pick<Session, 'clearStorageData' | 'clearCache'>; webPreferences: WebPreferences };
  backgroundColor(): string;
  title(): string;
}

/** The short-lived window for typing an App Secret. There is at most one. */
export interface ConnectWindow {
  /** Opens the window to change a workspace (null: to add one), or brings it to the front if it is open for the same. */
  open(workspaceId: WorkspaceId | null, view?: ConnectView, also?: readonly string[]): void;
  /** The workspace that the window is for; null: a new one, or no window. */
  workspaceId(): WorkspaceId | null;
  view(): ConnectView | null;
  /** Scopes that are granted besides those of all features. */
  also(): readonly string[];
  /** Makes the window that of a workspace which was connected in it. */
  become(workspaceId: WorkspaceId): void;
  isOpen(): boolean;
  /** Calls back each time the window is gone, whoever closed it. */
  whenClosed(react: () => void): void;
  /** Destroys the window with its page and everything typed in it. */
  close(): void;
}

/** What the window is open for. */
interface Shown {
  workspaceId: WorkspaceId | null;
  view: ConnectView | null;
  also: readonly string[];
}

export const createConnectWindow = (deps: ConnectWindowDeps): ConnectWindow => {
  let current: (Shown & { window: BrowserWindow }) | null = null;
  let closed: () => void = () => undefined;

  const close = () => {
    const window = current?.window;
    current = null;
    if (window && !window.isDestroyed()) window.destroy();
  };

  const create = (shown: Shown) => {
    const { session, webPreferences } = deps.preferences();
    const window = new deps.BrowserWindow({
      width: 840,
      height: 680,
      useContentSize: true,
      title: deps.title(),
      show: false,
      center: true,
      resizable: false,
      maximizable: false,
      fullscreenable: false,
      backgroundColor: deps.backgroundColor(),
      webPreferences,
    });
    current = { window, ...shown };
    deps.windows.add(window.webContents, 'connect');
    // The page must not change the title.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.once('ready-to-show', () => {
      window.show();
      window.focus();
    });
    window.webContents.on('render-process-gone', () => {
      if (current?.window === window) close();
    });
    window.on('closed', () => {
      if (current?.window === window) current = null;
      closed();
      void session.clearStorageData().catch(() => undefined);
      void session.clearCache().catch(() => undefined);
    });
    void window.loadURL(pageUrl.connect).catch(() => undefined);
  };

  return {
    open: (workspaceId, view, also = []) => {
      const isSame =
        (view === undefined || current?.view === view) && also.every((each) => current?.also.includes(each));
      if (current?.workspaceId === workspaceId && isSame) {
        current.window.show();
        current.window.focus();
        return;
      }
      close();
      create({ workspaceId, view: view ?? null, also });
    },
    workspaceId: () => current?.workspaceId ?? null,
    view: () => current?.view ?? null,
    also: () => current?.also ?? [],
    become: (workspaceId) => {
      if (current) current = { ...current, workspaceId, view: 'check', also: [] };
    },
    whenClosed: (react) => {
      closed = react;
    },
    isOpen: () => current !== null,
    close,
  };
};
