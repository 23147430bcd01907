import type { Page } from 'playwright-core';
import type { LaunchedApp } from '../desktop/launch-app';
import { board } from './screens';

/** Opens the board that the popup shows as a window of its own, as a person would, and gives its page. */
export const openBoardWindow = async ({ app, page }: LaunchedApp): Promise<Page> => {
  const opening = app.waitForEvent('window', { predicate: (each) => each.url().includes('/board.html') });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Open in its own window' }).click();
  const own = await opening;
  own.setDefaultTimeout(20_000);
  await board(own).people.waitFor();
  return own;
};

/** What the window of a page is like, as Electron knows it. */
export const windowOf = ({ app }: LaunchedApp, title: string) =>
  app.evaluate(({ BrowserWindow }, title) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.getTitle() === title);
    if (!window) throw new Error(`no window is called ${title}`);
    return {
      resizable: window.isResizable(),
      minimizable: window.isMinimizable(),
      onTop: window.isAlwaysOnTop(),
      visible: window.isVisible() && !window.isMinimized(),
      smallest: window.getMinimumSize(),
      bounds: window.getBounds(),
    };
  }, title);
