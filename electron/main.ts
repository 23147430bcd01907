import module from 'node:module';
import { setTimeout as later } from 'node:timers/promises';
// biome-ignore lint/style/noRestrictedImports: handed to ipc-host, the one place that uses it
import { app, dialog, ipcMain, Menu, protocol } from 'electron';
import { commandArguments } from './desktop/command-line/client/arguments/command-names';
import { linkScheme } from './desktop/command-line/launch/read-link';
import {
  follow,
  forgetOtherPackage,
  isVirtualScreen,
  startReason,
  takeSecret,
} from './desktop/command-line/launch/start-options';
import { readEndpoint } from './desktop/command-line/protocol/endpoint';
import { type DataHome, settleDataHome } from './desktop/data/home';
import { serveIpc } from './desktop/ipc/ipc-host';
import { deferred } from './desktop/lifecycle/deferred';
import { createPageProgress, type PageProgress } from './desktop/lifecycle/page-progress';
import { choosePasswordStore } from './desktop/lifecycle/password-store';
import { keepCompiled, setUpRuntime } from './desktop/lifecycle/set-up-runtime';
import { claimSingleInstance } from './desktop/lifecycle/single-instance';
import { dropStrangeSwitches } from './desktop/security/known-switches';
import { secureApp } from './desktop/security/secure-app';
import type { RequestsPart } from './start/requests';
import type { SettingsPart } from './start/settings';
import { createShell, type Shell, type ShellActions, type ShownShell } from './start/shell';
import { claimData, type DataOwner } from './storage/data-owner';
import { makeAllPrivate } from './storage/private/private-files';

// The composition root: the parts of the program in the order in which they start (electron/README.md). A part takes
// what came before it, subscribes to what it follows (settings, engine, screens, quit), and answers with its own.

// 1. Before the app is ready: data folder, security, runtime, and the shell, which waits for the rest
makeAllPrivate(process);
const secret = takeSecret(process.env);
forgetOtherPackage(process.env, process.execPath);
// From the sources, developers and tests give switches of their own.
if (app.isPackaged) dropStrangeSwitches(app.commandLine, process);
const place = settleDataHome(app, process.env);
const { home } = place;
keepCompiled(module, home);
secureApp(app, protocol);
setUpRuntime(app, Menu, process);

const reason = startReason(process.argv);
const page = createPageProgress(later);
const settings = deferred<SettingsPart>();
const program = deferred<RequestsPart & ShellActions>();
const shell = createShell({ place, page, program: program.promise });
const { log, popup, windows } = shell;

// Without a listener Electron shows a dialog that stops the whole program, calls in flight included.
process.on('uncaughtException', (reason) => log.error('uncaught', reason));
process.on('unhandledRejection', (reason) => log.error('unhandled', reason));

const openLink = (link: string) => void program.promise.then((started) => started.openLink(link));
// macOS hands links over this way, the first one before the app is ready.
app.on('open-url', (event, link) => {
  event.preventDefault();
  openLink(link);
});

// 2. A command (packaged app only), the one instance of this data folder, or a word to the instance that runs
let owner: DataOwner | null = null;
const claim = () =>
  claimSingleInstance({
    app,
    platform: process.platform,
    claimData: () => {
      const claimed = claimData(home);
      if (claimed.kind === 'owned') owner = claimed.owner;
      if (claimed.kind === 'unproven') log.warn('no-owner', { reason: claimed.reason });
      return claimed;
    },
    onSecond: (argv) => void app.whenReady().then(() => follow(startReason(argv), { popup, openLink })),
  });
const command = app.isPackaged ? commandArguments(process.argv.slice(1)) : null;
if (command) {
  void import('./desktop/command-line/client/run-in-app').then(({ runInApp }) =>
    runInApp(app, { ...command, home, secret }),
  );
} else {
  const instance = claim();
  // An endpoint that was left behind: by a crash, or by an app that lives although this one could get its lock.
  if (instance === 'first' && readEndpoint(home) === null) void app.whenReady().then(start);
  else if (instance === 'told') app.quit();
  else {
    const screen = isVirtualScreen(process.env) ? 'virtual' : 'real';
    void import('./desktop/command-line/launch/hand-over')
      .then(({ handOver }) => handOver({ home, screen, reason, instance, claim }))
      .then(async (end) => {
        if (end === 'first') await app.whenReady().then(start);
        else if (end === 'told') app.quit();
        else {
          const { sayNotStarted } = await import('./desktop/command-line/launch/say-not-started');
          await sayNotStarted(end, { app, dialog, home, hidden: reason.kind === 'nothing' });
        }
      });
  }
}

// The app becomes ready only after this.
if (!command)
  await choosePasswordStore({ commandLine: app.commandLine, platform: process.platform, env: process.env, later });

async function start(): Promise<void> {
  // 3. The tray icon, the popup's page, and requests, which wait for their handlers
  const shown = { ...shell, ...shell.show(), place, page };
  const handlers = {
    first: settings.promise.then((started) => started.handlers),
    later: program.promise.then((started) => started.handlers),
  };
  serveIpc({ ipcMain, windows, handlers, onMore: page.painted, report: log.warn });
  popup.open();

  settings.resolve(startEarly(shown));
  program.resolve(startRest(shown));
  await settings.promise;
  if (reason.kind !== 'show') follow(reason, { popup, openLink });

  // In development the scheme would belong to the runtime's own binary.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
}

type Shown = Shell & ShownShell & { place: DataHome; page: PageProgress };

/** 4. While the page's process starts: settings, and the popup's first frame. */
async function startEarly(shown: Shown): Promise<SettingsPart> {
  // Piece by piece: in between Chromium goes on with the page.
  await page.opening;
  await import('./contract/ipc/ipc');
  const { startSettings } = await import('./start/settings');
  return startSettings({ ...shown, hidden: reason.kind === 'nothing' });
}

/** 5. Once the page is drawn: everything else. */
async function startRest(shown: Shown): Promise<RequestsPart & ShellActions> {
  await page.drawn;
  const { startFeishu } = await import('./start/feishu');
  const { startRelay } = await import('./start/relay');
  const { startEngine } = await import('./start/engine');
  const { startHandOver } = await import('./start/hand-over');
  const { startInbox } = await import('./start/inbox');
  const { startListening } = await import('./start/listening');
  const { startDesktop } = await import('./start/desktop');
  const { startRequests } = await import('./start/requests');
  const { startCommandLine } = await import('./start/command-line');

  const early = { ...shown, ...(await settings.promise) };
  const feishu = { ...early, ...startFeishu(early) };
  const relay = { ...feishu, ...startRelay(feishu) };
  const engine = { ...relay, ...startEngine(relay) };
  const handOver = { ...engine, ...startHandOver(engine) };
  const inbox = { ...handOver, ...startInbox(handOver) };
  const listening = { ...inbox, ...startListening(inbox) };
  const desktop = { ...listening, ...startDesktop(listening) };
  const requests = startRequests(desktop);
  startCommandLine({ ...desktop, ...requests, owner });
  engine.resume();
  return { ...requests, showBoard: desktop.showBoard, stop: desktop.stop };
}
