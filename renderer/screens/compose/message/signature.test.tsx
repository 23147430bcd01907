import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

const named = { startup: { settings: { ...fakeStartup.settings, asker: '李雷' } } };
const name = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Your name' });

test('who asks is asked once, and the answer is kept', async () => {
  const { user, inputs } = renderPopup();
  expect(screen.getByText('— from 李雷 via Feishu Buzz')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'That’s me' }));
  expect(inputs('changeSettings')).toEqual([{ asker: '李雷' }]);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'That’s me' })).toBeNull());
  expect(screen.getByRole('button', { name: 'Change the name' })).toBeTruthy();
});

test('another name is typed where it stands, and shown at once', async () => {
  const { user, inputs } = renderPopup();
  await user.click(screen.getByRole('button', { name: 'Change name' }));
  expect(document.activeElement).toBe(name());
  await user.keyboard('韩梅梅{Enter}');
  expect(inputs('changeSettings')).toEqual([{ asker: '韩梅梅' }]);
  await screen.findByText('— from 韩梅梅 via Feishu Buzz');
});

test('it can be changed later; Esc and an empty field change nothing and leave the window open', async () => {
  const { user, inputs } = renderPopup(named);
  await user.click(screen.getByRole('button', { name: 'Change the name' }));
  await user.keyboard('x{Escape}');
  await user.click(screen.getByRole('button', { name: 'Change the name' }));
  await user.clear(name());
  await user.click(screen.getByRole('button', { name: 'OK' }));
  expect(inputs('changeSettings')).toEqual([]);
  expect(inputs('hideWindow')).toEqual([]);
  expect(screen.getByText('— from 李雷 via Feishu Buzz')).toBeTruthy();
});

test('choosing the first group moves on to the message, a further one does not', async () => {
  const { user, composer } = renderPopup();
  const message = screen.getByRole('textbox', { name: 'Message' });
  await user.click(screen.getByRole('button', { name: /^值班组/ }));
  expect(document.activeElement).toBe(message);
  act(() => composer.edit({ to: [] }));
  const to = screen.getByRole('combobox', { name: 'To' });
  await user.type(to, '数据库');
  await user.click(await screen.findByRole('option', { name: /^数据库Group/ }));
  expect(document.activeElement).toBe(message);
  await user.type(to, '夜班');
  await user.click(await screen.findByRole('option', { name: /^夜班Group/ }));
  expect(document.activeElement).toBe(to);
});
