import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { onAbort } from './on-abort';

it('carries one listener for many waiters, tells each once, and none that left', () => {
  const stop = new AbortController();
  const told: number[] = [];
  const leave = Array.from({ length: 50 }, (_, index) => onAbort(stop.signal, () => told.push(index)));
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
  for (const one of leave.slice(2)) one();
  stop.abort();
  stop.signal.dispatchEvent(new Event('abort'));
  expect(told).toEqual([0, 1]);
});
