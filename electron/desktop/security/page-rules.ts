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

/**
 * No session has a language of which to check the spelling: Chromium would fetch its dictionary from Google (Windows, Linux),
 * the session of main as well, which has no window. Turning the checker off makes two requests instead of one (Electron 33).
 */
export const fetchNoDictionary = (session: { setSpellCheckerLanguages(languages: string[]): void }): void => {
  session.setSpellCheckerLanguages([]);
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

/** No page connects by WebRTC, of which neither its policy nor its session's requests know: not by UDP, nor by TCP. */
export const denyPeers = (contents: { setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void }): void => {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};

/** The parts of an Electron `WebContents` used here. */
export interface FramingContents {
  getURL(): string;
  on(
    event: 'frame-created',
    listener: (event: unknown, details: { frame: { parent: unknown } | null }) => void,
  ): unknown;
  forcefullyCrashRenderer(): void;
}

/**
 * Ends a page of ours that makes a frame, even an empty one. None of them does, and a frame has a window of its own, with
 * everything that the preload takes from the page's.
 */
export const denyFrames = (contents: FramingContents): void => {
  contents.on('frame-created', (_event, { frame }) => {
    if (frame?.parent && contents.getURL().startsWith(`${appOrigin}/`)) contents.forcefullyCrashRenderer();
  });
};

/** The parts of an Electron `Session` used here. */
export interface RequestingSession {
  setProxy(config: { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string }): Promise<void>;
  webRequest: {
    onBeforeRequest(
      listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
}

/** A proxy that no one runs, for all addresses, this computer's included. */
const nowhere = { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' } as const;

/**
 * A session of windows reaches nothing but the app's own pages, whatever their policy says. Windows have sessions of
 * their own, so this never stands between main and Feishu. In development the developer tools load themselves from
 * `devtools:`. What makes no request, such as a relay of WebRTC, ends at the proxy.
 */
export const blockNetwork = (session: RequestingSession, packaged: boolean): void => {
  void session.setProxy(nowhere);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const ours = url.startsWith(`${appOrigin}/`);
    const tools = !packaged && url.startsWith('devtools://');
    answer({ cancel: !ours && !tools });
  });
};
