import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPopup } from '../../../test/support/bridge/render-popup';

const quick = { startup: { shown: { how: 'quick', view: null } } } as const;

test('leads from the hotkey window to every screen by keys', async () => {
  const { user, store } = renderPopup(quick);
  await user.keyboard('half');
  for (const [key, name] of [
    ['2', 'groups'],
    ['3', 'activity'],
    ['1', 'compose'],
    [',', 'settings'],
  ] as const) {
    await user.keyboard(`{Control>}${key}{/Control}`);
    expect(store.current().view.screen).toBe(name);
  }
});

test('lists the keys over the form and gives the focus back, and ? is a letter while a person writes', async () => {
  const { user } = renderPopup(quick);
  const to = screen.getByRole('combobox', { name: 'To' });
  await user.keyboard('?');
  expect(screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })).toBeNull();
  await user.keyboard('{Control>}/{/Control}');
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(within(list).getByText('Open quick buzz')).toBeTruthy();
  expect(within(list).getByText('Ctrl+Enter', { selector: 'kbd' })).toBeTruthy();
  await user.click(within(list).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })).toBeNull();
  expect(to.isConnected).toBe(true);
});

test('has the first row of quick buzz selected: Enter takes it and moves on', async () => {
  const { user, composer } = renderPopup(quick);
  const first = await screen.findByRole('option', { name: /值班组/ });
  await waitFor(() => expect(first.getAttribute('aria-selected')).toBe('true'));
  await user.keyboard('{Enter}');
  expect(composer.current().draft.to).toMatchObject([{ kind: 'group' }]);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
});

test('has a way to each part of Settings', async () => {
  const { user } = renderPopup({ startup: { shown: { how: 'tray', view: { screen: 'settings' } } } });
  const parts = await screen.findByRole('navigation', { name: 'Parts of Settings' });
  expect(within(parts).getAllByRole('button')).toHaveLength(11);
  for (const name of ['Paid limits', 'Answers', 'About', 'Hotkey', 'Relay']) {
    await user.click(within(parts).getByRole('button', { name }));
    expect(document.activeElement).toBe(screen.getByRole('region', { name }));
  }
  // The same part once more, after the focus went elsewhere.
  await user.click(within(parts).getByRole('button', { name: 'Data' }));
  await user.click(within(parts).getByRole('button', { name: 'Data' }));
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Data' }));
});
