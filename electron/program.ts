import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  Notification,
  net,
  powerMonitor,
  powerSaveBlocker,
  session,
  shell,
} from 'electron';
import { failed, problem } from './contract/advice/problem';
import { practiceId, type Workspace } from './contract/model/workspace';
import { Engine } from './core/buzz/engine/engine';
import { createPolicyOf } from './core/buzz/ladder/ladder-plan';
import { createForesee } from './core/buzz/plan/foresee';
import { resolveDraft } from './core/buzz/plan/resolve-draft';
import { unresolved } from './core/buzz/plan/resolved-draft';
import { setbackLifeMs } from './core/buzz/record/setback';
import { Rooms } from './core/buzz/send/rooms';
import { OpenWorkspaces } from './core/open-workspaces';
import { systemClock } from './core/ports/clock';
import { createAbout } from './desktop/about/about';
import { createBoardNews } from './desktop/command-line/app/board-changes';
import { openComposeLink } from './desktop/command-line/launch/open-compose-link';
import { isVirtualScreen } from './desktop/command-line/launch/virtual-screen';
import type { DataHome } from './desktop/data/home';
import { createDesktopShell } from './desktop/desktop-shell';
import { createOpenFile, createSaveAs, overWindow } from './desktop/files/file-dialogs';
import { createAnswers } from './desktop/handlers/all-handlers';
import { directoryView } from './desktop/handlers/directory';
import { createConnectWorkspace } from './desktop/ipc/connect-workspace';
import { createBroadcast, type LaterHandlers } from './desktop/ipc/ipc-host';
import { createForgetOld } from './desktop/lifecycle/forget-old';
import type { PageProgress } from './desktop/lifecycle/page-progress';
import { createPower } from './desktop/lifecycle/power';
import { createPaidFetch } from './desktop/paid-fetch';
import type { Program } from './desktop/program';
import { createOpenLink } from './desktop/security/open-link';
import { createBoards } from './desktop/windows/boards';
import type { Remembered } from './remember';
import type { Shell, ShellActions, ShownShell } from './shell';
import { openDirectoryCaches } from './storage/directory-caches';
import { openLedger } from './storage/ledger/open-ledger';

/** What was there before it. */
export interface ProgramParts extends Omit<Shell, 'show'>, Omit<ShownShell, 'speak'> {
  remembered: Remembered;
  place: DataHome;
  page: Pick<PageProgress, 'shown'>;
}

/** What those that were there before need of it. */
export interface StartedProgram extends ShellActions {
  handlers: LaterHandlers;
  openLink(link: string): void;
}

/** The last part of the composition root: the ledger, Feishu, the engine, and the answers to the windows. */
export const startProgram = async (parts: ProgramParts): Promise<StartedProgram> => {
  const { place, platform, popup, hotkey, connect, quitGuard, log } = parts;
  const { answerable, vault, practice, find, raise, settle, pagePlatform } = parts.remembered;
  const { store, locale, askerName, newId } = answerable;
  const { home } = place;
  const { ledger, problem: ledgerProblem } = openLedger(home, Date.now());
  if (ledgerProblem) raise(ledgerProblem);

  const dialogs = overWindow(dialog, () => BrowserWindow.getFocusedWindow());
  const electron = { app, dialog: dialogs, shell, Notification };
  const desktop = createDesktopShell({
    ...parts,
    electron,
    env: process.env,
    argv: process.argv,
    tellWindows: createBroadcast(parts.windows),
    followSettings: parts.remembered.follow,
    raise,
    program: () => program,
  });
  const { broadcast } = desktop;

  // Feishu
  const practiceSince = Date.now();
  const readSecret = async (id: Workspace['id']) => {
    if (id === practiceId) return practice.appSecret();
    const secret = vault.read(id);
    return secret.ok ? secret.value : null;
  };
  const open = new OpenWorkspaces({
    find,
    secret: readSecret,
    fetch: (url, init) => net.fetch(url, init),
    paidFetch: createPaidFetch((name) => session.fromPartition(name)),
    clock: systemClock,
    random: Math.random,
    caches: openDirectoryCaches({ folder: join(home, 'people'), report: (what, code) => log.warn(what, code) }),
    onDirectory: (id) => {
      const view = directoryView(open, id);
      if (view.ok) broadcast('directoryChanged', view.value);
    },
  });

  // The engine
  const boards = createBoardNews();
  const engine = new Engine({
    ledger,
    clock: systemClock,
    random: Math.random,
    newId,
    hostOf: (id) => open.hostOf(id),
    feishuOf: (id, knownSince) =>
      id === practiceId && knownSince < practiceSince ? failed(problem('practice-restarted')) : open.feishu(id),
    resolve: (draft) => {
      const directory = open.directory(draft.workspaceId);
      if (!directory.ok) return Promise.resolve(unresolved(draft, directory.problem));
      return resolveDraft(draft, {
        workspaceName: find(draft.workspaceId)?.name ?? '',
        practice: draft.workspaceId === practiceId,
        groups: store.groups(draft.workspaceId),
        directory: directory.value,
        rooms: store.rooms(draft.workspaceId),
        setbacks: ledger.setbacks(draft.workspaceId, systemClock.now() - setbackLifeMs),
        asker: askerName(),
        locale: locale(),
      });
    },
    rooms: new Rooms({
      store,
      onChanged: ({ workspaceId, chatId }) => {
        const directory = open.directory(workspaceId);
        if (directory.ok) directory.value.forget(chatId);
      },
      onStorageFailed: raise,
    }),
    policyOf: createPolicyOf({
      ladders: () => store.settings().ladders,
      scopes: async (id) => {
        const feishu = open.feishu(id);
        return feishu.ok ? feishu.value.readScopes() : null;
      },
      clock: systemClock,
    }),
    undoMs: () => store.settings().undoSeconds * 1000,
    onLadder: desktop.onLadder,
    ceilings: () => store.settings().ceilings,
    locale,
    onBoard: (board) => {
      broadcast('boardChanged', board);
      boards.tell(board);
      desktop.onBoard(board);
    },
    onActivity: () => {
      broadcast('activityChanged', undefined);
      power.keepAwake(engine.armed.length > 0);
      forgetOld();
      desktop.refreshTray();
    },
    onStorageFailed: raise,
  });

  const power = createPower({ powerMonitor, powerSaveBlocker, wake: () => engine.wake() });
  quitGuard.watch({ armed: () => engine.armed.length, locale });

  const forgetOld = createForgetOld({
    forget: (days) => engine.forget(days),
    keepDays: () => store.settings().keepDays,
    now: Date.now,
    report: (reason) => log.error('forget', reason),
  });

  // The windows' requests
  const shownBoards = createBoards({
    ...parts,
    electron: { BrowserWindow, app },
    locale,
    size: {
      read: () => store.settings().boardWindow,
      keep: (boardWindow) => void store.changeSettings({ boardWindow }),
    },
    watch: (...ids) => engine.watch(...ids),
    onWatched: () => desktop.refreshTray(),
  });
  const program: Program = {
    ...answerable,
    engine,
    foresee: createForesee({
      ledger,
      directory: (id) => open.directory(id),
      groups: (id) => store.groups(id),
      ceilings: () => store.settings().ceilings,
      clock: systemClock,
    }),
    open,
    broadcast,
    boards: shownBoards,
  };
  const keyring = () => vault.keyring();
  const about = createAbout({ app, home, platform, env: process.env, log, keyring, program: () => program });
  const openLink = createOpenLink(shell);
  const connectWorkspace = createConnectWorkspace(program, { readSecret, saveSecret: vault.save, raise });
  const onChanged = () => {
    desktop.follow();
    forgetOld();
  };
  const hold = (holding: boolean) => popup.setDialog(holding);
  const saveAs = createSaveAs(dialogs, hold);
  const answers = createAnswers(program, {
    platform: pagePlatform,
    shell: {
      popup,
      openLink: (link) => void openLink(link).catch((reason: unknown) => log.error('open-link', reason)),
      copyText: (text) => clipboard.writeText(text),
    },
    groups: { saveAs, openFile: createOpenFile(dialogs, hold) },
    templates: { readClipboard: () => clipboard.readText() },
    activity: { saveAs },
    about: { ...about, saveAs },
    desktop: { ...desktop.answers, onChanged },
    settings: {
      hotkey,
      groupHotkeys: desktop.answers.groupHotkeys,
      openConnect: (id) => connect.open(id),
      forgetSecret: (id) => void vault.remove(id),
      onChanged,
    },
    connect: {
      platform: pagePlatform,
      editing: () => connect.workspaceId(),
      keyring: () => vault.keyring(),
      workspaces: connectWorkspace,
      copyText: (text) => clipboard.writeText(text),
      close: () => connect.close(),
      // It made way for the connect window.
      connected: (view) => popup.showAtTray(view ?? undefined),
    },
  });

  // Life
  desktop.follow();
  // The page has its answers before the ledger is looked through.
  setImmediate(() => {
    forgetOld();
    void engine.resume().catch((reason: unknown) => log.error('resume', reason));
  });

  // The command line
  const commandLine = parts.page.shown
    .then(() => import('./desktop/command-line/app/serve-command-line'))
    .then(({ serveCommandLine }) =>
      serveCommandLine({
        home,
        platform,
        env: process.env,
        uid: process.getuid?.() ?? null,
        pid: process.pid,
        virtual: isVirtualScreen(process.env),
        run: async (...request) => {
          const { createCommandRunner } = await import('./desktop/command-line/app/commands/run-command');
          return createCommandRunner({
            program,
            boards,
            clock: systemClock,
            connect: connectWorkspace,
            keyring: () => vault.keyring(),
            popup,
            onGroups: () => desktop.refreshTray(),
            quitHindrance: () =>
              engine.armed.length > 0 ? problem('ladders-armed', { count: String(engine.armed.length) }) : null,
          })(...request);
        },
        quit: quitGuard.force,
        report: (what, detail) => log.warn(what, detail),
      }),
    );
  app.on('will-quit', () => {
    void commandLine.then((served) => served.close());
    settle();
    engine.close();
    ledger.close();
    void practice.close();
  });
  // The system shuts down: nobody is there to ask.
  powerMonitor.on('shutdown', quitGuard.force);
  about.start();
  return {
    handlers: answers,
    stop: (id) => void engine.stop(id),
    showBoard: desktop.showBoard,
    openLink: (link) => openComposeLink(link, { program, show: (view) => popup.showAtTray(view), raise }),
  };
};
