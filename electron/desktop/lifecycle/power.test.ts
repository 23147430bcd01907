import { expect, it, vi } from 'vitest';
import { createPower } from './power';

const computer = () => {
  const heard = new Map<string, () => void>();
  const wake = vi.fn();
  const powerSaveBlocker = { start: vi.fn(() => 7), stop: vi.fn() };
  const power = createPower({
    powerMonitor: { on: (event, listener) => heard.set(event, listener) },
    powerSaveBlocker,
    wake,
  });
  return { power, wake, powerSaveBlocker, happens: (event: string) => heard.get(event)?.() };
};

it('wakes the engine when the computer wakes up or its screen is unlocked', () => {
  const { wake, happens } = computer();
  happens('resume');
  happens('unlock-screen');
  expect(wake).toHaveBeenCalledTimes(2);
});

it('keeps the computer awake only while it is told to, with one blocker', () => {
  const { power, powerSaveBlocker } = computer();
  power.keepAwake(false);
  expect(powerSaveBlocker.start).not.toHaveBeenCalled();
  power.keepAwake(true);
  power.keepAwake(true);
  expect(powerSaveBlocker.start.mock.calls).toEqual([['prevent-app-suspension']]);
  power.keepAwake(false);
  power.keepAwake(false);
  expect(powerSaveBlocker.stop.mock.calls).toEqual([[7]]);
});
