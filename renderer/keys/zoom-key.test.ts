import { expect, test } from 'vitest';
import type { Zoom } from '../../electron/contract/limits';
import { zoomKey } from './window-keys';

const press = (change: Partial<Parameters<typeof zoomKey>[0]>) => ({
  key: '',
  code: '',
  altKey: false,
  ctrlKey: true,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...change,
});

test.each([
  ['plus under Shift', { key: '+', code: 'Equal', shiftKey: true }, 1, 1.1],
  ['its key without Shift', { key: '=', code: 'Equal' }, 1.1, 1.25],
  ['plus on the number pad', { key: '+', code: 'NumpadAdd' }, 1.75, 2],
  ['plus at the largest', { key: '+' }, 2, 2],
  ['minus', { key: '-', code: 'Minus' }, 1, 0.9],
  ['minus at the smallest', { key: '-' }, 0.8, 0.8],
  ['zero', { key: '0', code: 'Digit0' }, 1.5, 1],
  ['zero where it needs Shift', { key: 'à', code: 'Digit0' }, 1.5, 1],
] satisfies [string, Parameters<typeof press>[0], Zoom, Zoom][])('%s', (_name, keys, now, next) => {
  expect(zoomKey(press(keys), 'linux', now)).toBe(next);
});

test.each([
  ['without Ctrl', { key: '+', ctrlKey: false }],
  ['with Alt, which chooses channels', { key: '-', altKey: true }],
  ['another key', { key: '1', code: 'Digit1' }],
  ['while an input method composes', { key: '-', isComposing: true }],
])('nothing %s', (_name, keys) => {
  expect(zoomKey(press(keys), 'linux', 1)).toBeNull();
});

test('on a Mac it is ⌘', () => {
  expect(zoomKey(press({ key: '+' }), 'darwin', 1)).toBeNull();
  expect(zoomKey(press({ key: '+', ctrlKey: false, metaKey: true }), 'darwin', 1)).toBe(1.1);
});
