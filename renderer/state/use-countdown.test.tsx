import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeBridge } from '../../test/support/bridge/fake-bridge';
import { fakeStartup } from '../../test/support/bridge/fake-world';
import { createAppStore, StoreProvider } from './app-store';
import { useCountdown } from './use-countdown';

const countTo = (at: number | null) => {
  const { bridge, emit } = createFakeBridge({});
  const store = createAppStore(bridge, fakeStartup);
  const wrapper = ({ children }: { children: ReactNode }) => <StoreProvider value={store}>{children}</StoreProvider>;
  return { ...renderHook(() => useCountdown(at), { wrapper }), emit };
};

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('it counts whole seconds to the end and then holds no timer', () => {
  const { result } = countTo(1_002_500);
  expect(result.current).toBe(3);
  act(() => void vi.advanceTimersByTime(500));
  expect(result.current).toBe(2);
  act(() => void vi.advanceTimersByTime(2_000));
  expect(result.current).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('a hidden window holds no timer; shown again, it has the time that is left', () => {
  const { result, emit } = countTo(1_060_000);
  act(() => emit('seenChanged', false));
  expect(vi.getTimerCount()).toBe(0);
  act(() => void vi.setSystemTime(1_030_000));
  act(() => emit('seenChanged', true));
  expect(result.current).toBe(30);
  expect(vi.getTimerCount()).toBe(1);
});

test('without an end to wait for there is no timer', () => {
  countTo(null);
  expect(vi.getTimerCount()).toBe(0);
});
