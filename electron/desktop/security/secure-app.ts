import type { App, Protocol, Session } from 'electron';
import { appScheme, appSchemePrivileges } from './app-scheme';
import { blockNetwork } from './block-network';
import { denyDownloads } from './deny-downloads';
import { denyNavigation } from './deny-navigation';
import { denyPermissions } from './deny-permissions';
import { servePages } from './serve-pages';

/** Before the app is ready: every renderer sandboxed, our scheme known, every page and session denied by default. */
export const secureApp = (app: App, protocol: Protocol): void => {
  // Where there is no sandbox to be had (root in a container, tests) Chromium was told so, and would refuse to start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  app.on('session-created', (session) => {
    denyPermissions(session);
    denyDownloads(session);
  });
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents));
};

/**
 * Makes a session one for windows: it serves our pages from `root` and reaches nothing else. May be asked again for the
 * same session (a window made anew after a crash): Electron refuses to handle a scheme twice.
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
