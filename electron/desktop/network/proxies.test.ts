import { describe, expect, it, vi } from 'vitest';
import { classifyTransportError } from '../../core/feishu/client/classify-transport-error';
import { createProxies, type ProxiedSession, type ProxyDeps } from './proxies';

/** A session that follows the desktop, of which `found` tells the proxy, until it is given one. */
const aSession = (found = 'DIRECT') => {
  let fixed: string | null = null;
  const session = {
    setProxy: vi.fn<ProxiedSession['setProxy']>(async (config) => {
      fixed = config.mode === 'system' ? null : config.proxyRules;
    }),
    resolveProxy: async (url: string) => {
      if (fixed === null) return found;
      const [, place] = /https=http:\/\/([\w:]+)/.exec(fixed) ?? [];
      return url.startsWith('https:') && place ? `PROXY ${place}` : 'DIRECT';
    },
    fetch: vi.fn<ProxiedSession['fetch']>(async () => new Response('')),
  };
  return { session, fixed: () => fixed, desktopSays: (proxy: string) => (found = proxy) };
};
const env = { https_proxy: 'http://li:secret@proxy:3128' };
const url = 'https://open.feishu.cn/open-apis/x';
const setUp = (main: ProxiedSession, variables: Record<string, string> = env) => {
  const introduce = vi.fn<ProxyDeps<ProxiedSession>['introduce']>(async () => undefined);
  return { proxies: createProxies({ env: variables, session: main, introduce }), introduce };
};
const failing = (message: string) => async (): Promise<Response> => {
  throw new Error(message);
};

it('takes the environment’s proxy where the desktop has none, before the first request leaves', async () => {
  const { session, fixed } = aSession();
  const left: (string | null)[] = [];
  session.fetch.mockImplementation(async () => {
    left.push(fixed());
    return new Response('');
  });
  const fetch = setUp(session).proxies.through(session);
  await Promise.all([fetch(url, {}), fetch(url, {})]);
  expect(left).toEqual(['https=http://proxy:3128', 'https=http://proxy:3128']);
  expect(session.setProxy).toHaveBeenCalledTimes(1);
});

it('leaves a desktop with a proxy, or with a file of rules, alone', async () => {
  const main = aSession('PROXY desktop:8080; DIRECT').session;
  const paid = aSession().session;
  await setUp(main).proxies.through(paid)(url, {});
  expect(main.setProxy).not.toHaveBeenCalled();
  expect(paid.setProxy).not.toHaveBeenCalled();
});

it('gives every session the same, and follows the desktop when that changes', async () => {
  const main = aSession();
  const paid = aSession();
  const { proxies } = setUp(main.session);
  await proxies.through(paid.session)(url, {});
  expect(paid.fixed()).toBe('https=http://proxy:3128');
  main.desktopSays('PROXY desktop:8080');
  await proxies.again();
  expect([main.fixed(), paid.fixed()]).toEqual([null, null]);
});

it('names the proxy of a request that failed, and the variable it comes from, without its password', async () => {
  const { session } = aSession();
  session.fetch.mockImplementation(failing('net::ERR_TUNNEL_CONNECTION_FAILED'));
  const error = await setUp(session)
    .proxies.through(session)(url, {})
    .catch((reason: unknown) => reason);
  expect(classifyTransportError(error)).toEqual({
    stage: 'not-sent',
    advice: 'unreachable-proxy',
    proxy: 'proxy:3128 (https_proxy)',
  });
});

it('names no proxy for a request that had none', async () => {
  const { session } = aSession();
  session.fetch.mockImplementation(failing('net::ERR_CONNECTION_REFUSED'));
  const error = await setUp(session, {})
    .proxies.through(session)(url, {})
    .catch((reason: unknown) => reason);
  expect(classifyTransportError(error)).toEqual({ stage: 'not-sent', advice: 'unreachable-host' });
});

it('keeps what an error proves, proxy or not', async () => {
  const { session } = aSession();
  session.fetch.mockImplementation(failing('net::ERR_CONNECTION_RESET'));
  const error = await setUp(session)
    .proxies.through(session)(url, {})
    .catch((reason: unknown) => reason);
  expect(classifyTransportError(error)).toMatchObject({ stage: 'lost', advice: 'lost-answer' });
});

describe('a proxy that asks for a password', () => {
  const turningAway = (times: number) => {
    const { session } = aSession();
    for (let time = 0; time < times; time += 1)
      session.fetch.mockImplementationOnce(async () => new Response('', { status: 407 }));
    return session;
  };

  it('is told it once, and only the proxy; then the request is made again', async () => {
    const session = turningAway(1);
    const { proxies, introduce } = setUp(session);
    const afterwards = vi.fn(async () => undefined);
    const response = await proxies.through(session, afterwards)(url, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(session.fetch).toHaveBeenCalledTimes(2);
    expect(introduce).toHaveBeenCalledExactlyOnceWith(session, 'https://open.feishu.cn', expect.any(Function));
    expect(afterwards).toHaveBeenCalledTimes(1);
    const answer = introduce.mock.calls[0]?.[2];
    expect(answer?.({ isProxy: true, host: 'proxy', port: 3128 })).toEqual({ name: 'li', password: 'secret' });
    expect(answer?.({ isProxy: false, host: 'proxy', port: 3128 })).toBeNull();
    expect(answer?.({ isProxy: true, host: 'another', port: 3128 })).toBeNull();
  });

  it('that does not take it is named, and nothing left', async () => {
    const session = turningAway(3);
    const { proxies, introduce } = setUp(session);
    const fetch = proxies.through(session);
    for (let time = 0; time < 2; time += 1) {
      const error = await fetch(url, {}).catch((reason: unknown) => reason);
      expect(classifyTransportError(error)).toMatchObject({ stage: 'not-sent', advice: 'unreachable-proxy' });
    }
    expect(introduce).toHaveBeenCalledTimes(1);
    expect(session.fetch).toHaveBeenCalledTimes(3);
  });
});
