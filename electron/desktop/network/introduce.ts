import { net, type Session } from 'electron';
import type { ProxyLogin } from './environment-proxy';
import type { Asking } from './proxies';

/**
 * Makes a request to an address, without any content, and answers a proxy that asks for a name and a password, once: the
 * second question means that they are wrong. The session remembers them. Its end does not matter.
 */
export const introduce = (
  session: Session,
  origin: string,
  answer: (asking: Asking) => ProxyLogin | null,
): Promise<void> =>
  new Promise((resolve) => {
    const done = () => resolve();
    const request = net.request({ method: 'HEAD', url: origin, session, redirect: 'manual', cache: 'no-store' });
    let asked = false;
    request.on('login', (asking, reply) => {
      const login = asked ? null : answer(asking);
      asked = true;
      if (login) reply(login.name, login.password);
      else reply();
    });
    request.on('response', (response) => {
      response.on('data', () => undefined);
      response.on('end', done);
      response.on('error', done);
    });
    request.on('redirect', () => request.abort());
    request.on('error', done);
    request.on('abort', done);
    request.end();
  });
