import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ok } from '../../electron/contract/advice/problem';
import { fakeBoard, fakeGroups, fakeStartup } from '../../test/support/bridge/fake-world';
import { renderPopup } from '../../test/support/bridge/render-popup';

const [first, second] = fakeGroups as [(typeof fakeGroups)[number], (typeof fakeGroups)[number]];
const toGroup = (group: typeof first) => ({ how: 'quick', view: { screen: 'compose', groupId: group.id } }) as const;
const settled = { ...fakeStartup.settings, welcomed: true };

test('a group from the tray or its hotkey fills an empty To', async () => {
  const { emit, composer, inputs } = renderPopup({ startup: { settings: settled } });
  act(() => emit('shown', toGroup(first)));
  await waitFor(() => expect(composer.current().draft.to).toEqual([{ kind: 'group', groupId: first.id }]));
  expect(inputs('confirmBuzz')).toEqual([]);
});

test('a group is not added to recipients already chosen, and a toast says so', async () => {
  const to = [{ kind: 'group', groupId: second.id }] as const;
  const { emit, composer } = renderPopup({
    startup: { settings: settled, draft: { ...fakeStartup.draft, to: [...to] } },
  });
  act(() => emit('shown', toGroup(first)));
  await screen.findByText('You already chose recipients, so the group was not added');
  expect(composer.current().draft.to).toEqual(to);
});

test('the window goes away after an in-app buzz, if the setting says so', async () => {
  const to = [{ kind: 'group', groupId: first.id }] as const;
  const { user, calls } = renderPopup({
    startup: {
      settings: { ...settled, hideAfterBuzz: true },
      draft: { ...fakeStartup.draft, to: [...to], text: '请上线' },
    },
  });
  const button = await screen.findByRole('button', { name: /^(Practice )?[Bb]uzz$/ });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).not.toBe('true'));
  await user.click(button);
  await waitFor(() => expect(calls.map(({ name }) => name)).toContain('hideWindow'));
});

test('a buzz that went out a moment ago is not sent again: the window says so, and stays', async () => {
  const to = [{ kind: 'group', groupId: first.id }] as const;
  const { user, calls } = renderPopup({
    startup: {
      settings: { ...settled, hideAfterBuzz: true },
      draft: { ...fakeStartup.draft, to: [...to], text: '请上线' },
    },
    answers: { confirmBuzz: () => ok({ ...fakeBoard, repeated: true }) },
  });
  const button = await screen.findByRole('button', { name: /^(Practice )?[Bb]uzz$/ });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).not.toBe('true'));
  await user.click(button);
  expect(await screen.findByText(/within the last 10 seconds, so nothing was sent again/)).toBeTruthy();
  expect(calls.map(({ name }) => name)).not.toContain('hideWindow');
});

test('text in To outlives another tab and the other layout, and stops a buzz until it is chosen', async () => {
  const { user, emit, inputs } = renderPopup({
    startup: {
      settings: settled,
      draft: { ...fakeStartup.draft, to: [{ kind: 'group', groupId: first.id }], text: '!' },
    },
  });
  const to = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'To' });
  await user.type(to(), 'li lei');
  await user.click(screen.getByRole('tab', { name: 'Groups' }));
  await user.click(screen.getByRole('tab', { name: 'Buzz' }));
  expect(to().value).toBe('li lei');
  const field = to();
  act(() => emit('shown', { how: 'quick', view: null }));
  expect(to()).toBe(field);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.getByRole('status', { name: 'Plan' }).textContent).toContain('“li lei” is not chosen yet');
  expect(inputs('confirmBuzz')).toEqual([]);
});

test('a group that a hotkey fills in says so, one that was chosen does not', async () => {
  const { emit, composer } = renderPopup({ startup: { settings: settled } });
  const view = { screen: 'compose', groupId: first.id } as const;
  act(() => emit('shown', { how: 'quick', view: { ...view, byHotkey: true } }));
  expect(screen.getByRole('note').textContent).toContain(`Filled in by the hotkey of “${first.name}”`);
  act(() => void composer.clear());
  act(() => emit('shown', { how: 'tray', view }));
  expect(composer.current().draft).toMatchObject({ to: [{ groupId: first.id }], origin: null });
});

test('a half-made choice of a message goes on in the other layout', async () => {
  const { user, emit } = renderPopup({ startup: { settings: settled } });
  await user.click(screen.getByRole('button', { name: 'Buzz an existing message…' }));
  await user.click(await screen.findByRole('option', { name: /数据库告警/ }));
  await screen.findByRole('list', { name: 'Messages' });
  act(() => emit('shown', { how: 'quick', view: null }));
  expect(screen.getByRole('list', { name: 'Messages' })).toBeTruthy();
});

test('a draft taken from Activity replaces the current one, which can be restored', async () => {
  const repeated = { ...fakeStartup.draft, to: [{ kind: 'group', groupId: second.id } as const], text: '再来一次' };
  const { user, composer } = renderPopup({
    startup: { settings: settled, shown: { how: 'tray', view: { screen: 'activity' } } },
    answers: { repeatBuzz: () => ok(repeated) },
  });
  composer.type({ typed: 'li lei' });
  await user.click((await screen.findAllByRole('button', { name: /^Repeat/ }))[0] as HTMLElement);
  await waitFor(() => expect(composer.current()).toMatchObject({ draft: { text: '再来一次' }, typed: '' }));
  await user.click(await screen.findByRole('button', { name: 'Restore my draft' }));
  expect(composer.current()).toMatchObject({ draft: { text: '' }, typed: 'li lei' });
});

test('Ctrl with plus, minus and zero change the zoom, which main remembers', async () => {
  const { user, inputs } = renderPopup({ startup: { settings: settled } });
  await user.keyboard('{Control>}={/Control}');
  await user.keyboard('{Control>}={/Control}');
  await user.keyboard('{Control>}-{/Control}');
  await user.keyboard('{Control>}0{/Control}');
  await user.keyboard('{Control>}0{/Control}');
  expect(inputs('changeSettings')).toEqual([{ zoom: 1.1 }, { zoom: 1.25 }, { zoom: 1.1 }, { zoom: 1 }]);
});

test('high contrast and reduced motion reach the style sheets', async () => {
  const { emit } = renderPopup({ startup: { settings: { ...settled, theme: 'contrast', reduceMotion: true } } });
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('contrast'));
  expect(document.documentElement.dataset.still).toBe('');
  const { locale, zone, advice, words, hotkey, askerName } = fakeStartup;
  act(() =>
    emit('settingsChanged', {
      settings: { ...settled, theme: 'system', reduceMotion: false },
      locale,
      advice,
      words,
      hotkey,
      askerName,
      zone,
    }),
  );
  await waitFor(() => expect(document.documentElement.dataset.theme).toBeUndefined());
  expect(document.documentElement.dataset.still).toBeUndefined();
});

test('a list opened by the pointer or by Ctrl+2 has its first row selected, one opened by a key on its tab keeps the focus there', async () => {
  const { user } = renderPopup({ startup: { settings: settled } });
  const row = () => screen.findByRole('button', { name: new RegExp(`^${first.name}\\d`) });
  await user.click(await screen.findByRole('tab', { name: 'Groups' }));
  const opened = await row();
  await waitFor(() => expect(document.activeElement).toBe(opened));
  await user.click(screen.getByRole('tab', { name: 'Buzz' }));
  screen.getByRole('tab', { name: 'Groups' }).focus();
  await user.keyboard('{Enter}');
  await row();
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Groups' }));
  await user.keyboard('{Control>}1{/Control}{Control>}2{/Control}');
  const again = await row();
  await waitFor(() => expect(document.activeElement).toBe(again));
});
