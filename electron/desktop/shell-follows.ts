import type { Problem } from '../contract/advice/problem';
import type { GroupHotkeys } from './hotkeys/group-hotkeys';
import type { Broadcast } from './ipc/ipc-host';
import type { Program } from './program';
import type { TrayNews } from './tray/tray-state';

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
