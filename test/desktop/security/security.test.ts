import { beforeEach, describe, expect, test } from 'vitest';
import { eventNames, requestNames } from '../../../electron/contract/ipc/ipc-names';
import { until } from '../../support/clock/until';
import { connectPage } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { sharedWebServer } from '../../support/listening-server';

// A page counts as hostile: code in it reaches no network, no other page, no Node and no request outside the contract. A
// listening server tells if anything got out.

let seen: string[] = [];
const server = sharedWebServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.end('reached');
});
const buzz = launched({ shown: true });
beforeEach(() => {
  seen = [];
});

const run = <T>(script: string): Promise<T> => buzz.page.evaluate(script) as Promise<T>;
/** URLs of all windows. */
const windows = () =>
  buzz.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));

test('a program with network access reaches the listening server', async () => {
  expect(await (await fetch(server.url)).text()).toBe('reached');
  expect(seen).toEqual(['GET /']);
});

describe('the network is out of reach', () => {
  const ways: readonly (readonly [string, (url: string) => string])[] = [
    ['fetch', (url) => `fetch('${url}/fetch').then(() => 'got through', () => 'refused')`],
    [
      'fetch without CORS',
      (url) => `fetch('${url}/no-cors', { mode: 'no-cors' }).then(() => 'got through', () => 'refused')`,
    ],
    [
      'XMLHttpRequest',
      (url) => `new Promise((done) => {
        const request = new XMLHttpRequest();
        request.onload = () => done('got through');
        request.onerror = () => done('refused');
        request.open('POST', '${url}/xhr');
        request.send('x');
      })`,
    ],
    [
      'a picture',
      (url) => `new Promise((done) => {
        const image = new Image();
        image.onload = () => done('got through');
        image.onerror = () => done('refused');
        image.src = '${url}/picture.png';
      })`,
    ],
    [
      'a script',
      (url) => `new Promise((done) => {
        const script = document.createElement('script');
        script.onload = () => done('got through');
        script.onerror = () => done('refused');
        script.src = '${url}/script.js';
        document.head.append(script);
      })`,
    ],
    [
      'a style sheet',
      (url) => `new Promise((done) => {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.onload = () => done('got through');
        link.onerror = () => done('refused');
        link.href = '${url}/style.css';
        document.head.append(link);
      })`,
    ],
    [
      'a web socket',
      (url) => `new Promise((done) => {
        try {
          const socket = new WebSocket('${url.replace('http', 'ws')}/socket');
          socket.onopen = () => done('got through');
          socket.onerror = () => done('refused');
        } catch { done('refused'); }
      })`,
    ],
    [
      'an event stream',
      (url) => `new Promise((done) => {
        const stream = new EventSource('${url}/events');
        stream.onopen = () => done('got through');
        stream.onerror = () => { stream.close(); done('refused'); };
      })`,
    ],
  ];
  test.each(ways)('by %s', async (_, script) => {
    expect(await run(script(server.url))).toBe('refused');
    expect(seen).toEqual([]);
  });

  test('by a beacon, a form or a prefetch', async () => {
    await run(`(() => {
      navigator.sendBeacon('${server.url}/beacon', 'x');
      const form = document.createElement('form');
      form.action = '${server.url}/form';
      form.method = 'post';
      document.body.append(form);
      form.submit();
      const link = document.createElement('link');
      link.rel = 'prefetch';
      link.href = '${server.url}/prefetch';
      document.head.append(link);
    })()`);
    // Once a later request was answered, anything that could leave has left.
    await run(`fetch('${server.url}/last').catch(() => undefined)`);
    await fetch(`${server.url}/here`);
    expect(seen).toEqual(['GET /here']);
    expect(await run('location.href')).toBe('app://buzz/index.html');
  });
});

describe('the window', () => {
  test('reaches nothing of the network even where no policy of a page applies', async () => {
    const outcome = await buzz.app.evaluate(
      async ({ webContents }, url) =>
        webContents
          .getAllWebContents()
          .find((each) => each.getURL().includes('/index.html'))
          ?.session.fetch(url)
          .then(
            () => 'got through',
            () => 'refused',
          ),
      `${server.url}/session`,
    );
    expect(outcome).toBe('refused');
    expect(seen).toEqual([]);
  });

  test('navigates neither to the web, nor to files, nor to data', async () => {
    const before = await windows();
    for (const target of [
      `${server.url}/away`,
      'file:///etc/passwd',
      'data:text/html,hello',
      'javascript:void(document.title="x")',
    ])
      await run(`(() => { try { location.href = ${JSON.stringify(target)}; } catch {} })()`);
    await run(
      `(() => { const link = document.createElement('a'); link.href = '${server.url}/link'; document.body.append(link); link.click(); })()`,
    );
    await fetch(`${server.url}/here`);
    expect(seen).toEqual(['GET /here']);
    expect(await windows()).toEqual(before);
    expect(await run('document.title')).not.toBe('x');
  });

  test('opens no other window and no webview', async () => {
    const before = await windows();
    expect(await run(`String(window.open('${server.url}/window'))`)).toBe('null');
    expect(await run(`String(window.open('about:blank'))`)).toBe('null');
    await run(
      `(() => { const view = document.createElement('webview'); view.src = '${server.url}/view'; document.body.append(view); })()`,
    );
    await fetch(`${server.url}/here`);
    expect(seen).toEqual(['GET /here']);
    expect(await windows()).toEqual(before);
  });

  test('gets no permission, not even to show a notification', async () => {
    expect(await run('Notification.requestPermission()')).toBe('denied');
    const refused = `.then(() => 'given', () => 'refused')`;
    expect(await run(`navigator.mediaDevices.getUserMedia({ audio: true })${refused}`)).toBe('refused');
    expect(await run(`navigator.clipboard.readText()${refused}`)).toBe('refused');
    expect(
      await run(
        `new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('given'), () => done('refused')))`,
      ),
    ).toBe('refused');
  });
});

describe('the page', () => {
  test('has a policy that allows only its own files', async () => {
    const headers = await buzz.app.evaluate(async ({ BrowserWindow }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const answer = await session?.fetch('app://buzz/index.html');
      return Object.fromEntries(answer?.headers.entries() ?? []);
    });
    const policy = headers['content-security-policy'] ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('runs no script that was written into it', async () => {
    await run(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      const div = document.createElement('div');
      div.innerHTML = '<img src=x onerror="window.injected = true">';
      document.body.append(div);
    })()`);
    expect(
      await run(
        `new Promise((done) => { const probe = new Image(); probe.onerror = () => done(String(window.injected)); probe.src = 'x2'; })`,
      ),
    ).toBe('undefined');
    // Runs in a callback, because the policy does not apply to Playwright's own evaluation.
    expect(
      await run(`new Promise((done) => setTimeout(() => {
        try { done(new Function('return "ran"')()); } catch { done('refused'); }
      }))`),
    ).toBe('refused');
  });

  test('takes no style element', async () => {
    await run(`(() => {
      const style = document.createElement('style');
      style.textContent = ':root { --injected: yes }';
      document.head.append(style);
    })()`);
    expect(await run(`getComputedStyle(document.documentElement).getPropertyValue('--injected')`)).toBe('');
  });

  test('has no Node, and of the program only the named functions', async () => {
    expect(await run('[typeof require, typeof process, typeof module, typeof Buffer, typeof global].join()')).toBe(
      'undefined,undefined,undefined,undefined,undefined',
    );
    const bridge = await run<[string, string][]>(
      'Object.entries(window.buzz).map(([name, value]) => [name, typeof value])',
    );
    expect(bridge.map(([name]) => name).sort()).toEqual([...requestNames, 'on'].sort());
    expect(new Set(bridge.map(([, kind]) => kind))).toEqual(new Set(['function']));
    // The page cannot change them.
    expect(
      await run(
        `(() => { try { window.buzz.getStartup = () => 'mine'; } catch {} return String(window.buzz.getStartup).includes('mine'); })()`,
      ),
    ).toBe(false);
    expect(
      await run(
        `(() => { try { window.buzz.on('buzz:secret', () => undefined); return 'heard'; } catch { return 'refused'; } })()`,
      ),
    ).toBe('refused');
    for (const name of eventNames)
      expect(await run(`typeof window.buzz.on('${name}', () => undefined)`)).toBe('function');
  });

  test('gets no file outside its folder', async () => {
    const statusOf = (url: string) =>
      buzz.app.evaluate(async ({ BrowserWindow }, target) => {
        const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
        return session?.fetch(target).then(
          (answer) => answer.status,
          () => 0,
        );
      }, url);
    expect(await statusOf('app://buzz/index.html')).toBe(200);
    for (const path of [
      '../main/main.js',
      '%2e%2e/main/main.js',
      '..%2fpackage.json',
      '../../package.json',
      'nothing.html',
    ])
      expect(await statusOf(`app://buzz/${path}`)).not.toBe(200);
    expect(await statusOf('app://other/index.html')).not.toBe(200);
  });
});

describe('requests to main', () => {
  const ask = (name: string, input: string) =>
    run<{ ok: boolean; problem?: { advice: string } }>(`window.buzz.${name}(${input})`);
  const refused = { ok: false, problem: { code: null, advice: 'request-invalid', params: {}, logId: null } };

  test('are refused with a field too many, one too few, a wrong type or an id of another kind', async () => {
    expect(await ask('setPinned', '{ pinned: true, more: 1 }')).toEqual(refused);
    expect(await ask('setPinned', '{}')).toEqual(refused);
    expect(await ask('setPinned', '"true"')).toEqual(refused);
    expect(await ask('getStartup', '{ secret: true }')).toEqual(refused);
    expect(await ask('getBoard', '{ id: "plan_0123456789" }')).toEqual(refused);
    expect(await ask('openLink', '{ link: "https://example.com" }')).toEqual(refused);
    expect(await ask('switchWorkspace', '{ workspaceId: "../ws" }')).toEqual(refused);
    expect((await ask('setPinned', '{ pinned: false }')).ok).toBe(true);
  });

  test('of the connect window are refused to the popup, and the other way round', async () => {
    const form = '{ workspaceId: null, name: "", brand: "feishu", baseUrl: "", appId: "cli_1", appSecret: "x" }';
    expect(await ask('getConnect', '')).toEqual(refused);
    expect(await ask('checkWorkspace', `{ form: ${form}, part: "connection" }`)).toEqual(refused);
    expect(await ask('saveWorkspace', `{ form: ${form}, choice: null, anyway: true }`)).toEqual(refused);
    await buzz.page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
    const connect = await connectPage(buzz.app);
    expect(await connect.evaluate('window.buzz.getStartup()')).toEqual(refused);
    expect(await connect.evaluate('window.buzz.listActivity({ before: null, limit: 10 })')).toEqual(refused);
    expect(await connect.evaluate('window.buzz.getConnect().then(({ ok }) => ok)')).toBe(true);
    const closed = connect.waitForEvent('close');
    // The page goes before it can answer.
    await connect.evaluate(() => window.buzz.closeConnect()).catch(() => undefined);
    await closed;
  });

  test('are answered after the events that were sent before', async () => {
    const overtaken = await buzz.page.evaluate(async () => {
      const startup = await window.buzz.getStartup();
      if (!startup.ok) throw new Error('there is no startup');
      const { draft } = startup.value;
      let told = '';
      const stop = window.buzz.on('workspacesChanged', (news) => {
        told = news.draft.text;
      });
      let late = 0;
      for (let round = 0; round < 50; round++) {
        told = 'nothing yet';
        // Main tells of the change with the draft that it has, then keeps the next one.
        const changed = window.buzz.changeSettings({ language: round % 2 === 0 ? 'zh-CN' : 'en-US' });
        await window.buzz.keepDraft({ ...draft, text: `draft ${round}` });
        if (told === 'nothing yet') late += 1;
        await changed;
      }
      stop();
      await window.buzz.keepDraft(draft);
      return late;
    });
    expect(overtaken).toBe(0);
  });

  test('from a window that the program did not open are refused', async () => {
    const answer = await buzz.app.evaluate(async ({ app, BrowserWindow }) => {
      const [known] = BrowserWindow.getAllWindows();
      const preload = `${app.getAppPath()}/dist/preload/preload.cjs`;
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, session: known?.webContents.session, sandbox: true },
      });
      await stranger.loadURL('app://buzz/index.html').catch(() => undefined);
      const said: unknown = await stranger.webContents.executeJavaScript('window.buzz.getStartup()');
      stranger.destroy();
      return said;
    });
    expect(answer).toEqual(refused);
    await until('what was refused is in the log', () => buzz.output().includes('ipc-refused'));
  });
});
