// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCountdown } from './use-countdown';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('counts whole seconds to the end and then holds no timer', () => {
  const { result } = renderHook(() => useCountdown(1_002_500));
  expect(result.current).toBe(3);
  act(() => void vi.advanceTimersByTime(500));
  expect(result.current).toBe(2);
  act(() => void vi.advanceTimersByTime(2_000));
  expect(result.current).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('a hidden window holds no timer; shown again, it tells the time that is left', () => {
  const { result } = renderHook(() => useCountdown(1_060_000));
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(vi.getTimerCount()).toBe(0);
  act(() => void vi.setSystemTime(1_030_000));
  visibility.mockReturnValue('visible');
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(result.current).toBe(30);
  expect(vi.getTimerCount()).toBe(1);
});

test('without anything to wait for there is no timer', () => {
  renderHook(() => useCountdown(null));
  expect(vi.getTimerCount()).toBe(0);
});
