import type { Problem } from '../advice/problem';

/** Launch at login; `unavailable` if this desktop or this build cannot do it. */
export type LaunchAtLogin = { kind: 'on' } | { kind: 'off' } | { kind: 'unavailable'; problem: Problem };

/** Facts about this computer for Settings, read anew whenever they are opened. */
export interface DesktopFacts {
  launchAtLogin: LaunchAtLogin;
  /** Path of the data folder. */
  dataFolder: string;
  /** Reason why the data cannot be moved to another folder; null: they can. */
  moveProblem: Problem | null;
  /** Reason why this desktop may refuse global hotkeys (Wayland without its portal); null: none. */
  hotkeyLimit: Problem | null;
}

/** The program's own versions for Settings, in the window's language. */
export interface AboutProgram {
  /** Such as `Electron 45.4.1 · Chromium 142 · Linux x64`. */
  runtime: string;
  testBuild: boolean;
  /** True if this copy can update itself; otherwise the switch for it is hidden. */
  updatable: boolean;
  /** State of updates, in one sentence. */
  updates: string;
}
