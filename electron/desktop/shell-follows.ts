import type { Problem } from '../contract/problem';
import type { Program } from './answers/program';
import type { GroupHotkeys } from './hotkey-groups';
import type { Broadcast } from './ipc-host';
import type { TrayNews } from './tray-news';

export interface ShellFollowsParts {
  program: () => Program;
  /** Theme, zoom, language: what the windows themselves take from the settings. */
  followSettings: () => void;
  groupHotkeys: Pick<GroupHotkeys, 'set'>;
  trayNews: () => Pick<TrayNews, 'refresh'>;
  raise: (problem: Problem) => void;
}

/** What is not a window but changes with settings, groups and workspaces. */
export interface ShellFollows {
  /** Everything anew: at the start, and when a setting has changed. */
  all(): void;
  /** Tells the windows, and has the tray and the groups' hotkeys follow. */
  broadcast: Broadcast;
}

/** Keeps tray, hotkeys, theme and menus in step with what the windows are told, so that no answer has to think of them. */
export const createShellFollows = (parts: ShellFollowsParts, tellWindows: Broadcast): ShellFollows => {
  const groups = () => {
    const { store, currentWorkspaceId } = parts.program();
    for (const problem of parts.groupHotkeys.set(store.groups(currentWorkspaceId()))) parts.raise(problem);
    parts.trayNews().refresh();
  };
  return {
    all: () => {
      parts.followSettings();
      groups();
    },
    broadcast: (name, value) => {
      tellWindows(name, value);
      if (name === 'groupsChanged' || name === 'workspacesChanged') groups();
    },
  };
};
