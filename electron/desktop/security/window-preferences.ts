import type { Session, WebPreferences } from 'electron';

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
  // The spell checker would fetch dictionaries from Google (Windows, Linux).
  spellcheck: false,
  enableWebSQL: false,
  devTools: !input.packaged,
});
