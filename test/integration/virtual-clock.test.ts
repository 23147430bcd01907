import { expect, it } from 'vitest';
import { createVirtualClock } from '../support/clock/virtual-clock';

it('wakes sleepers in order, each at its own time, including those that start on the way', async () => {
  const clock = createVirtualClock(0);
  const seen: string[] = [];
  void clock.sleep(20).then(() => seen.push(`b ${clock.now()}`));
  void clock
    .sleep(10)
    .then(() => clock.sleep(5))
    .then(() => seen.push(`a ${clock.now()}`));
  await clock.advance(20);
  expect(seen).toEqual(['a 15', 'b 20']);
  expect(clock.sleeping()).toBe(0);
});

it('rejects with the reason of the signal and forgets the sleeper', async () => {
  const clock = createVirtualClock();
  const stop = new AbortController();
  const sleep = clock.sleep(1000, stop.signal);
  stop.abort('enough');
  await expect(sleep).rejects.toBe('enough');
  expect(clock.sleeping()).toBe(0);
});

it('keeps the remaining time of sleepers when the wall clock is set', async () => {
  const clock = createVirtualClock(0);
  let woken = false;
  void clock.sleep(100).then(() => {
    woken = true;
  });
  clock.jump(-50_000);
  await clock.advance(99);
  expect(woken).toBe(false);
  await clock.advance(1);
  expect(woken).toBe(true);
  expect(clock.now()).toBe(-49_900);
});
