import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { usualScopes } from '../../../electron/practice/world/scopes';
import { until } from '../../support/clock/until';
import { launchApp } from '../../support/desktop/launch-app';
import { runBuzz } from '../../support/desktop/run-buzz';
import { aCompany } from '../../support/feishu/a-company';
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

/** A proxy that lets those through who know its password, requests and tunnels alike, and notes what they asked for. */
const gatekeeper = async (password: string) => {
  const asked: string[] = [];
  const refusal = { 'Proxy-Authenticate': 'Basic realm="corp"', 'Content-Length': '0' };
  const knows = (header: string | undefined) => header === `Basic ${btoa(password)}`;
  const server = createServer((asking, answer) => {
    const { method, url = '', headers } = asking;
    if (!knows(headers['proxy-authorization'])) return answer.writeHead(407, refusal).end();
    asked.push(`${method} ${new URL(url).pathname}`);
    const on = request(url, { method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    on.once('error', () => answer.destroy());
    asking.pipe(on);
  });
  server.on('connect', ({ url = '', headers }, socket) => {
    if (!knows(headers['proxy-authorization'])) {
      const lines = Object.entries(refusal).map(([key, value]) => `${key}: ${value}\r\n`);
      return socket.end(`HTTP/1.1 407 Who are you\r\n${lines.join('')}\r\n`);
    }
    asked.push(`CONNECT ${url}`);
    const on = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      on.pipe(socket).pipe(on);
    });
    for (const each of [on, socket]) each.on('error', () => [on, socket].map((one) => one.destroy()));
  });
  const { port } = await listeningServer(server);
  return { asked, place: `127.0.0.1:${port}` };
};

test('listens through a proxy that asks for a password: for the address and for the connection itself', async () => {
  const company = await aCompany({ readingSpeed: 0, scopes: [...usualScopes, 'im:message.p2p_msg:readonly'] });
  const { asked, place } = await gatekeeper('li:p@ss');
  const proxy = `http://li:p%40ss@${place}`;
  await using buzz = await launchApp({ env: { XDG_CURRENT_DESKTOP: '', http_proxy: proxy, https_proxy: proxy } });
  const run = (...args: readonly string[]) =>
    runBuzz(args, { home: buzz.home, env: { FEISHU_BUZZ_APP_SECRET: company.appSecret } });
  const connected = await run('connect', '--app-id', company.appId, '--base-url', company.baseUrl);
  expect(connected.exit, connected.stderr).toBe(0);
  // No proxy is asked for this computer itself, where the server of the test is, unless it is said so.
  await buzz.app.evaluate(
    ({ session }, at) =>
      session.defaultSession.setProxy({
        mode: 'fixed_servers',
        proxyRules: `http=http://${at};https=http://${at}`,
        proxyBypassRules: '<-loopback>',
      }),
    place,
  );
  const on = await run('listen', 'on', '--json');
  expect(JSON.parse(on.stdout)).toMatchObject({ state: 'connected', problem: null });
  expect(asked).toContain('POST /callback/ws/endpoint');
  expect(asked).toContain(`CONNECT ${new URL(company.baseUrl).host}`);
  expect(company.lines().open).toHaveLength(1);
  company.act({ who: '林涛', write: '1' });
  await until('an event comes through', async () => {
    const { stdout } = await run('listen', 'status', '--json');
    return JSON.parse(stdout).lastEventAt !== null;
  });
  expect(buzz.output()).not.toContain('p@ss');
});
