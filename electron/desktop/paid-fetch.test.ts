import { describe, expect, it } from 'vitest';
import { type CallingSession, createPaidFetch } from './paid-fetch';

interface Seen {
  events: string[];
  sessions: number;
  answer: (() => void)[];
}

const setUp = () => {
  const seen: Seen = { events: [], sessions: 0, answer: [] };
  const makeSession = (name: string): CallingSession => {
    seen.sessions += 1;
    return {
      closeAllConnections: async () => void seen.events.push(`${name} closed`),
      fetch: (url) => {
        seen.events.push(`${name} ${url}`);
        return new Promise((resolve) => seen.answer.push(() => resolve(new Response('{}', { status: 200 }))));
      },
    };
  };
  return { seen, fetch: createPaidFetch(makeSession) };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the fetch for paid calls', () => {
  it('closes every connection of its session before each call', async () => {
    const { seen, fetch } = setUp();
    for (const url of ['a', 'b']) {
      const call = fetch(url, {});
      await settled();
      seen.answer.shift()?.();
      expect(await (await call).text()).toBe('{}');
    }
    expect(seen.events).toEqual(['paid-1 closed', 'paid-1 a', 'paid-1 closed', 'paid-1 b']);
  });

  it('never has two calls in flight on one session, and at most eight in all', async () => {
    const { seen, fetch } = setUp();
    const calls = Array.from({ length: 20 }, (_, index) => fetch(String(index), {}));
    await settled();
    expect(seen.sessions).toBe(8);
    expect(seen.answer).toHaveLength(8);
    while (seen.answer.length > 0) {
      seen.answer.shift()?.();
      await settled();
    }
    await Promise.all(calls);
    expect(seen.sessions).toBe(8);
    expect(seen.events.filter((event) => !event.endsWith('closed'))).toHaveLength(20);
  });

  it('frees its session when a call fails', async () => {
    let fail = true;
    const fetch = createPaidFetch(() => ({
      closeAllConnections: async () => undefined,
      fetch: async () => {
        if (fail) throw new Error('net::ERR_EMPTY_RESPONSE');
        return new Response(null, { status: 204 });
      },
    }));
    for (let round = 0; round < 9; round += 1) await expect(fetch('a', {})).rejects.toThrow('ERR_EMPTY_RESPONSE');
    fail = false;
    expect((await fetch('a', {})).status).toBe(204);
  });
});
