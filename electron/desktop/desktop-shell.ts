import type { App, Dialog, Notification, Shell } from 'electron';
import type { Board } from '../contract/board';
import { type Problem, problem } from '../contract/problem';
import type { LadderNews } from '../core/buzz/ladder/news';
import type { DesktopParts } from './answers/answer-desktop';
import type { Program } from './answers/program';
import { createAutostart } from './autostart';
import { hiddenArgument } from './command-line/start-reason';
import type { DataHome } from './data-home';
import type { Hotkey } from './hotkey';
import type { HotkeyClaims } from './hotkey-claims';
import { createGroupHotkeys } from './hotkey-groups';
import { hotkeyLimit } from './hotkey-limit';
import type { Broadcast } from './ipc-host';
import { createNotify } from './notify';
import type { Popup } from './popup';
import type { QuitGuard } from './quit-guard';
import { createSaveAs } from './save-as';
import { createShellFollows, type ShellFollowsParts } from './shell-follows';
import type { TrayIcon } from './tray';
import { createTrayNews } from './tray-news';
import { words } from './words';

export interface DesktopShellParts extends Pick<ShellFollowsParts, 'program' | 'theme' | 'speak' | 'raise'> {
  electron: {
    app: App;
    dialog: Dialog;
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
export interface DesktopShell {
  broadcast: Broadcast;
  onBoard(board: Board): void;
  onLadder(news: LadderNews): void;
  /** Everything anew: at the start, and when a setting has changed. */
  follow(): void;
  /** The tray's icon and menu only. */
  refreshTray(): void;
  answers: Omit<DesktopParts, 'onChanged'>;
}

/** How the start after a failed move learns why: nothing was left to tell it while the program ended. */
const moveFailed = '--move-failed=';

export const createDesktopShell = (parts: DesktopShellParts): DesktopShell => {
  const { electron, platform, env, argv, place, popup, hotkey, claims, tray, quitGuard, raise } = parts;
  const { app, dialog, shell, Notification } = electron;
  const program = (): Program => parts.program();
  const locale = () => program().locale();
  const hold = (holding: boolean) => popup.setDialog(holding);

  // It opens compose and leaves the rest to the person: a key pressed by mistake must not ring anybody.
  const groupHotkeys = createGroupHotkeys(claims, (groupId) => popup.showQuick({ screen: 'compose', groupId }));
  const trayNews = createTrayNews({ program, tray, hotkey, setBadge: (count) => app.setBadgeCount(count) });
  const follows = createShellFollows({ ...parts, groupHotkeys, trayNews: () => trayNews }, parts.tellWindows);
  const notify = createNotify({
    Notification,
    locale,
    startedAt: Date.now(),
    seen: (id) => program().engine.isWatched(id) && popup.isFocused(),
    open: (id, raise) => popup.showAtTray({ screen: 'board', id, ...(raise ? { raise } : {}) }),
    stop: (id) => void program().engine.stop(id),
  });
  if (place.missing !== null) raise(problem('data-folder-missing', { folder: place.missing }));
  const unmoved = argv.find((arg) => arg.startsWith(moveFailed));
  if (unmoved !== undefined) raise(problem('move-failed', { reason: unmoved.slice(moveFailed.length) }));

  const restartAfter = (work: () => Problem | null) => {
    // After the program's own farewell, which closes the ledger.
    app.once('will-quit', () => {
      const failure = work();
      const args = argv.slice(1).filter((arg) => !arg.startsWith(moveFailed) && arg !== hiddenArgument);
      app.relaunch({ args: failure ? [...args, `${moveFailed}${failure.params.reason ?? ''}`] : args });
    });
    quitGuard.force();
  };
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
      autostart: createAutostart({ app, platform, env, executable: process.execPath }),
      place,
      hotkeyLimit: hotkeyLimit(platform, env),
      openFolder: (path) => shell.openPath(path),
      dataWork: async () => {
        const { createDataWork } = await import('./data-work');
        const saveAs = createSaveAs(dialog, hold);
        return createDataWork({ program: program(), place, saveAs, pickFolder, restartAfter, now: Date.now });
      },
    },
  };
};
