import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type BrowserContext, type ElectronApplication, type Page } from 'playwright-core';
import type { Locale } from '../../../electron/contract/model/settings';
import { patienceMs, until } from '../clock/until';
import { removableFolder } from '../disk/temp-folder';
import { clickTray, screenshot } from './desktop';
import { ownDesktop } from './desktop-session';
import { ownEnvironment } from './own-environment';

/** Page of the popup. */
const popupUrl = /\/index\.html/;
const root = join(import.meta.dirname, '../../..');

export interface LaunchOptions {
  /** Data folder. By default an empty one, removed at the end. The same folder again restarts the app with its data. */
  home?: string;
  /** A program that becomes the runtime in a way of its own, with the runtime's path in `RUNTIME`. */
  through?: string;
  /** Arguments for the app, after those of every launch. */
  args?: readonly string[];
  /** Switches for the runtime, before the app. */
  switches?: readonly string[];
  env?: Record<string, string>;
  /** Language of the system. */
  locale?: Locale;
  /** False for a desktop without a keyring; `unnamed`: the app is not told of it, and has to find it. */
  keyring?: boolean | 'unnamed';
  /** True for a person who has never started the app. Otherwise the welcome is over and Compose opens at once. */
  newcomer?: boolean;
}

export interface LaunchedApp {
  app: ElectronApplication;
  /** Page of the popup, even while it is hidden. */
  page: Page;
  home: string;
  /** Output of the app on stdout and stderr so far. */
  output: () => string;
  /** Quits the app as a person would and waits until it is gone. `await using` does so, too. */
  close: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** The launched apps, by what all pages of one have in common. */
const apps = new WeakMap<BrowserContext, ElectronApplication>();

/** The app that shows this page. */
export const appOfPage = (page: Page): ElectronApplication => {
  const app = apps.get(page.context());
  if (!app) throw new Error('The page belongs to no app that launchApp has started');
  return app;
};

/**
 * Starts the built app on the desktop of the tests. Every launch has a data folder of its own unless it gets one, so that
 * launches do not share data. A test reads:
 *
 *     await using buzz = await launchApp();
 *     await clickTray();
 *     await buzz.page.getByRole('combobox', { name: 'To' }).fill('值班组');
 *
 * Tray, keyboard and pictures of the whole desktop are in `desktop.ts`. Playwright drives hidden pages as well: check
 * `isPopupShown` where it matters.
 */
export const launchApp = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const { args = [], switches = [], env = {}, locale = 'en-US', keyring = true, newcomer = false } = options;
  const desktop = ownDesktop();
  const { path: home, remove } =
    options.home === undefined ? removableFolder() : { path: options.home, remove: () => undefined };
  if (!newcomer) await settleIn(home);
  const named = keyring ? desktop.keyringArgs : ['--password-store=basic'];
  const keyringArgs = keyring === 'unnamed' ? [] : named;
  const launch = () =>
    _electron.launch({
      executablePath: options.through ?? desktop.electron,
      args: [
        ...desktop.sandboxArgs,
        ...keyringArgs,
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
        // On Linux Electron reads the language of the system from here.
        LANGUAGE: locale.replace('-', '_'),
        LC_ALL: 'C.UTF-8',
        RUNTIME: desktop.electron,
        ...env,
      },
      // By default Playwright tells every page to be light, whatever the theme of the app.
      colorScheme: null,
      timeout: patienceMs,
    });
  const app = await launch().catch(async (error: unknown) => {
    remove();
    throw new Error(`The app did not start; see ${await screenshot('failed-start')}`, { cause: error });
  });
  apps.set(app.context(), app);
  app.context().setDefaultTimeout(patienceMs);
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
    const hung = setTimeout(() => app.process().kill('SIGKILL'), 30_000);
    await app.close().catch(() => {});
    clearTimeout(hung);
    remove();
  };
  try {
    const page = await popupOf(app);
    return { app, page, home, output: () => output, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw new Error(`The popup did not load. The app said:\n${output}`, { cause: error });
  }
};

/** Writes the settings that the welcome leaves, unless the folder has settings already. */
const settleIn = async (home: string): Promise<void> => {
  const settings = { version: 1, data: { settings: { welcomed: true, seenPaid: true }, workspaces: [] } };
  await writeFile(join(home, 'settings.json'), JSON.stringify(settings), { flag: 'wx', mode: 0o600 }).catch(() => {});
};

/** True when the popup's window is on the screen. */
export const isPopupShown = (buzz: Pick<LaunchedApp, 'app'>): Promise<boolean> =>
  buzz.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      // For a moment a window that has just closed is still in the list, without its page.
      (window) =>
        !window.isDestroyed() &&
        window.webContents?.isDestroyed() === false &&
        window.webContents.getURL().includes('/index.html') &&
        window.isVisible(),
    ),
  );

/**
 * Waits for a window's page by its path, and returns it loaded; pages in `besides` do not count. Windows are looked at again
 * and again: the event of a new one may come while its page has no address yet.
 */
export const pageOf = async (
  app: ElectronApplication,
  path: `/${string}.html`,
  besides: readonly Page[] = [],
): Promise<Page> => {
  const isOurs = (page: Page): boolean => page.url().includes(path) && !besides.includes(page);
  const page = await until(`a window shows ${path}`, () => app.windows().find(isOurs) ?? null);
  await page.waitForLoadState('load');
  return page;
};

/** Waits for the connect window and returns its page. */
export const connectPage = (app: ElectronApplication): Promise<Page> => pageOf(app, '/connect.html');

const popupOf = async (app: ElectronApplication): Promise<Page> => {
  const page = app.windows()[0] ?? (await app.firstWindow({ timeout: patienceMs }));
  await page.waitForURL(popupUrl);
  // The page has its startup, so the program has started; before that no hotkey is registered.
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  return page;
};

/** Waits for the popup that a first start opens by itself, or opens it by a click on the tray icon. */
export const showPopup = async (buzz: LaunchedApp): Promise<void> => {
  const shows = () => isPopupShown(buzz);
  // A first start shows the popup a moment after the page is there, and the click may then have hidden it.
  await until('the popup is on the screen', async () => {
    if (await shows()) return true;
    await clickTray();
    return until('the click did it', shows, 1_500).catch(() => false);
  });
};

/** Starts the app as `launchApp` does and shows the popup. */
export const launchShown = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const buzz = await launchApp(options);
  try {
    await showPopup(buzz);
    return buzz;
  } catch (error) {
    await buzz.close();
    throw error;
  }
};

/** Starts the app once more while it runs, as a person or a shortcut of the desktop would. It tells the first and ends. */
export const runAgain = async ({ home }: Pick<LaunchedApp, 'home'>, ...args: readonly string[]): Promise<void> => {
  const { electron, sandboxArgs, env } = ownDesktop();
  const root = join(import.meta.dirname, '../../..');
  const again = [...sandboxArgs, '--password-store=basic', root, ...args];
  await promisify(execFile)(electron, again, { env: { ...process.env, ...env, FEISHU_BUZZ_HOME: home }, cwd: root });
};

declare global {
  /** Global of the app's main process while a test listens. */
  var openedLinks: string[] | undefined;

  namespace Electron {
    interface WebContents {
      /** The real preferences of a page, which Electron's types leave out. */
      getLastWebPreferences(): Record<string, unknown>;
    }
  }
}

/** Records links instead of opening them in the browser; the returned function lists them. */
export const keepLinks = async (app: ElectronApplication): Promise<() => Promise<readonly string[]>> => {
  await app.evaluate(({ shell }) => {
    globalThis.openedLinks = [];
    shell.openExternal = async (url) => {
      globalThis.openedLinks?.push(url);
    };
  });
  return () => app.evaluate(() => globalThis.openedLinks ?? []);
};
