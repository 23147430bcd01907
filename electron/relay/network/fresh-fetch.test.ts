import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { classifyTransportError } from '../../core/feishu/client/classify-transport-error';
import { freshFetch } from './fresh-fetch';

/** Listens for the running test and answers with its address. */
const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const stageOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => classifyTransportError(error).stage,
  );

it('makes each request on a connection of its own, with its body and headers', async () => {
  const connections = new Set<unknown>();
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    connections.add(request.socket);
    let body = '';
    for await (const part of request) body += part;
    seen.push(`${request.method} ${request.headers.authorization} ${body}`);
    response.setHeader('x-log', '1').end('好');
  });
  const url = await listening(server);
  for (let at = 0; at < 3; at += 1) {
    const answer = await freshFetch(url, {
      method: 'PATCH',
      headers: { authorization: 'Bearer t' },
      body: '{"a":"急"}',
    });
    expect([answer.status, answer.headers.get('x-log'), await answer.text()]).toEqual([200, '1', '好']);
  }
  expect(connections.size).toBe(3);
  expect(seen).toEqual(Array(3).fill('PATCH Bearer t {"a":"急"}'));
});

it('never repeats a request whose connection dies before the answer, and says that it may have arrived', async () => {
  let arrived = 0;
  const server = createServer((request) => {
    arrived += 1;
    request.socket.destroy();
  });
  const url = await listening(server);
  expect(await stageOf(freshFetch(url, { method: 'PATCH', body: '{}' }))).toBe('lost');
  expect(arrived).toBe(1);
});

it('says of a server that is not there that nothing has left', async () => {
  const server = createTcpServer();
  const url = await listening(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(await stageOf(freshFetch(url, { method: 'PATCH', body: '{}' }))).toBe('not-sent');
});

it('follows no redirect', async () => {
  const server = createServer((_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end());
  const url = await listening(server);
  expect(await stageOf(freshFetch(url, { method: 'PATCH', body: '{}', redirect: 'error' }))).toBe('faulty');
});

it('ends a request that is given up', async () => {
  const server = createServer(() => undefined);
  const url = await listening(server);
  const patience = new AbortController();
  const call = freshFetch(url, { method: 'PATCH', body: '{}', signal: patience.signal });
  server.once('request', () => patience.abort());
  await expect(call).rejects.toThrow();
  await expect(freshFetch(url, { signal: patience.signal })).rejects.toThrow();
});
