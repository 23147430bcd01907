import { onAbort } from '../../core/feishu/client/on-abort';
import { readBody } from '../../core/feishu/client/read-body';
import type { Fetch, PaidSeats } from '../../core/feishu/client/transport';

/** The parts of an Electron `Session` used here. */
export interface CallingSession {
  fetch: Fetch;
  closeAllConnections(): Promise<void>;
}

/** Number of calls in flight at once. Each has a session, and so a connection, of its own. */
const poolSize = 8;

/**
 * Makes the calls that must not be made twice. Chromium repeats any request, PATCH included, when a *reused* connection dies
 * before the answer. So each of these sessions carries one call at a time, and begins it without any connection. The body is
 * read before the session is free again.
 */
export const createPaidFetch = (makeSession: (name: string) => CallingSession): PaidSeats => {
  const idle: CallingSession[] = [];
  /** Calls that wait for a session, in the order in which they came. */
  const waiting = new Set<(session: CallingSession) => void>();
  let made = 0;

  const acquire = (signal: AbortSignal | undefined): Promise<CallingSession> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const session = idle.pop();
      if (session) return resolve(session);
      if (made < poolSize) {
        made += 1;
        return resolve(makeSession(`paid-${made}`));
      }
      const go = (free: CallingSession) => {
        stay();
        resolve(free);
      };
      const leave = () => {
        waiting.delete(go);
        reject(signal?.reason);
      };
      const stay = signal ? onAbort(signal, leave) : () => {};
      waiting.add(go);
    });

  const release = (session: CallingSession) => {
    const [next] = waiting;
    if (!next) return void idle.push(session);
    waiting.delete(next);
    next(session);
  };

  return {
    seat: async (signal) => {
      const session = await acquire(signal);
      let over: Promise<unknown> = Promise.resolve();
      const exchange: Fetch = async (url, init) => {
        await session.closeAllConnections();
        const response = await session.fetch(url, init);
        // One that is too long stays so, for the caller, who then ends the request.
        const body = Buffer.concat((await readBody(response)).parts);
        const { status, statusText, headers } = response;
        // A status such as 204 may not carry a body, not even an empty one.
        return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
      };
      return {
        fetch: (url, init) => {
          const answer = exchange(url, init);
          over = answer.catch(() => undefined);
          return answer;
        },
        // The call may still be under way although its caller has given up: the session is free only after it.
        leave: () => void over.then(() => release(session)),
      };
    },
  };
};
