import type { App, Protocol, Session, WebPreferences } from 'electron';
import { appScheme, appSchemePrivileges } from './app-scheme';
import {
  blockNetwork,
  denyDownloads,
  denyFrames,
  denyNavigation,
  denyPeers,
  denyPermissions,
  fetchNoDictionary,
} from './page-rules';
import { servePages } from './serve-pages';

/** To be called before the app is ready: sandboxes every renderer, registers the app's scheme, denies by default. */
export const secureApp = (app: App, protocol: Protocol): void => {
  // Where there is no sandbox (root in a container, tests) Chromium was told so, and would refuse to start with one.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // A page could tell names to the world by having them looked up, without a request.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  app.on('session-created', (session) => {
    denyPermissions(session);
    denyDownloads(session);
    fetchNoDictionary(session);
  });
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    denyPeers(contents);
    denyFrames(contents);
  });
};

/**
 * Makes a session one for windows: it serves the app's pages from `root` and reaches nothing else. May be called again for
 * the same session (a window made anew after a crash): Electron refuses to handle a scheme twice.
 */
export const secureSession = (
  session: Session,
  input: { root: string; packaged: boolean; onServed?: () => void },
): Session => {
  if (session.protocol.isProtocolHandled(appScheme)) return session;
  const serve = servePages(input.root);
  // Not `protocol.handle`: its Request and Response load the whole of Node's undici, and then hand every file over on
  // the main thread. Chromium reads these itself. An Electron without the older call does not compile here.
  session.protocol.registerFileProtocol(appScheme, (request, callback) => {
    callback(serve(request));
    input.onServed?.();
  });
  blockNetwork(session, input.packaged);
  return session;
};

/** The rights of every window: a sandboxed page with the bridge and nothing else. */
export const windowPreferences = (input: { preload: string; session: Session; packaged: boolean }): WebPreferences => ({
  preload: input.preload,
  session: input.session,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
  enableWebSQL: false,
  devTools: !input.packaged,
});
