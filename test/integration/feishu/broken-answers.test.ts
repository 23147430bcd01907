import { describe, expect, test } from 'vitest';
import { deliver, type Fetch } from '../../../electron/core/feishu/client/transport';
import { createPaidFetch } from '../../../electron/desktop/network/paid-fetch';
import { until } from '../../support/clock/until';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { brokenAnswers, endlessAnswers } from '../../support/feishu/broken-answers';
import { countingServer } from '../../support/listening-server';

// An exchange that is left open holds one of the few connections to Feishu, and after six of them the app is mute.

const seats = createPaidFetch(() => ({ fetch, closeAllConnections: async () => undefined }));
const paid: Fetch = async (url, init) => {
  const seat = await seats.seat(undefined);
  try {
    return await seat.fetch(url, init);
  } finally {
    seat.leave();
  }
};
const ways: readonly (readonly [string, Fetch])[] = [
  ['a call', (url, init) => fetch(url, init)],
  ['a paid call', paid],
];
const timeoutMs = 15_000;
const request = (url: string) => ({ method: 'PATCH', url, headers: {}, body: '{"a":1}' }) as const;

describe.each(ways)('the exchange of %s is over when its answer', (_, way) => {
  test.each(Object.entries(brokenAnswers))('%s', async (_name, answer) => {
    const server = await countingServer((_request, response) => answer(response));
    const delivery = await deliver({ fetch: way, clock: createVirtualClock() }, request(server.url), timeoutMs);
    expect(delivery.kind).not.toBe('timed-out');
    await until('no exchange is open', () => server.open() === 0);
  });

  test.each(Object.entries(endlessAnswers))('%s, once its time is over', async (_name, answer) => {
    const server = await countingServer((_request, response) => answer(response));
    const clock = createVirtualClock();
    const delivery = deliver({ fetch: way, clock }, request(server.url), timeoutMs);
    await until('the server has answered', () => server.open() === 1);
    await clock.advance(timeoutMs);
    expect(await delivery).toEqual({ kind: 'timed-out' });
    await until('no exchange is open', () => server.open() === 0);
  });
});
