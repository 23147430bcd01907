import { describe, expect, it } from 'vitest';
import { longestAnswer, readBody } from '../../core/feishu/client/read-body';
import type { Fetch, PaidSeats } from '../../core/feishu/client/transport';
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
  const seats = createPaidFetch(makeSession);
  return { seen, seats, fetch: fetchOver(seats) };
};

/** Makes a call as `core/feishu/client/call.ts` does. */
const fetchOver =
  (seats: PaidSeats): Fetch =>
  async (url, init) => {
    const seat = await seats.seat(undefined);
    try {
      return await seat.fetch(url, init);
    } finally {
      seat.leave();
    }
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
    const seats = createPaidFetch(() => ({
      closeAllConnections: async () => undefined,
      fetch: async () => {
        if (fail) throw new Error('net::ERR_EMPTY_RESPONSE');
        return new Response(null, { status: 204 });
      },
    }));
    const fetch = fetchOver(seats);
    for (let round = 0; round < 9; round += 1) await expect(fetch('a', {})).rejects.toThrow('ERR_EMPTY_RESPONSE');
    fail = false;
    expect((await fetch('a', {})).status).toBe(204);
  });

  it('lets a call that waits for a seat give up, and gives the seat to the next one', async () => {
    const { seen, seats, fetch } = setUp();
    const calls = Array.from({ length: 8 }, (_, index) => fetch(String(index), {}));
    await settled();
    const stop = new AbortController();
    const leaving = seats.seat(stop.signal);
    const staying = fetch('next', {});
    stop.abort(new Error('stopped'));
    await expect(leaving).rejects.toThrow('stopped');
    await expect(seats.seat(stop.signal)).rejects.toThrow('stopped');
    for (let answered = 0; answered < 9; answered += 1) {
      seen.answer.shift()?.();
      await settled();
    }
    await Promise.all([...calls, staying]);
    expect(seen.events.filter((event) => event.endsWith(' next'))).toHaveLength(1);
    expect(seen.sessions).toBe(8);
  });

  it('keeps a seat until its call has ended, although the caller has given up', async () => {
    const { seen, seats, fetch } = setUp();
    const first = await Promise.all(Array.from({ length: 8 }, () => seats.seat(undefined)));
    for (const seat of first) {
      void seat.fetch('deaf', {});
      seat.leave();
    }
    const next = fetch('next', {});
    await settled();
    expect(seen.answer).toHaveLength(8);
    seen.answer.shift()?.();
    await settled();
    expect(seen.answer).toHaveLength(8);
    for (const answer of seen.answer) answer();
    await next;
  });

  it('reads an answer without end no further than any answer goes, and shows the caller that it is too long', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        sent += 100_000;
        stream.enqueue(new Uint8Array(100_000));
      },
    });
    const fetch = fetchOver(
      createPaidFetch(() => ({
        closeAllConnections: async () => undefined,
        fetch: async () => new Response(endless),
      })),
    );
    const answer = await fetch('a', {});
    expect(await readBody(answer)).toMatchObject({ whole: false });
    expect(sent).toBeGreaterThan(longestAnswer);
    expect(sent).toBeLessThan(longestAnswer + 500_000);
  });
});
