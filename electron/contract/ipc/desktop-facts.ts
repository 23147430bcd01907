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
