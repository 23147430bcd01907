import { describe, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { connectPage } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { sharedWebServer } from '../../support/listening-server';

describe('a window of the running app', () => {
  let arrivals = 0;
  /** The outside world, which must never be reached. */
  const web = sharedWebServer((_request, response) => {
    arrivals += 1;
    response.setHeader('access-control-allow-origin', '*');
    response.end('<!doctype html>');
  });
  const buzz = launched();

  test('is a sandboxed, isolated page without Node', async () => {
    const found = await buzz.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].map((name) => name in window),
    );
    expect(found).toEqual([false, false, false, false]);
    const preferences = await buzz.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) =>
        // Not in Electron's types: the real preferences of the window.
        contents.getLastWebPreferences(),
      ),
    );
    for (const each of preferences) {
      expect(each).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
    }
  });

  test('reaches nothing of the network, neither by script nor by element', async () => {
    const outcome = await buzz.page.evaluate(async (url) => {
      const byScript = await fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
      const byElement = await new Promise<string>((resolve) => {
        const image = new Image();
        image.onload = () => resolve('reached');
        image.onerror = () => resolve('refused');
        image.src = url;
      });
      return [byScript, byElement];
    }, `${web.url}/`);
    expect(outcome).toEqual(['refused', 'refused']);
    expect(arrivals).toBe(0);
  });

  test('reaches nothing of the network even from a page without a policy', async () => {
    const outcome = await buzz.app.evaluate(async ({ webContents }, url) => {
      const { session } = webContents.getAllWebContents().find((each) => each.getURL().includes('/index.html')) ?? {};
      return session?.fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    }, `${web.url}/`);
    expect(outcome).toBe('refused');
    expect(arrivals).toBe(0);
  });

  test('runs no script that was put into the page, and takes no style element', async () => {
    const outcome = await buzz.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.injected = "yes"';
      const style = document.createElement('style');
      style.textContent = ':root { --injected: yes }';
      document.head.append(script, style);
      const { dataset } = document.documentElement;
      return [dataset.injected ?? '', getComputedStyle(document.documentElement).getPropertyValue('--injected')];
    });
    expect(outcome).toEqual(['', '']);
  });

  test('stays where it is and opens no other', async () => {
    const before = buzz.page.url();
    const opened = await buzz.page.evaluate((url) => {
      const window_ = window.open(url);
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      location.href = url;
      return window_ === null;
    }, `${web.url}/`);
    expect(opened).toBe(true);
    // After a round trip through the page and main an allowed navigation would have begun.
    await buzz.page.evaluate(() => window.buzz.getStartup());
    expect(buzz.page.url()).toBe(before);
    expect(await buzz.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    expect(arrivals).toBe(0);
  });

  test('is granted no permission', async () => {
    const states = await buzz.page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'] as PermissionName[];
      return [
        await Notification.requestPermission(),
        ...(await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))),
      ];
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });

  test('gets no file outside the folder of its pages', async () => {
    const served = await buzz.app.evaluate(async ({ webContents }) => {
      const { session } = webContents.getAllWebContents().find((each) => each.getURL().includes('/index.html')) ?? {};
      const paths = ['index.html', '%2e%2e%2fmain%2fmain.js', '..%2f..%2fpackage.json', 'gone.html'];
      const ask = (path: string) => session?.fetch(`app://buzz/${path}`).then(({ status }) => status, String);
      return Promise.all(paths.map(ask));
    });
    const nothing = expect.stringContaining('ERR_FILE_NOT_FOUND');
    expect(served).toEqual([200, nothing, nothing, nothing]);
  });

  test('gets only what the contract allows, and the connect window only its own part', async () => {
    const fromPopup = await buzz.page.evaluate(async () => {
      const { buzz: bridge } = window;
      const answers = await Promise.all([
        bridge.getConnect(),
        bridge.setPinned({ pinned: 'yes' as unknown as boolean }),
        bridge.openConnect({ workspaceId: null }),
      ]);
      return answers.map((answer) => (answer.ok ? 'ok' : answer.problem.advice));
    });
    expect(fromPopup).toEqual(['request-invalid', 'request-invalid', 'ok']);

    const connect = await connectPage(buzz.app);
    const fromConnect = await connect.evaluate(async () => {
      const { buzz: bridge } = window;
      const answers = [await bridge.getStartup(), await bridge.getConnect()];
      return answers.map((answer) => (answer.ok ? 'ok' : answer.problem.advice));
    });
    expect(fromConnect).toEqual(['request-invalid', 'ok']);
    await connect.evaluate(() => void window.buzz.closeConnect()).catch(() => undefined);
    await until('the connect window is gone', async () => buzz.app.windows().length === 1);
  });

  test('comes back after its page has died', async () => {
    const again = buzz.app.waitForEvent('window');
    await buzz.app.evaluate(({ webContents }) => {
      for (const contents of webContents.getAllWebContents()) contents.forcefullyCrashRenderer();
    });
    const page = await again;
    await page.waitForLoadState('load');
    const answer = await page.evaluate(() => window.buzz.getStartup());
    expect(answer.ok).toBe(true);
  });
});
