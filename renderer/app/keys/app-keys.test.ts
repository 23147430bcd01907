import { expect, it } from 'vitest';
import { appKey } from './app-keys';

const press = (
  key: string,
  change: Partial<KeyboardEvent> = {},
  writes = false,
  platform: 'linux' | 'darwin' = 'linux',
) =>
  appKey(
    {
      ...{ key, code: /^\d$/.test(key) ? `Digit${key}` : '', altKey: false, ctrlKey: false, metaKey: false },
      ...{ shiftKey: false, isComposing: false, keyCode: 0 },
      ...change,
    },
    platform,
    writes,
  );
const ctrl = { ctrlKey: true };

it('leads to every screen, by the main key of the platform', () => {
  expect(['1', '2', '3', '4', ','].map((key) => press(key, ctrl))).toEqual([
    { kind: 'go', screen: 'compose' },
    { kind: 'go', screen: 'groups' },
    { kind: 'go', screen: 'activity' },
    { kind: 'go', screen: 'inbox' },
    { kind: 'go', screen: 'settings' },
  ]);
  expect(press('2', { metaKey: true }, false, 'darwin')).toEqual({ kind: 'go', screen: 'groups' });
  expect(press('2', ctrl, false, 'darwin')).toBeNull();
});

it('goes by the place of the digit, which French keyboards have under Shift', () => {
  expect(press('é', { ...ctrl, code: 'Digit2' })).toEqual({ kind: 'go', screen: 'groups' });
});

it('leaves other keys, Alt+digits and the input method alone', () => {
  expect(press('5', ctrl)).toBeNull();
  expect(press('2', { altKey: true })).toBeNull();
  expect(press('2')).toBeNull();
  expect(press('1', { ...ctrl, isComposing: true })).toBeNull();
  expect(press('1', { ...ctrl, shiftKey: true })).toBeNull();
});

it('shows the list of keys on ?, and while writing only with the main key', () => {
  expect(press('?', { shiftKey: true })).toEqual({ kind: 'keys' });
  expect(press('?', { shiftKey: true }, true)).toBeNull();
  expect(press('/', ctrl, true)).toEqual({ kind: 'keys' });
});
