import type { ElectronApplication } from 'playwright-core';

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
