import module from 'node:module';
import { setTimeout as later } from 'node:timers/promises';
// biome-ignore lint/style/noRestrictedImports: handed to ipc-host, the one place that uses it
import { app, ipcMain, protocol } from 'electron';
import { commandArguments } from './desktop/command-line/client/arguments/command-arguments';
import { linkScheme } from './desktop/command-line/launch/read-link';
import { follow, startReason } from './desktop/command-line/launch/start-reason';
import { takeSecret } from './desktop/command-line/launch/take-secret';
import { isVirtualScreen } from './desktop/command-line/launch/virtual-screen';
import { settleDataHome } from './desktop/data/home';
import { serveIpc } from './desktop/ipc/ipc-host';
import { deferred } from './desktop/lifecycle/deferred';
import { createPageProgress } from './desktop/lifecycle/page-progress';
import { keepCompiled, setUpRuntime } from './desktop/lifecycle/set-up-runtime';
import { claimSingleInstance } from './desktop/lifecycle/single-instance';
import { secureApp } from './desktop/security/secure-app';
import type { StartedProgram } from './program';
import type { Remembered } from './remember';
import { createShell } from './shell';

// The composition root: what is settled before anything else, the shell (tray, popup, hotkey), and then, once the tray
// shows, what was remembered (settings, secrets) and the program (ledger, Feishu, the engine).

const secret = takeSecret(process.env);
const place = settleDataHome(app, process.env);
const { home } = place;
keepCompiled(module, home);
secureApp(app, protocol);
setUpRuntime(app, process);

const reason = startReason(process.argv);
const page = createPageProgress(later);
const remembered = deferred<Remembered>();
const program = deferred<StartedProgram>();
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

const claim = () =>
  claimSingleInstance(app, (argv) => {
    void app.whenReady().then(() => follow(startReason(argv), { popup, openLink }));
  });
const command = app.isPackaged ? commandArguments(process.argv.slice(1)) : null;
if (command) {
  void import('./desktop/command-line/client/run-in-app').then(({ runInApp }) =>
    runInApp(app, { ...command, home, secret }),
  );
} else if (claim()) void app.whenReady().then(start);
else {
  const screen = isVirtualScreen(process.env) ? 'virtual' : 'real';
  void import('./desktop/command-line/launch/take-over')
    .then(({ takeOver }) => takeOver({ home, screen, reason, claim }))
    .then((taken) => (taken ? app.whenReady().then(start) : app.quit()));
}

async function start(): Promise<void> {
  const shown = shell.show();
  // What the page asks waits for the answers.
  const handlers = {
    first: remembered.promise.then((known) => known.handlers),
    later: program.promise.then((started) => started.handlers),
  };
  serveIpc({ ipcMain, windows, handlers, report: log.warn });
  popup.open();

  const parts = { ...shell, ...shown, place, page };
  // Piece by piece: in between Chromium goes on with the page.
  const load = async () => {
    await page.opening;
    await import('./contract/ipc/ipc');
    const { remember } = await import('./remember');
    return remember({ ...parts, hidden: reason.kind === 'nothing' });
  };
  const loadRest = async () => {
    await page.drawn;
    await import('./core/open-workspaces');
    await import('./storage/ledger/open-ledger');
    const { startProgram } = await import('./program');
    return startProgram({ ...parts, remembered: await remembered.promise });
  };
  remembered.resolve(load());
  program.resolve(loadRest());
  await remembered.promise;
  if (reason.kind !== 'show') follow(reason, { popup, openLink });

  // In development it would be the runtime's own binary that answers to links.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
}
