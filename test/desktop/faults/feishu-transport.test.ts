import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { classifyTransportError } from '../../../electron/core/feishu/client/classify-transport-error';
import { launched } from '../../support/desktop/launched';
import { silentHost, webServer } from '../../support/listening-server';

// Errors of Chromium's network, and their class in the table. The same cases as in
// test/integration/feishu/feishu-transport.test.ts, which uses Node.

const buzz = launched();

const serve = async (answer: RequestListener): Promise<string> => `127.0.0.1:${(await webServer(answer)).port}`;
const whenWhole = (react: (socket: Socket) => void) =>
  serve((request) => {
    request.resume();
    request.on('end', () => react(request.socket));
  });

/** Sends a request from the app's main process, as the app does, and returns its failure. */
const messageOf = (url: string): Promise<string> =>
  buzz.app.evaluate(async ({ net }, address) => {
    try {
      const response = await net.fetch(address, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: '{"a":1}',
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
      });
      return `an answer: ${await response.text()}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }, url);

const meaningOf = async (url: string) => classifyTransportError(new Error(await messageOf(url)));

test('a request without a server never left', async () => {
  expect(await meaningOf(`http://${silentHost}/`)).toEqual({ stage: 'not-sent', advice: 'unreachable-host' });
});

test('a request to a name that does not resolve never left', async () => {
  expect(await meaningOf('http://no-such-host.invalid/')).toEqual({ stage: 'not-sent', advice: 'unreachable-host' });
});

test('a server without TLS is a problem of TLS', async () => {
  const address = await serve((_, response) => response.end('{}'));
  expect(await meaningOf(`https://${address}/`)).toEqual({ stage: 'lost', advice: 'tls' });
});

test.each([
  ['is reset', (socket: Socket) => socket.resetAndDestroy()],
  ['is closed', (socket: Socket) => socket.end()],
])('a request whose connection %s after it arrived is lost', async (_, hangUp) => {
  expect(await meaningOf(`http://${await whenWhole(hangUp)}/`)).toEqual({ stage: 'lost', advice: 'lost-answer' });
});

test('an answer that breaks off is lost', async () => {
  const address = await serve((_, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('{"code":0', () => response.destroy());
  });
  expect(await meaningOf(`http://${address}/`)).toEqual({ stage: 'lost', advice: 'lost-answer' });
});

test('a redirect is recognized and not followed', async () => {
  let elsewhere = 0;
  const other = await serve((_, response) => {
    elsewhere += 1;
    response.end('{"code":0}');
  });
  const address = await serve((_, response) => {
    response.writeHead(307, { Location: `http://${other}/` });
    response.end();
  });
  expect(await meaningOf(`http://${address}/`)).toEqual({ stage: 'faulty', advice: 'redirected' });
  expect(elsewhere).toBe(0);
});
