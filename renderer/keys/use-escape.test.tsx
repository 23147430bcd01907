import { cleanup, renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { completeDom } from '../../test/support/bridge/complete-dom';
import { useEscape } from './window-keys';

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

test('Esc puts the window away', async () => {
  const leave = vi.fn();
  renderHook(() => useEscape(leave));
  await userEvent.keyboard('{Escape}');
  expect(leave).toHaveBeenCalledOnce();
});

test('Esc is left to a menu that can be seen, although it has not yet said that it is open', async () => {
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

test('Esc is left to an open dialog', async () => {
  const leave = vi.fn();
  renderHook(() => useEscape(leave));
  add('dialog', 'open');
  await userEvent.keyboard('{Escape}');
  expect(leave).not.toHaveBeenCalled();
});
