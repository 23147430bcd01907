import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { makeToken } from '../tokens/token';
import { Budgets } from './budgets';

const hour = 3_600_000;
const tokenOf = (buzzesPerHour: number | null, paidPerHour: number | null) =>
  makeToken({ name: '', grants: {}, buzzesPerHour, paidPerHour, createdAt: 0 }).stored;

it('gives a token its buzzes of an hour, and each again an hour later', async () => {
  const clock = createVirtualClock();
  const budgets = new Budgets(clock, []);
  const token = tokenOf(2, null);
  for (const wait of [0, 600_000]) {
    await clock.advance(wait);
    expect(budgets.spent(token, 0)).toBeNull();
    budgets.use(token, 0);
  }
  expect(budgets.spent(token, 0)).toEqual({ what: 'too-many-buzzes', limit: 2, seconds: 3000 });
  expect(budgets.spent(tokenOf(2, null), 0)).toBeNull();
  await clock.advance(3_000_000);
  expect(budgets.spent(token, 0)).toBeNull();
});

it('counts paid people, not paid buzzes, and never stops what is free for them', () => {
  const budgets = new Budgets(createVirtualClock(), []);
  const token = tokenOf(null, 5);
  budgets.use(token, 3);
  expect(budgets.spent(token, 2)).toBeNull();
  expect(budgets.spent(token, 3)?.what).toBe('too-many-paid');
  expect(budgets.spent(token, 0)).toBeNull();
  expect(budgets.spent(tokenOf(null, 0), 1)?.what).toBe('too-many-paid');
});

it('goes on counting after a restart', () => {
  const clock = createVirtualClock();
  const token = tokenOf(1, null);
  const budgets = new Budgets(clock, [{ token: token.id, at: clock.now() - hour / 2, paid: 0 }]);
  expect(budgets.spent(token, 0)).toMatchObject({ seconds: 1800 });
});

it('takes 600 requests a minute from a token', async () => {
  const clock = createVirtualClock();
  const budgets = new Budgets(clock, []);
  const token = tokenOf(null, null);
  for (let at = 0; at < 600; at += 1) expect(budgets.request(token)).toBeNull();
  expect(budgets.request(token)).toMatchObject({ what: 'too-many', seconds: 60 });
  await clock.advance(60_000);
  expect(budgets.request(token)).toBeNull();
});
