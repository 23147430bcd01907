import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter';

const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 300 });
const timesOf = (steps: readonly number[]): number[] => {
  let now = 0;
  return steps.map((step) => {
    now += step;
    return now;
  });
};

/** The largest number of `times` within any half-open window of this length. */
const densest = (times: readonly number[], windowMs: number): number =>
  Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + windowMs).length));

test('no window of a second or a minute ever holds more accepted calls than its limit', () => {
  fc.assert(
    fc.property(gaps, (steps) => {
      const limiter = createRateLimiter({ perSecond: 5, perMinute: 40, perReceiver: null });
      const accepted = timesOf(steps).filter((at) => limiter.takeApi('send', at) === null);
      expect(densest(accepted, 1000)).toBeLessThanOrEqual(5);
      expect(densest(accepted, 60_000)).toBeLessThanOrEqual(40);
    }),
  );
});

test('a refused call is accepted after exactly the announced seconds', () => {
  fc.assert(
    fc.property(gaps, (steps) => {
      const limiter = createRateLimiter({ perSecond: 3, perMinute: 20, perReceiver: null });
      for (const at of timesOf(steps)) {
        const refused = limiter.takeApi('send', at);
        if (refused === null) continue;
        const reset = Number(refused.details.headers?.['x-ogw-ratelimit-reset']);
        expect(limiter.takeApi('send', at + reset * 1000)).toBeNull();
        return;
      }
    }),
  );
});

test('a client within the limits is never refused, and APIs do not share them', () => {
  const limiter = createRateLimiter({ perSecond: 2, perMinute: 100, perReceiver: 1 });
  for (let at = 0; at < 40_000; at += 500) {
    expect(limiter.takeApi('send', at)).toBeNull();
    expect(limiter.takeApi('recall', at)).toBeNull();
  }
  expect(limiter.takeReceiver('ou_a', 0)).toBe(true);
  expect(limiter.takeReceiver('ou_a', 999)).toBe(false);
  expect(limiter.takeReceiver('ou_b', 999)).toBe(true);
  expect(limiter.takeReceiver('ou_a', 1000)).toBe(true);
});

test('a clock moved back does not make calls wait', () => {
  const limiter = createRateLimiter({ perSecond: 1, perMinute: 1, perReceiver: 1 });
  expect(limiter.takeApi('send', 10_000_000)).toBeNull();
  expect(limiter.takeApi('send', 1000)).toBeNull();
});
