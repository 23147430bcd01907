import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Locale } from '../../../electron/contract/model/settings';
import { until } from '../clock/until';
import { clickTray, screenshot } from './desktop';

/** The popup's page; the other one is `connect.html`. */
const popupUrl = /\/index\.html/;
const root = join(import.meta.dirname, '../../..');

interface LaunchOptions {
  /** The data folder. Without one the app gets an empty one, removed at the end; give it again to start again. */
  home?: string;
  /** For the app, after its own. */
  args?: readonly string[];
  /** For the runtime, before the app. */
  switches?: readonly string[];
  env?: Record<string, string>;
  /** The system's language. */
  locale?: Locale;
  /** False: as on a desktop without a keyring. */
  keyring?: boolean;
  /** True: somebody who has never started the app. Otherwise the way in was chosen: Compose is there at once. */
  newcomer?: boolean;
}

export interface LaunchedApp {
  app: ElectronApplication;
  /** The popup, hidden or not, with what it shows. */
  page: Page;
  home: string;
  /** What the app wrote on stdout and stderr so far. */
  output: () => string;
  /** Quits the app as a person would and waits until it is gone. Also done by `await using`. */
  close: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** A fresh data folder, for tests that start the app more than once. The caller removes it. */
export const makeHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'feishu-buzz-home-'));

/**
 * Starts the built app on the desktop of the tests. Every launch has a data folder of its own unless it is given one,
 * so launches know nothing of each other. A test reads:
 *
 *     await using buzz = await launchApp();
 *     await clickTray();
 *     await buzz.page.getByRole('combobox', { name: 'To' }).fill('值班组');
 *
 * Tray, keyboard and screenshots of the whole desktop are in `desktop.ts`. Playwright drives pages whether their window
 * is shown or not: ask `isPopupShown` where it matters.
 */
export const launchApp = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const { args = [], switches = [], env = {}, locale = 'en-US', keyring = true, newcomer = false } = options;
  const desktop = inject('desktop');
  const home = options.home ?? (await makeHome());
  if (!newcomer) await settleIn(home);
  const launch = () =>
    _electron.launch({
      executablePath: desktop.electron,
      args: [
        ...desktop.sandboxArgs,
        ...(keyring ? desktop.keyringArgs : ['--password-store=basic']),
        `--lang=${locale}`,
        ...switches,
        '-r',
        join(import.meta.dirname, 'under-playwright.cjs'),
        root,
        ...args,
      ],
      cwd: root,
      env: {
        ...ownEnvironment(),
        ...desktop.env,
        FEISHU_BUZZ_HOME: home,
        // Electron takes the language of the system from here on Linux.
        LANGUAGE: locale.replace('-', '_'),
        LC_ALL: 'C.UTF-8',
        ...env,
      },
      // Left alone, Playwright tells every page that it is light, whatever the app's theme says.
      colorScheme: null,
      timeout: 20_000,
    });
  const app = await launch().catch(async (error: unknown) => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 3 });
    throw new Error(`The app did not start; see ${await screenshot('failed-start')}`, { cause: error });
  });
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }

  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    // An app that does not quit when asked must not hang the tests, and the next one needs the tray for itself.
    const hung = setTimeout(() => app.process().kill('SIGKILL'), 10_000);
    await app.close().catch(() => {});
    clearTimeout(hung);
    if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const page = await popupOf(app);
    return { app, page, home, output: () => output, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw new Error(`The popup did not load. The app said:\n${output}`, { cause: error });
  }
};

/** Writes what choosing a way in would have left, unless the home has settings already. */
const settleIn = async (home: string): Promise<void> => {
  const settings = { version: 1, data: { settings: { welcomed: true }, workspaces: [] } };
  await writeFile(join(home, 'settings.json'), JSON.stringify(settings), { flag: 'wx', mode: 0o600 }).catch(() => {});
};

/** Whether the popup's window is on the screen. */
export const isPopupShown = (buzz: Pick<LaunchedApp, 'app'>): Promise<boolean> =>
  buzz.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.webContents.getURL().includes('/index.html') && window.isVisible(),
    ),
  );

/** The connect window's page, once it is open. */
export const connectPage = async (app: ElectronApplication): Promise<Page> => {
  const isConnect = (page: Page): boolean => page.url().includes('/connect.html');
  const page = app.windows().find(isConnect) ?? (await app.waitForEvent('window', { predicate: isConnect }));
  await page.waitForLoadState('load');
  return page;
};

const popupOf = async (app: ElectronApplication): Promise<Page> => {
  const page = app.windows()[0] ?? (await app.firstWindow());
  await page.waitForURL(popupUrl);
  // It has its answers, so the program has started: before that no hotkey is registered.
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  return page;
};

/** The environment without what Vitest says in it to itself. */
const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^(VITEST|NODE_ENV$)/.test(entry[0]),
    ),
  );

/** Has the popup on the screen: by itself on a first start, else by a click on the tray icon. */
export const showPopup = async (buzz: LaunchedApp): Promise<void> => {
  const shows = () => isPopupShown(buzz);
  // A first start shows it a moment after the page is there; the click may then have been the one that hides it.
  await until('the popup is on the screen', async () => {
    if (await shows()) return true;
    await clickTray();
    return until('the click did it', shows, 1_500).catch(() => false);
  });
};

/** Starts the app as `launchApp` does, and shows the popup. */
export const launchShown = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const buzz = await launchApp(options);
  buzz.page.setDefaultTimeout(20_000);
  try {
    await showPopup(buzz);
    return buzz;
  } catch (error) {
    await buzz.close();
    throw error;
  }
};

/** Starts the app once more while it runs, as a person (or a desktop's own shortcut) would. It tells the first and ends. */
export const runAgain = async ({ home }: Pick<LaunchedApp, 'home'>, ...args: readonly string[]): Promise<void> => {
  const { electron, sandboxArgs, env } = inject('desktop');
  const root = join(import.meta.dirname, '../../..');
  const again = [...sandboxArgs, '--password-store=basic', root, ...args];
  await promisify(execFile)(electron, again, { env: { ...process.env, ...env, FEISHU_BUZZ_HOME: home }, cwd: root });
};

declare global {
  /** In the app's main process, while a test listens. */
  var openedLinks: string[] | undefined;
}

/** Keeps the links that the app would open in the browser from going there; the returned function tells them. */
export const keepLinks = async (app: ElectronApplication): Promise<() => Promise<readonly string[]>> => {
  await app.evaluate(({ shell }) => {
    globalThis.openedLinks = [];
    shell.openExternal = async (url) => {
      globalThis.openedLinks?.push(url);
    };
  });
  return () => app.evaluate(() => globalThis.openedLinks ?? []);
};
