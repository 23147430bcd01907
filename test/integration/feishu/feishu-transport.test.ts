import type { RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../../electron/core/feishu/client/transport';
import type { Clock } from '../../../electron/core/ports/clock';
import { listeningServer, silentHost, webServer } from '../../support/listening-server';

// Real sockets, to check the table of errors against Node's real ones.

const serve = async (answer: RequestListener): Promise<number> => (await webServer(answer)).port;

/** Clock whose only sleeper the test wakes. */
const handClock = (): { clock: Clock; wake: () => void } => {
  let wake = () => {};
  const clock: Clock = {
    now: () => 0,
    sleep: (_, signal) =>
      new Promise((resolve, reject) => {
        wake = resolve;
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
  return { clock, wake: () => wake() };
};

const request = (url: string) =>
  ({ method: 'PATCH', url, headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' }) as const;

const ask = (url: string) => deliver({ fetch, clock: handClock().clock }, request(url), 1000);

describe('a request that never left', () => {
  it('is recognized when no server listens', async () => {
    expect(await ask(`http://${silentHost}/`)).toEqual({
      kind: 'broken',
      breakage: { stage: 'not-sent', advice: 'unreachable-host' },
    });
  });

  it('is recognized when the name does not resolve', async () => {
    expect(await ask('http://no-such-host.invalid/')).toEqual({
      kind: 'broken',
      breakage: { stage: 'not-sent', advice: 'unreachable-host' },
    });
  });

  it('is recognized when the other side does not speak TLS', async () => {
    const port = await serve((_, response) => response.end('{}'));
    expect(await ask(`https://127.0.0.1:${port}/`)).toEqual({
      kind: 'broken',
      breakage: { stage: 'not-sent', advice: 'tls' },
    });
  });

  it('is recognized when the other side hangs up during the handshake', async () => {
    const { port } = await listeningServer(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    expect(await ask(`https://127.0.0.1:${port}/`)).toEqual({
      kind: 'broken',
      breakage: { stage: 'not-sent', advice: 'tls' },
    });
  });
});

describe('a request whose answer is lost', () => {
  it.each([
    ['the connection is reset', (socket: Socket) => socket.resetAndDestroy()],
    ['the connection is closed', (socket: Socket) => socket.end()],
  ])('is recognized when %s after it arrived', async (_, hangUp) => {
    let arrived = 0;
    const port = await serve((incoming) => {
      arrived += 1;
      incoming.resume();
      incoming.on('end', () => hangUp(incoming.socket));
    });
    expect(await ask(`http://127.0.0.1:${port}/`)).toEqual({
      kind: 'broken',
      breakage: { stage: 'lost', advice: 'lost-answer' },
    });
    expect(arrived).toBe(1);
  });

  it('is recognized when the body breaks off', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"code":0', () => response.destroy());
    });
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ breakage: { stage: 'lost' } });
  });

  it('is aborted when the time is over, together with its connection', async () => {
    const { clock, wake } = handClock();
    const closed = new Promise<void>((done) => {
      void serve((incoming) => {
        incoming.socket.once('close', () => done());
        wake();
      }).then((port) => deliver({ fetch, clock }, request(`http://127.0.0.1:${port}/`), 1000).then(answered));
    });
    let delivery: unknown = null;
    const answered = (value: unknown) => {
      delivery = value;
    };
    await closed;
    expect(delivery).toEqual({ kind: 'timed-out' });
  });
});

it('follows no redirect, so that the token stays with Feishu', async () => {
  let elsewhere = 0;
  const other = await serve((_, response) => {
    elsewhere += 1;
    response.end('{"code":0}');
  });
  const port = await serve((_, response) => {
    response.writeHead(307, { Location: `http://127.0.0.1:${other}/` });
    response.end();
  });
  expect(await ask(`http://127.0.0.1:${port}/`)).toEqual({
    kind: 'broken',
    breakage: { stage: 'faulty', advice: 'redirected' },
  });
  expect(elsewhere).toBe(0);
});

it('returns the whole answer, even Chinese text split between packets', async () => {
  const bytes = Buffer.from('{"code":0,"msg":"已送达"}');
  const port = await serve((_, response) => {
    response.writeHead(400, { 'X-Tt-Logid': 'L9' });
    response.write(bytes.subarray(0, 18), () => setImmediate(() => response.end(bytes.subarray(18))));
  });
  const delivery = await ask(`http://127.0.0.1:${port}/`);
  if (delivery.kind !== 'answered') throw new Error('expected an answer');
  expect(delivery.answer.status).toBe(400);
  expect(delivery.answer.header('x-tt-logid')).toBe('L9');
  expect(delivery.answer.text).toBe(bytes.toString());
});
