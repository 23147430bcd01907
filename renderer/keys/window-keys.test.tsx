import { cleanup, renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Zoom } from '../../electron/contract/limits';
import { completeDom } from '../../test/support/bridge/complete-dom';
import { useEscape, zoomKey } from './window-keys';

completeDom();
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

const add = (tag: string, attribute: string, value = '') => {
  const element = document.createElement(tag);
  element.setAttribute(attribute, value);
  return document.body.appendChild(element);
};

test('Esc leaves the window', async () => {
  const leave = vi.fn();
  renderHook(() => useEscape(leave));
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledOnce();
});

test('Esc belongs to a menu that is visible but has not yet reported that it is open', async () => {
  const leave = vi.fn();
  renderHook(() => useEscape(leave));
  const menu = add('div', 'popover', 'auto');
  menu.showPopover();
  await userEvent.keyboard('{Escape}');
  expect(leave).not.toHaveBeenCalled();
  menu.hidePopover();
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledOnce();
});

test('Esc belongs to an open dialog', async () => {
  const leave = vi.fn();
  renderHook(() => useEscape(leave));
  add('dialog', 'open');
  await userEvent.keyboard('{Escape}');
  expect(leave).not.toHaveBeenCalled();
});

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
] satisfies [string, Parameters<typeof press>[0], Zoom, Zoom][])('%s changes the zoom', (_name, keys, now, next) => {
  expect(zoomKey(press(keys), 'linux', now)).toBe(next);
});

test.each([
  ['without Ctrl', { key: '+', ctrlKey: false }],
  ['with Alt, which chooses channels', { key: '-', altKey: true }],
  ['on another key', { key: '1', code: 'Digit1' }],
  ['while an input method composes', { key: '-', isComposing: true }],
])('the zoom stays %s', (_name, keys) => {
  expect(zoomKey(press(keys), 'linux', 1)).toBeNull();
});

test('on a Mac the zoom goes by ⌘', () => {
  expect(zoomKey(press({ key: '+' }), 'darwin', 1)).toBeNull();
  expect(zoomKey(press({ key: '+', ctrlKey: false, metaKey: true }), 'darwin', 1)).toBe(1.1);
});
