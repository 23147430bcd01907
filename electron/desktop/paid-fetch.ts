import type { Fetch } from '../core/feishu/fetch';

/** What is used of an Electron `Session`. */
export interface CallingSession {
  fetch: Fetch;
  closeAllConnections(): Promise<void>;
}

/** Calls in flight at once; each has a session, and so a connection, of its own. */
const poolSize = 8;

/**
 * A fetch for calls that must not be made twice. Chromium sends any request again, PATCH included, when a *reused*
 * connection dies before the answer; so each of these sessions carries one call at a time and begins it with no
 * connection at all. The body is read before the session is free again.
 */
export const createPaidFetch = (makeSession: (name: string) => CallingSession): Fetch => {
  const idle: CallingSession[] = [];
  const waiting: ((session: CallingSession) => void)[] = [];
  let made = 0;

  const acquire = (): Promise<CallingSession> => {
    const session = idle.pop();
    if (session) return Promise.resolve(session);
    if (made < poolSize) {
      made += 1;
      return Promise.resolve(makeSession(`paid-${made}`));
    }
    return new Promise((resolve) => waiting.push(resolve));
  };

  const release = (session: CallingSession) => {
    const next = waiting.shift();
    if (next) next(session);
    else idle.push(session);
  };

  return async (url, init) => {
    const session = await acquire();
    try {
      await session.closeAllConnections();
      const response = await session.fetch(url, init);
      const body = await response.arrayBuffer();
      const { status, statusText, headers } = response;
      // 204 and its like may not carry a body, not even an empty one.
      return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
    } finally {
      release(session);
    }
  };
};
