import { appOrigin } from './app-scheme';

/** The parts of an Electron `Session` used here. */
export interface PermissionHost {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
}

/** No page gets the camera, the clipboard, notifications, devices or anything else: main does what is needed. */
export const denyPermissions = (session: PermissionHost): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
};

interface Cancelable {
  preventDefault(): void;
}

/** No page saves a file by itself, not even one it has made (`data:`, `blob:`): main saves files. */
export const denyDownloads = (session: {
  on(event: 'will-download', listener: (event: Cancelable) => void): unknown;
}): void => {
  session.on('will-download', (event) => event.preventDefault());
};

/** The parts of an Electron `WebContents` used here. */
export interface NavigatingContents {
  getURL(): string;
  on(event: 'will-frame-navigate', listener: (event: Cancelable & { url: string }) => void): unknown;
  on(event: 'will-redirect', listener: (event: Cancelable) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Cancelable) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
}

const withoutHash = (url: string) => url.split('#')[0];

/**
 * A window stays on the page it was opened with: links, forms, scripts, dropped files, redirects, frames, new windows
 * and webviews lead nowhere. Reloading that same page is allowed.
 */
export const denyNavigation = (contents: NavigatingContents): void => {
  contents.on('will-frame-navigate', (event) => {
    if (withoutHash(event.url) !== withoutHash(contents.getURL())) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

/** The parts of an Electron `Session` used here. */
export interface RequestingSession {
  webRequest: {
    onBeforeRequest(
      listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
}

/**
 * A session of windows reaches nothing but the app's own pages, whatever their policy says. Windows have sessions of
 * their own, so this never stands between main and Feishu. In development the developer tools load themselves from
 * `devtools:`.
 */
export const blockNetwork = (session: RequestingSession, packaged: boolean): void => {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const ours = url.startsWith(`${appOrigin}/`);
    const tools = !packaged && url.startsWith('devtools://');
    answer({ cancel: !ours && !tools });
  });
};
