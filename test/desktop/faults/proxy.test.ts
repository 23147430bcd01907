import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { launchApp } from '../../support/desktop/launch-app';
import { runBuzz } from '../../support/desktop/run-buzz';
import { listeningServer } from '../../support/listening-server';

// A company lets nothing out but through its proxy, which wants a name and a password. Terminals know it from the
// environment; the desktop was never told.

/** A proxy that notes who wants to go where, and lets none of it pass. */
const recorder = async () => {
  const asked: { where: string; login: string | null }[] = [];
  const server = createServer((_, response) => response.writeHead(502).end());
  server.on('connect', ({ url, headers }, socket) => {
    const header = headers['proxy-authorization'];
    asked.push({ where: url ?? '', login: header ? atob(header.replace('Basic ', '')) : null });
    socket.end(
      header === undefined
        ? 'HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="corp"\r\nContent-Length: 0\r\n\r\n'
        : 'HTTP/1.1 502 No\r\n\r\n',
    );
  });
  const { port } = await listeningServer(server);
  return { asked, place: `127.0.0.1:${port}` };
};

test.each([
  { desktop: 'GNOME', login: 'li:p@ss' },
  { desktop: '', login: null },
])(
  'goes through the proxy of the environment ($desktop), alone to Feishu, and says so when it fails',
  async (given) => {
    const { desktop, login } = given;
    const { asked, place } = await recorder();
    const secret = 'ProxySecret7Nobody1Reads';
    const env = {
      XDG_CURRENT_DESKTOP: desktop,
      https_proxy: `http://${login ? 'li:p%40ss@' : ''}${place}`,
      no_proxy: 'corp.example',
    };
    await using buzz = await launchApp({ env });
    const ran = await runBuzz(['connect', '--app-id', 'cli_a1b2c3d4e5f60718', '--brand', 'feishu'], {
      home: buzz.home,
      env: { FEISHU_BUZZ_APP_SECRET: secret },
    });
    expect(ran.exit).not.toBe(0);
    expect(ran.stderr).toContain(`Cannot reach open.feishu.cn through the proxy ${place} (https_proxy)`);
    expect(ran.stderr).not.toContain('p@ss');
    expect(buzz.output()).not.toContain('p@ss');
    expect(new Set(asked.map(({ where }) => where))).toEqual(new Set(['open.feishu.cn:443']));
    expect(asked.at(-1)?.login).toBe(login);
  },
);
