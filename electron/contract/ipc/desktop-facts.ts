import type { Problem } from '../advice/problem';

/** Whether the app starts with the session; a problem where this desktop or this build cannot do it. */
export type LaunchAtLogin = { kind: 'on' } | { kind: 'off' } | { kind: 'unavailable'; problem: Problem };

/** What Settings have to know of the computer; read anew whenever they are opened. */
export interface DesktopFacts {
  launchAtLogin: LaunchAtLogin;
  /** Where all data are. */
  dataFolder: string;
  /** Why the data cannot be moved to another folder, if so. */
  moveProblem: Problem | null;
  /** Why this desktop may not let a program have global hotkeys (Wayland without its portal), if so. */
  hotkeyLimit: Problem | null;
}

/** What Settings say about the program itself, worded in the window's language. */
export interface AboutProgram {
  /** Such as `Electron 45.4.1 · Chromium 142 · Linux x64`. */
  runtime: string;
  testBuild: boolean;
  /** Whether this copy can replace itself by a newer one, so that there is something to turn off. */
  updatable: boolean;
  /** Where it stands with newer versions, one sentence. */
  updates: string;
}
