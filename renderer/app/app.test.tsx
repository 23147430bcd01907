// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeGroups, fakeStartup } from '../../test/support/fake-world';
import { renderPopup } from '../../test/support/render-popup';

const [first, second] = fakeGroups as [(typeof fakeGroups)[number], (typeof fakeGroups)[number]];
const toGroup = (group: typeof first) => ({ how: 'quick', view: { screen: 'compose', groupId: group.id } }) as const;
const settled = { ...fakeStartup.settings, welcomed: true };

test('a group from the tray or its hotkey fills an empty To', async () => {
  const { emit, composer, inputs } = renderPopup({ startup: { settings: settled } });
  act(() => emit('shown', toGroup(first)));
  await waitFor(() => expect(composer.current().draft.to).toEqual([{ kind: 'group', groupId: first.id }]));
  expect(inputs('confirmBuzz')).toEqual([]);
});

test('it adds nobody to what somebody has begun, and says so', async () => {
  const to = [{ kind: 'group', groupId: second.id }] as const;
  const { emit, composer } = renderPopup({
    startup: { settings: settled, draft: { ...fakeStartup.draft, to: [...to] } },
  });
  act(() => emit('shown', toGroup(first)));
  await screen.findByText('Recipients were chosen already, so the group was not added');
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

test('contrast and stillness are told to the style sheets', async () => {
  const { emit } = renderPopup({ startup: { settings: { ...settled, theme: 'contrast', reduceMotion: true } } });
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('contrast'));
  expect(document.documentElement.dataset.still).toBe('');
  const { locale, advice, words, hotkey, askerName } = fakeStartup;
  act(() =>
    emit('settingsChanged', {
      settings: { ...settled, theme: 'system', reduceMotion: false },
      locale,
      advice,
      words,
      hotkey,
      askerName,
    }),
  );
  await waitFor(() => expect(document.documentElement.dataset.theme).toBeUndefined());
  expect(document.documentElement.dataset.still).toBeUndefined();
});
