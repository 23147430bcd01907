import { beforeAll, describe, expect, test } from 'vitest';
import { type LinkName, linkNames } from '../../../electron/contract/rules/addresses';
import { until } from '../../support/clock/until';
import { connectPage, keepLinks } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';

// Electron's security checklist on the running app, as far as `security.test.ts` does not cover it.

const buzz = launched({ shown: true });
beforeAll(async () => {
  await buzz.page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
  await connectPage(buzz.app);
});

/** Real preferences of each window, and the storage path of its session. */
const windows = () =>
  buzz.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => ({
      page: contents.getURL().split('/').at(-1) ?? '',
      preferences: contents.getLastWebPreferences(),
      persistent: contents.session.isPersistent(),
    })),
  );

describe('every window', () => {
  test('has each optional right off and each protection on', async () => {
    const all = await windows();
    expect(all.map(({ page }) => page).sort()).toEqual(['connect.html', 'index.html']);
    const on = ['sandbox', 'contextIsolation', 'webSecurity'];
    const off = [
      ...['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag', 'plugins'],
      ...['allowRunningInsecureContent', 'experimentalFeatures', 'navigateOnDragDrop', 'enableWebSQL', 'spellcheck'],
    ];
    for (const { page, preferences } of all) {
      for (const name of on) expect(preferences[name], `${page}: ${name}`).toBe(true);
      for (const name of off) expect(preferences[name] ?? false, `${page}: ${name}`).toBe(false);
      expect(preferences.enableBlinkFeatures ?? '', page).toBe('');
    }
  });

  test('for typing a secret has its session in memory', async () => {
    const connect = (await windows()).find(({ page }) => page === 'connect.html');
    expect(connect?.persistent).toBe(false);
  });

  test('keeps only compiled code on disk', async () => {
    const kept = await buzz.page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
    const cookies = await buzz.app.evaluate(
      async ({ webContents }) =>
        (await Promise.all(webContents.getAllWebContents().map(({ session }) => session.cookies.get({})))).flat()
          .length,
    );
    expect(cookies).toBe(0);
  });
});

describe('a page', () => {
  test('saves no file by itself, not even one that it made', async () => {
    const started = buzz.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const session = BrowserWindow.getAllWindows().find((each) =>
            each.webContents.getURL().includes('/index.html'),
          )?.webContents.session;
          session?.once('will-download', (event, item) =>
            resolve(event.defaultPrevented || item.getState() === 'cancelled'),
          );
        }),
    );
    await buzz.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['#!/bin/sh']));
      link.download = 'harmless.sh';
      document.body.append(link);
      link.click();
      link.remove();
    });
    expect(await started).toBe(true);
  });

  test('can open a web page only by its name, and each name leads to Feishu or Lark', async () => {
    const opened = await keepLinks(buzz.app);
    for (const link of linkNames)
      await buzz.page.evaluate((name: LinkName) => window.buzz.openLink({ link: name }), link);
    await until('each was opened', async () => (await opened()).length === linkNames.length);
    for (const url of await opened())
      expect(url).toMatch(/^https:\/\/(open\.feishu\.cn|open\.larksuite\.com|www\.feishu\.cn\/hc)\//);
    for (const wrong of ['https://example.com', 'file:///etc/passwd', 'feishu-console/../x', '__proto__', 'toString'])
      await buzz.page.evaluate((name) => window.buzz.openLink({ link: name as LinkName }), wrong);
    expect(await opened()).toHaveLength(linkNames.length);
  });
});

test('a session made later is as closed as the first', async () => {
  const answers = await buzz.app.evaluate(async ({ session, BrowserWindow }) => {
    const later = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('later') } });
    await later.loadURL('data:text/html,<title>later</title>');
    const permission: unknown = await later.webContents.executeJavaScript('Notification.permission');
    await later.webContents.executeJavaScript('window.open("about:blank"); location.href = "https://example.com"; 1');
    const url = later.webContents.getURL();
    const count = BrowserWindow.getAllWindows().length;
    later.destroy();
    return { permission, url, count };
  });
  expect(answers).toEqual({ permission: 'denied', url: 'data:text/html,<title>later</title>', count: 3 });
});
