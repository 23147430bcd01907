import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../../test/support/clock/virtual-clock';
import { createTokenCache } from './token';

it('drops only the token that was found dead, not its successor', async () => {
  let fetched = 0;
  const tokens = createTokenCache({
    clock: createVirtualClock(),
    fetchToken: () => {
      fetched += 1;
      return Promise.resolve({ ok: true, token: `t-${fetched}`, expireSeconds: 7200 });
    },
  });
  await tokens.get();
  tokens.drop('t-1');
  expect(await tokens.get()).toEqual({ ok: true, token: 't-2' });
  // Another call, which left with the old token, learns later that it is dead.
  tokens.drop('t-1');
  expect(await tokens.get()).toEqual({ ok: true, token: 't-2' });
  expect(fetched).toBe(2);
});
