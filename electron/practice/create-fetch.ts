import { createRoutes } from './create-routes';
import type { Endpoint } from './gateway/endpoint';
import { innerWire } from './server/inner-wire';
import type { PracticeServer } from './server/practice-server';

/** `fetch`, as far as a client of Feishu uses it. */
export type InnerFetch = (url: string, init: RequestInit) => Promise<Response>;

const unlessLeft = <T>(answer: Promise<T>, left: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const leave = () => reject(left.reason);
    if (left.aborted) return leave();
    left.addEventListener('abort', leave, { once: true });
    answer.then(resolve, reject).finally(() => left.removeEventListener('abort', leave));
  });

/**
 * Calls practice within this process, without a port, as `fetch` calls a server: a caller that gives up is rejected at once
 * and its call goes on, an exchange that breaks rejects, a redirect does if the caller asks for that.
 */
export const createFetch = (server: PracticeServer, endpoints: readonly Endpoint[]): InnerFetch => {
  const routes = createRoutes(server, endpoints);
  return async (url, init) => {
    const request = new Request(url, init);
    const { signal } = request;
    signal.throwIfAborted();
    const wire = innerWire(signal);
    const response = await unlessLeft(Promise.resolve(routes.fetch(request, { wire })), signal);
    const dropped = wire.dropped();
    if (dropped) throw dropped;
    if (response.headers.has('location') && init.redirect === 'error')
      throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
    return response;
  };
};
