import { setTimeout as later } from 'node:timers/promises';
import { app, BrowserWindow, Notification } from 'electron';
import type { PaidChannel } from '../contract/model/channel';
import type { BuzzId, WorkspaceId } from '../contract/model/ids';
import { createGroupHotkeys, type GroupHotkeys } from '../desktop/hotkeys/group-hotkeys';
import { type Autostart, createAutostart } from '../desktop/lifecycle/autostart';
import type { PageProgress } from '../desktop/lifecycle/page-progress';
import { unfinishedWork } from '../desktop/lifecycle/restart-after';
import { createInboxNotices } from '../desktop/notifications/inbox-notices';
import { createNotificationBody } from '../desktop/notifications/markup';
import { createNotify } from '../desktop/notifications/notifications';
import { openSessionBus } from '../desktop/session-bus/session-bus';
import { createTraySync } from '../desktop/tray/tray-sync';
import { type Boards, createBoards } from '../desktop/windows/boards';
import type { EnginePart } from './engine';
import type { HandOverPart } from './hand-over';
import type { InboxPart } from './inbox';
import type { SettingsPart } from './settings';
import type { Shell, ShownShell } from './shell';

export interface DesktopPartDeps
  extends Pick<Shell, 'platform' | 'windows' | 'theme' | 'popup' | 'screens' | 'claims' | 'hotkey' | 'pages'>,
    Pick<ShownShell, 'tray'>,
    Pick<
      SettingsPart,
      'store' | 'locale' | 'zone' | 'currentWorkspaceId' | 'raise' | 'damage' | 'onDamage' | 'tellSettings'
    >,
    Pick<EnginePart, 'engine' | 'news'>,
    Pick<HandOverPart, 'acts' | 'onKept'>,
    InboxPart {
  page: Pick<PageProgress, 'shown'>;
}

/** The fifth part: the windows of boards, notifications, hotkeys of groups, launch at login; the tray follows from here on. */
export interface DesktopPart {
  boards: Boards;
  groupHotkeys: GroupHotkeys;
  /** Finds out which shortcuts may not arrive, and tells what is new. */
  lookAtKeyboard: () => Promise<void>;
  autostart: Autostart;
  /** Shows a board where it is open, or in the popup; `raise` prepares a paid call of the people who have not read. */
  showBoard(id: BuzzId, raise?: PaidChannel): void;
  /** Stops a buzz with its ladder, wherever that climbs. */
  stop(id: BuzzId): void;
}

export const startDesktop = (deps: DesktopPartDeps): DesktopPart => {
  const { platform, popup, hotkey, store, locale, currentWorkspaceId, engine, news } = deps;
  const boards = createBoards({
    ...deps,
    electron: { BrowserWindow, app },
    size: {
      read: () => store.settings().boardWindow,
      keep: (boardWindow) => void store.changeSettings({ boardWindow }),
    },
    watch: (...ids) => engine.watch(...ids),
  });
  const showBoard = (id: BuzzId, raise?: PaidChannel) => {
    // A call that costs money is prepared in the popup.
    if (!raise && boards.bringUp(id)) return;
    popup.showAtTray({ screen: 'board', id, ...(raise ? { raise } : {}) });
  };

  /** Stops a buzz from outside of its board, which says why where it could not be. */
  const stop = async (id: BuzzId) => {
    const stopped = await deps.acts.stop(id);
    if (stopped.ok) return;
    deps.raise(stopped.problem);
    showBoard(id);
  };

  const bodyOf = createNotificationBody({
    platform,
    openBus: () => openSessionBus(process.env, process.getuid?.() ?? null),
    later,
  });
  const notify = createNotify({
    Notification,
    locale,
    zone: deps.zone,
    startedAt: Date.now(),
    isPractice: (id) => {
      const board = engine.board(id);
      return board.ok && board.value.practice;
    },
    seen: (id) => boards.isLookedAt(id),
    open: showBoard,
    stop: (id) => void stop(id),
    bodyOf,
  });
  const inboxNotices = createInboxNotices({
    Notification,
    locale,
    bodyOf,
    now: Date.now,
    later,
    seen: popup.isFocused,
    open: (id) => {
      if (id !== currentWorkspaceId()) store.changeSettings({ currentWorkspaceId: id });
      popup.showAtTray({ screen: 'inbox' });
    },
  });
  deps.inboxNews.arrived.subscribe((each) => void inboxNotices.arrived(each));
  news.ladder.subscribe((each) => void notify.tell(each));
  deps.onKept((each) => void notify.tell({ kind: 'kept', ...each }));

  // It opens Compose and sends nothing: a key pressed by mistake must not ring a person.
  const groupHotkeys = createGroupHotkeys(deps.claims, (groupId) =>
    popup.showQuick({ screen: 'compose', groupId, byHotkey: true }),
  );
  const followGroups = () => {
    for (const problem of groupHotkeys.set(store.groups(currentWorkspaceId()))) deps.raise(problem);
  };
  followGroups();
  // The page that records a shortcut has all of them released, and may be gone before it takes them back.
  popup.whenPageGone(() => {
    hotkey.pause(false);
    hotkey.awaitTrial(false);
  });
  const lookAtKeyboard = async () => {
    const { readKeyboardFacts } = await import('../desktop/hotkeys/keyboard-facts');
    const facts = await readKeyboardFacts(platform, process.env);
    for (const problem of groupHotkeys.know(facts)) deps.raise(problem);
    if (!hotkey.know(facts)) return;
    deps.tellSettings();
    const { problem } = hotkey.state();
    if (problem) deps.raise(problem);
  };
  void deps.page.shown.then(lookAtKeyboard);

  const listens = (id: WorkspaceId) => store.settings().listening[id] !== undefined;
  const tray = createTraySync({
    ...deps,
    boards,
    listens,
    setBadge: (count) => app.setBadgeCount(count),
    soon: setImmediate,
  });
  tray.refresh();
  for (const subscribe of [store.onSettings, store.onGroups]) {
    subscribe(followGroups);
    subscribe(tray.refresh);
  }
  deps.onDamage(tray.refresh);
  boards.onLooked(tray.refresh);
  news.activity.subscribe(tray.refresh);
  deps.inboxNews.changed.subscribe(tray.refresh);
  news.board.subscribe((board) => {
    tray.board(board);
    void notify.board(board);
  });

  const autostart = createAutostart({ app, platform, env: process.env, executable: process.execPath });
  autostart.follow();
  const unfinished = unfinishedWork(process.argv);
  if (unfinished) deps.raise(unfinished);

  return { boards, groupHotkeys, lookAtKeyboard, autostart, showBoard, stop: (id) => void stop(id) };
};
