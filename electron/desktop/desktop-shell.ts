import type { App, Notification, Shell } from 'electron';
import type { Problem } from '../contract/advice/problem';
import type { Board } from '../contract/model/board';
import type { PaidChannel } from '../contract/model/channel';
import type { BuzzId } from '../contract/model/ids';
import type { LadderNews } from '../core/buzz/ladder/ladder-deps';
import type { DataHome } from './data/home';
import { createSaveAs, type overWindow } from './files/file-dialogs';
import type { DesktopParts } from './handlers/desktop';
import { createGroupHotkeys, type GroupHotkeys } from './hotkeys/group-hotkeys';
import type { HotkeyClaims } from './hotkeys/shortcuts';
import { hotkeyLimit } from './hotkeys/wayland-limit';
import type { Hotkey } from './hotkeys/window-hotkey';
import type { Broadcast } from './ipc/ipc-host';
import { createAutostart } from './lifecycle/autostart';
import type { QuitGuard } from './lifecycle/quit-guard';
import { createRestartAfter, unfinishedWork } from './lifecycle/restart-after';
import { startAgain } from './lifecycle/start-again';
import { createNotify } from './notifications/notifications';
import type { Program } from './program';
import type { TrayIcon } from './tray/tray';
import { createTrayNews, type TrayNews } from './tray/tray-state';
import type { Popup } from './windows/popup';
import { words } from './words/words';

interface DesktopShellParts extends Pick<ShellFollowsParts, 'program' | 'followSettings' | 'raise'> {
  electron: {
    app: App;
    /** The dialogs of files and folders, over the window that asks. */
    dialog: ReturnType<typeof overWindow>;
    shell: Pick<Shell, 'openPath'>;
    Notification: new (...options: ConstructorParameters<typeof Notification>) => Notification;
  };
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** `process.argv`. */
  argv: readonly string[];
  place: DataHome;
  popup: Popup;
  hotkey: Hotkey;
  claims: HotkeyClaims;
  tray: TrayIcon;
  quitGuard: QuitGuard;
  tellWindows: Broadcast;
}

/** The program's outside besides its windows: tray, notifications, hotkeys of groups, start at login, its data as a whole. */
interface DesktopShell {
  broadcast: Broadcast;
  /** Shows a board where it is open, or in the popup, with a paid call of the unread made ready if asked for. */
  showBoard(id: BuzzId, raise?: PaidChannel): void;
  onBoard(board: Board): void;
  onLadder(news: LadderNews): void;
  /** Everything anew: at the start, and when a setting has changed. */
  follow(): void;
  /** The tray's icon and menu only. */
  refreshTray(): void;
  answers: Omit<DesktopParts, 'onChanged'>;
}

export const createDesktopShell = (parts: DesktopShellParts): DesktopShell => {
  const { electron, platform, env, argv, place, popup, hotkey, claims, tray, quitGuard, raise } = parts;
  const { app, dialog, shell, Notification } = electron;
  const program = (): Program => parts.program();
  const locale = () => program().locale();
  const hold = (holding: boolean) => popup.setDialog(holding);

  // It opens compose and leaves the rest to the person: a key pressed by mistake must not ring anybody.
  const groupHotkeys = createGroupHotkeys(claims, (groupId) => popup.showQuick({ screen: 'compose', groupId }));
  const trayNews = createTrayNews({
    program,
    tray,
    hotkey,
    setBadge: (count) => app.setBadgeCount(count),
    soon: setImmediate,
  });
  const follows = createShellFollows({ ...parts, groupHotkeys, trayNews: () => trayNews }, parts.tellWindows);
  const showBoard = (id: BuzzId, raise?: PaidChannel) => {
    // What costs money is made ready in the popup.
    if (!raise && program().boards.bringUp(id)) return;
    popup.showAtTray({ screen: 'board', id, ...(raise ? { raise } : {}) });
  };
  const notify = createNotify({
    Notification,
    locale,
    startedAt: Date.now(),
    seen: (id) => program().boards.isLookedAt(id),
    open: showBoard,
    stop: (id) => void program().engine.stop(id),
  });
  const unfinished = unfinishedWork(argv);
  if (unfinished) raise(unfinished);
  const autostart = createAutostart({ app, platform, env, executable: process.execPath });
  autostart.follow();
  // The page that records a shortcut lets all of them go, and may not live to take them back.
  popup.whenPageGone(() => hotkey.pause(false));

  const restartAfter = createRestartAfter({
    app,
    argv,
    quit: quitGuard.force,
    startAgain: (args) => startAgain({ app, platform, env, pid: process.pid }, args),
  });
  const pickFolder = async () => {
    const say = words[locale()];
    hold(true);
    try {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: say.moveTitle,
        buttonLabel: say.moveButton,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    } finally {
      hold(false);
    }
  };

  return {
    broadcast: follows.broadcast,
    showBoard,
    onBoard: (board) => {
      trayNews.board(board);
      notify.board(board);
    },
    onLadder: notify.tell,
    follow: follows.all,
    refreshTray: trayNews.refresh,
    answers: {
      hotkey,
      groupHotkeys,
      autostart,
      place,
      hotkeyLimit: hotkeyLimit(platform, env),
      openFolder: (path) => shell.openPath(path),
      dataWork: async () => {
        const { createDataWork } = await import('./data/data-work');
        const saveAs = createSaveAs(dialog, hold);
        return createDataWork({ program: program(), place, saveAs, pickFolder, restartAfter, now: Date.now });
      },
    },
  };
};

interface ShellFollowsParts {
  program: () => Program;
  /** Theme, zoom, language: what the windows themselves take from the settings. */
  followSettings: () => void;
  groupHotkeys: Pick<GroupHotkeys, 'set'>;
  trayNews: () => Pick<TrayNews, 'refresh'>;
  raise: (problem: Problem) => void;
}

/** What is not a window but changes with settings, groups and workspaces. */
interface ShellFollows {
  /** Everything anew: at the start, and when a setting has changed. */
  all(): void;
  /** Tells the windows, and has the tray and the groups' hotkeys follow. */
  broadcast: Broadcast;
}

/** Keeps tray, hotkeys, theme and menus in step with what the windows are told, so that no answer has to think of them. */
const createShellFollows = (parts: ShellFollowsParts, tellWindows: Broadcast): ShellFollows => {
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
