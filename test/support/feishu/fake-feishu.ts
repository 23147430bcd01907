import type { FeishuDeps } from '../../../electron/core/feishu/endpoints/create-feishu';
import type { Gate } from '../../../electron/core/feishu/feishu';
import { createVirtualClock } from '../clock/virtual-clock';
import { connectedClient, freeSeats } from './connected-client';

/** Request as the fake network sees it. */
export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
  init: RequestInit;
  paid: boolean;
}

/** Answer of the fake network: a body with a status, a thrown error, or silence until the request is aborted. */
export type Reaction =
  | { status?: number; headers?: Record<string, string>; json: unknown }
  | { status?: number; headers?: Record<string, string>; text: string }
  | { error: unknown }
  | 'silence';

export const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';

const respond = (reaction: Reaction, signal: AbortSignal | null | undefined): Promise<Response> => {
  if (reaction === 'silence') {
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
  }
  if ('error' in reaction) return Promise.reject(reaction.error);
  const text = 'json' in reaction ? JSON.stringify(reaction.json) : reaction.text;
  return Promise.resolve(
    new Response(text, { status: reaction.status ?? 200, headers: { 'x-tt-logid': 'log-1', ...reaction.headers } }),
  );
};

/**
 * Client on a fake network and a virtual clock. `react` answers every request except for a token, which `onToken` answers
 * (by default t-1, t-2 … for two hours each).
 */
export const fakeFeishu = (
  react: (request: SeenRequest, index: number) => Reaction,
  options: { onToken?: (index: number) => Reaction; deps?: Partial<FeishuDeps> } = {},
) => {
  const clock = createVirtualClock();
  const requests: SeenRequest[] = [];
  const tokenRequests: SeenRequest[] = [];
  const onToken =
    options.onToken ??
    ((index: number): Reaction => ({
      json: { code: 0, msg: 'ok', tenant_access_token: `t-${index + 1}`, expire: 7200 },
    }));

  const network = (paid: boolean) => (address: string, init: RequestInit) => {
    const url = new URL(address);
    const seen: SeenRequest = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
      init,
      paid,
    };
    const isToken = url.pathname === tokenPath;
    const list = isToken ? tokenRequests : requests;
    list.push(seen);
    return respond(isToken ? onToken(list.length - 1) : react(seen, list.length - 1), init.signal);
  };

  const feishu = connectedClient(
    { baseUrl: 'https://open.feishu.test', appId: 'cli_a1b2c3d4e5f60718', appSecret: 's3cret' },
    { fetch: network(false), paidFetch: freeSeats(network(true)), clock, ...options.deps },
  );
  return { feishu, clock, requests, tokenRequests };
};

/** Guard that lets every call pass, or asks `gate`. */
export const openGuard = (gate: Gate = () => Promise.resolve(true)) => ({ gate, signal: new AbortController().signal });
