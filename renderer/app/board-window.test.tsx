import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { failed, problem } from '../../electron/contract/advice/problem';
import { completeDom } from '../../test/support/bridge/complete-dom';
import { createFakeBridge, type FakeOptions } from '../../test/support/bridge/fake-bridge';
import { fakeBoard, startupFor } from '../../test/support/bridge/fake-world';
import { BoardWindow, createBoardWindowStore } from './board-window';

/** Starts the board window as `board.tsx` does. */
const show = async (options: FakeOptions = {}) => {
  const startup = startupFor();
  const fake = createFakeBridge({ startup, ...options });
  const answer = await fake.bridge.getBoardWindow();
  if (!answer.ok) throw new Error('no board');
  render(<BoardWindow bridge={fake.bridge} store={createBoardWindowStore(fake.bridge, answer.value)} />);
  await screen.findByRole('region', { name: 'People' });
  return { ...fake, startup, user: userEvent.setup() };
};
const closed = (calls: readonly { name: string }[]) => calls.filter(({ name }) => name === 'hideWindow').length;

beforeEach(() => {
  cleanup();
  completeDom();
});

test('a window of its own shows the board, has its message as title and no way back', async () => {
  await show();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(fakeBoard.title);
  expect(document.title).toBe(`${fakeBoard.text} — Feishu Buzz`);
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
});

test('it watches its board while it is on the screen', async () => {
  const { inputs, emit } = await show();
  await waitFor(() => expect(inputs('watchBoard')).toEqual([{ id: fakeBoard.id }]));
  act(() => emit('seenChanged', false));
  expect(inputs('watchBoard').at(-1)).toEqual({ id: null });
});

test('language and theme change while it is open', async () => {
  const { emit, startup } = await show();
  const { settings, hotkey, askerName } = startup;
  const { locale, advice, words } = startupFor({ locale: 'zh-CN' });
  const change = { locale, zone: null, advice, words, hotkey, askerName };
  act(() => emit('settingsChanged', { ...change, settings: { ...settings, theme: 'contrast' } }));
  await screen.findByRole('region', { name: '成员' });
  expect(document.documentElement.dataset.theme).toBe('contrast');
  expect(document.documentElement.lang).toBe('zh-CN');
  expect(document.title).toBe(`${fakeBoard.text} — 飞书加急`);
});

test('Esc closes it, unless a menu, a dialog or a panel takes the key', async () => {
  const { user, calls } = await show();
  await user.click(screen.getByRole('button', { name: 'Recall' }));
  await screen.findByRole('dialog', { name: /^Recall/ });
  await user.keyboard('{Escape}');
  expect(closed(calls)).toBe(0);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Buzz unread again' }));
  await screen.findByTitle('About 1 API call');
  await user.keyboard('{Escape}');
  expect(closed(calls)).toBe(0);
  await user.keyboard('{Escape}');
  expect(closed(calls)).toBe(1);
});

test('Ctrl with plus, minus and zero change its zoom step by step', async () => {
  const { user, inputs } = await show();
  await user.keyboard('{Control>}==-0{/Control}');
  expect(inputs('setZoom')).toEqual([{ zoom: 1.1 }, { zoom: 1.25 }, { zoom: 1.1 }, { zoom: 1 }]);
  expect(inputs('changeSettings')).toEqual([]);
});

test('zoom keys that come faster than the answer count on; after a refusal they do not', async () => {
  const held = await show({ answers: { setZoom: () => new Promise(() => undefined) } });
  await held.user.keyboard('{Control>}=={/Control}');
  expect(held.inputs('setZoom')).toEqual([{ zoom: 1.1 }, { zoom: 1.25 }]);
  cleanup();
  const refused = await show({ answers: { setZoom: () => failed(problem('storage-failed')) } });
  await refused.user.keyboard('{Control>}=={/Control}');
  expect(refused.inputs('setZoom')).toEqual([{ zoom: 1.1 }, { zoom: 1.1 }]);
});

test('its menu does not offer another window', async () => {
  const { user } = await show();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  await screen.findByRole('menuitem', { name: /^Check (read|for)/ });
  expect(screen.queryByRole('menuitem', { name: 'Open in its own window' })).toBeNull();
});
