import { userInfo } from 'node:os';
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
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import ElectronStore from 'electron-store';
import { words as pageWords } from '../renderer/i18n/words';
import type { Group } from './contract/group';
import { type BuzzId, GroupId } from './contract/ids';
import { failed, type Problem, problem } from './contract/problem';
import type { Notice } from './contract/shell';
import { practiceId, type Workspace, type WorkspaceView } from './contract/workspace';
import { Engine } from './core/buzz/engine';
import { createForesee } from './core/buzz/foresee';
import { createPolicyOf } from './core/buzz/ladder/policy-of';
import { resolveDraft } from './core/buzz/resolve-draft';
import { unresolved } from './core/buzz/resolved-draft';
import { Rooms } from './core/buzz/rooms';
import { setbackLifeMs } from './core/buzz/setback';
import { OpenWorkspaces } from './core/open-workspaces';
import { systemClock } from './core/system-clock';
import { createAbout } from './desktop/about';
import { directoryView } from './desktop/answers/answer-directory';
import { settingsNews } from './desktop/answers/answer-settings';
import { createConnectWorkspace } from './desktop/answers/connect-workspace';
import { createAnswers } from './desktop/answers/create-answers';
import type { Program } from './desktop/answers/program';
import { createBoards } from './desktop/boards';
import { createBoardNews } from './desktop/command-line/board-news';
import { openComposeLink } from './desktop/command-line/open-compose-link';
import { isVirtualScreen } from './desktop/command-line/virtual-screen';
import type { DataHome } from './desktop/data-home';
import { createDesktopShell } from './desktop/desktop-shell';
import { createForgetOld } from './desktop/forget-old';
import { createBroadcast, type Handlers } from './desktop/ipc-host';
import { localeFor } from './desktop/locale';
import { createOpenFile } from './desktop/open-file';
import { createOpenLink } from './desktop/open-link';
import { overWindow } from './desktop/over-window';
import type { PageProgress } from './desktop/page-progress';
import { createPaidFetch } from './desktop/paid-fetch';
import { createPower } from './desktop/power';
import { createSaveAs } from './desktop/save-as';
import { words } from './desktop/words';
import { openPractice } from './practice/open-practice';
import type { practiceGroups } from './practice/world/practice-groups';
import type { Shell, ShownShell } from './shell';
import { openDirectoryCaches } from './storage/directory-caches';
import { openLedger } from './storage/ledger/open-ledger';
import { openSettingsStore } from './storage/settings-store';
import { openVault } from './storage/vault';

/** What was there before it, and how it was started. */
export interface ProgramParts extends Omit<Shell, 'show'>, ShownShell {
  place: DataHome;
  page: Pick<PageProgress, 'shown'>;
  /** By somebody who wants to see nothing (the command line, a login). */
  hidden: boolean;
}

/** What the first half of the composition root needs of the second. */
export interface StartedProgram {
  handlers: Handlers;
  openLink(link: string): void;
  /** Stops a buzz with its ladder: the tray's menu. */
  stop(id: BuzzId): void;
  /** Shows a board where it is open, or in the popup. */
  showBoard(id: BuzzId): void;
}

// The global one: Node loads its own only with the first use.
const newId = () => Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('hex');

/** A sample group as the practice workspace keeps it. */
const asSample = (group: ReturnType<typeof practiceGroups>[number]): Group => ({
  ...group,
  id: GroupId.parse(`grp_${newId()}`),
  workspaceId: practiceId,
});

/** The second half of the composition root: storage, Feishu, the engine, and the answers to the windows. */
export const startProgram = async (parts: ProgramParts): Promise<StartedProgram> => {
  const { place, platform, windows, popup, hotkey, connect, quitGuard, log } = parts;
  const { home } = place;
  const storage = { folder: home, Store: ElectronStore, now: Date.now };

  // What was remembered
  const { store, firstRun, problems, settle } = openSettingsStore(storage);
  const vault = openVault({ ...storage, safeStorage, platform });
  const { ledger, problem: ledgerProblem } = openLedger(home, Date.now());

  // What could not be done, for the person to know
  const notices: Notice[] = [];
  const tellWindows = createBroadcast(windows);
  const raise = (problem: Problem) => {
    const notice: Notice = { id: newId(), problem };
    notices.push(notice);
    tellWindows('noticeRaised', notice);
  };
  for (const problem of [...problems, vault.problem, ledgerProblem]) if (problem) raise(problem);

  const dialogs = overWindow(dialog, () => BrowserWindow.getFocusedWindow());
  const electron = { app, dialog: dialogs, shell, Notification };
  const desktop = createDesktopShell({
    ...parts,
    electron,
    env: process.env,
    argv: process.argv,
    tellWindows,
    raise,
    program: () => program,
  });
  const { broadcast } = desktop;

  // Practice Feishu and the workspaces
  const practiceSince = Date.now();
  const practice = await openPractice();
  const locale = () => localeFor(store.settings().language, app.getPreferredSystemLanguages());
  const practiceWorkspace = (): Workspace => ({
    id: practiceId,
    name: words[locale()].practiceWorkspace,
    brand: 'custom',
    baseUrl: practice.baseUrl,
    appId: practice.appId as Workspace['appId'],
  });
  if (firstRun) {
    const samples = await import('./practice/world/practice-groups');
    store.saveGroups(practiceId, samples.practiceGroups().map(asSample));
  }
  const find = (id: Workspace['id']) =>
    id === practiceId ? practiceWorkspace() : (store.workspaces().find((workspace) => workspace.id === id) ?? null);
  const workspaces = (): readonly WorkspaceView[] => [
    { ...practiceWorkspace(), practice: true, secret: { configured: true, backend: 'session', last4: null } },
    ...store.workspaces().map((each) => ({ ...each, practice: false, secret: vault.view(each.id) })),
  ];
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
  const askerName = () => store.settings().asker || userInfo().username;
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
        return feishu.ok ? feishu.value.scopes() : null;
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
    electron: { BrowserWindow, app, screen },
    program: () => program,
    onWatched: () => desktop.refreshTray(),
  });
  const program: Program = {
    store,
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
    newId,
    locale,
    pageWords: () => pageWords[locale()],
    askerName,
    workspaces,
    currentWorkspaceId: () => store.settings().currentWorkspaceId,
    // A hotkey that works again needs no notice.
    notices: () =>
      notices.filter(({ problem }) => problem.advice !== 'hotkey-taken' || hotkey.state().problem !== null),
    dismissNotice: (id) => void notices.splice(0, notices.length, ...notices.filter((each) => each.id !== id)),
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
    shell: {
      version: app.getVersion(),
      platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
      popup,
      hotkey,
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
      platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
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
  // Whoever has files that were found damaged has been here before.
  if (problems.length > 0) store.changeSettings({ welcomed: true });
  desktop.follow();
  const hotkeyState = hotkey.set(store.settings().hotkey);
  if (hotkeyState.problem) raise(hotkeyState.problem);
  broadcast('settingsChanged', settingsNews(program, hotkeyState));
  desktop.refreshTray();
  // The page has its answers before the ledger is looked through.
  setImmediate(() => {
    forgetOld();
    void engine.resume().catch((reason: unknown) => log.error('resume', reason));
  });
  const unwelcomed = !store.settings().welcomed && store.workspaces().length === 0;
  if ((firstRun || unwelcomed) && !parts.hidden) popup.showAtTray();

  // The command line
  const commandLine = parts.page.shown
    .then(() => import('./desktop/command-line/serve-command-line'))
    .then(({ serveCommandLine }) =>
      serveCommandLine({
        home,
        platform,
        env: process.env,
        uid: process.getuid?.() ?? null,
        pid: process.pid,
        virtual: isVirtualScreen(process.env),
        run: async (...request) => {
          const { createCommandRunner } = await import('./desktop/command-line/run-command');
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
