import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetch } from '../../core/feishu/client/transport';

/** Time within which a connection stands (ms). Before that nothing of the request has left. */
const connectMs = 10_000;

/** Says by its code that no connection came about, as `fetch` of Node does. */
class ConnectTimeout extends Error {
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
}

/**
 * Makes each request on a connection of its own, which ends with it. Nothing below it can repeat a request: a phone call
 * must not ring twice because a kept connection had died. Follows no redirect; errors carry Node's codes.
 */
export const freshFetch: Fetch = (url, init) =>
  new Promise((resolve, reject) => {
    const { signal } = init;
    if (signal?.aborted) return reject(signal.reason);
    const begin = new URL(url).protocol === 'https:' ? overTls : overHttp;
    const body = typeof init.body === 'string' ? Buffer.from(init.body) : null;
    const headers: Record<string, string> = {
      ...(init.headers as Record<string, string>),
      ...(body ? { 'content-length': String(body.byteLength) } : {}),
      connection: 'close',
    };
    const call: ClientRequest = begin(url, { method: init.method ?? 'GET', headers, agent: false });
    const stop = () => call.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal?.addEventListener('abort', stop, { once: true });
    const patience = setTimeout(() => call.destroy(new ConnectTimeout('connect timeout')), connectMs);
    call.on('socket', (socket) => {
      const standing = url.startsWith('https:') ? 'secureConnect' : 'connect';
      socket.once(standing, () => clearTimeout(patience));
      socket.once('close', () => clearTimeout(patience));
    });
    call.on('error', (error) => {
      signal?.removeEventListener('abort', stop);
      reject(error);
    });
    call.on('response', (answer: IncomingMessage) => {
      const status = answer.statusCode ?? 0;
      if (status >= 300 && status < 400 && init.redirect === 'error') {
        call.destroy();
        return reject(new TypeError('unexpected redirect'));
      }
      answer.once('close', () => signal?.removeEventListener('abort', stop));
      const given = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) {
        for (const each of [value ?? []].flat()) given.append(name, each);
      }
      const bare = status === 204 || status === 205 || status === 304;
      if (bare) answer.resume();
      // A status outside of what a Response may have is no answer of Feishu's.
      if (status < 200 || status > 599) return reject(new TypeError('strange status'));
      const content = bare ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      resolve(new Response(content, { status, statusText: answer.statusMessage ?? '', headers: given }));
    });
    call.end(body ?? undefined);
  });
