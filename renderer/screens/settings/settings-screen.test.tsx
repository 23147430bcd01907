// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { problem } from '../../../electron/contract/problem';
import { defaultSettings } from '../../../electron/contract/settings';
import { fakeStartup, fakeWorkspaces } from '../../../test/support/fake-world';
import { renderScreen } from '../../../test/support/render-screen';
import { defaultHotkey } from './hotkey-section';
import { SettingsScreen } from './settings-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) => {
  const onBack = vi.fn();
  const startup = { settings: { ...fakeStartup.settings, language: 'en-US' as const }, ...options.startup };
  return { onBack, ...renderScreen(<SettingsScreen onBack={onBack} />, { ...options, startup }) };
};
const hotkey = () => screen.getByRole('button', { name: /^Open quick buzz/ });

describe('the hotkey', () => {
  test('the reset is the default of the contract', () => {
    expect(defaultHotkey).toBe(defaultSettings.hotkey);
  });

  test('pressed keys are tried and shown', async () => {
    const { user, inputs } = show();
    expect(hotkey().textContent).toContain('Ctrl+Alt+Shift+B');
    await user.click(hotkey());
    expect(hotkey().textContent).toContain('Press the new shortcut…');
    fireEvent.keyDown(hotkey(), { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true });
    await waitFor(() => expect(hotkey().textContent).toContain('Ctrl+Alt+K'));
    expect(inputs('tryHotkey')).toEqual([{ accelerator: 'CommandOrControl+Alt+K' }]);
    await screen.findByText('The hotkey is now Ctrl+Alt+K');
  });

  test('a taken shortcut is refused in words, and the old one stays', async () => {
    const { user } = show();
    await user.click(hotkey());
    fireEvent.keyDown(hotkey(), { key: 'B', code: 'KeyB', ctrlKey: true, shiftKey: true });
    expect((await screen.findByRole('alert')).textContent).toContain('Another program uses Ctrl+Shift+B');
    expect(screen.getByText('Ctrl+Alt+Shift+B is still in use.')).toBeTruthy();
  });

  test('Esc ends recording without hiding the window; a bare letter is not taken', async () => {
    const { user, inputs } = show();
    const hidden = vi.fn();
    window.addEventListener('keydown', hidden);
    await user.click(hotkey());
    fireEvent.keyDown(hotkey(), { key: 'b', code: 'KeyB' });
    expect(screen.getByText(/Hold at least one of Ctrl, Alt, Super/)).toBeTruthy();
    fireEvent.keyDown(hotkey(), { key: 'Escape', code: 'Escape' });
    expect(hotkey().textContent).toContain('Change');
    expect([hidden.mock.calls.length, inputs('tryHotkey').length]).toEqual([0, 0]);
    window.removeEventListener('keydown', hidden);
  });

  test('it can be turned off and reset', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Turn off' }));
    await waitFor(() => expect(hotkey().textContent).toContain('Off'));
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(inputs('tryHotkey').map(({ accelerator }) => accelerator)).toEqual(['', defaultHotkey]);
  });

  test('a shortcut that could not be registered at the start says so', () => {
    show({
      startup: {
        hotkey: { accelerator: defaultHotkey, problem: problem('hotkey-taken', { hotkey: defaultHotkey }), free: [] },
      },
    });
    expect(screen.getByRole('alert').textContent).toContain('Another program uses Ctrl+Alt+Shift+B');
  });
});

describe('general settings', () => {
  test('the name is saved when it is left, and its line is shown as it will be read', async () => {
    const { user, inputs } = show();
    const box = screen.getByRole('textbox', { name: 'Your name' });
    await user.type(box, ' 韩梅梅 ');
    expect(screen.getByText('— buzzed by 韩梅梅')).toBeTruthy();
    await user.tab();
    expect(inputs('changeSettings')).toEqual([{ asker: '韩梅梅' }]);
  });

  test('a ceiling out of range is explained and not saved; one in range is', async () => {
    const { user, inputs } = show();
    const box = screen.getByRole('textbox', { name: 'In total, hourly' });
    await user.clear(box);
    await user.type(box, '0{Enter}');
    expect(screen.getByText('Enter a whole number from 1 to 1,000')).toBeTruthy();
    await user.clear(box);
    await user.type(box, '30{Enter}');
    await waitFor(() =>
      expect(inputs('changeSettings')).toEqual([{ ceilings: { ...defaultSettings.ceilings, callsPerHour: 30 } }]),
    );
  });
});

describe('workspaces', () => {
  const company = fakeWorkspaces[1] ?? expect.fail('no company');

  test('where the secret is kept is said in plain words', () => {
    const unprotected = { ...company, secret: { configured: true, backend: 'unprotected', last4: '9fQx' } } as const;
    show({ startup: { workspaces: [unprotected] } });
    expect(
      screen.getByText(/stored unprotected: any program that can read your files can take it/).textContent,
    ).toContain('ends in 9fQx');
  });

  test('practice shows its address and can be neither edited nor removed', () => {
    show();
    const practice = screen.getByText('http://127.0.0.1:7480').closest('li') ?? document.body;
    expect(within(practice).getByText('Current')).toBeTruthy();
    expect(within(practice).queryByRole('button', { name: /Edit|Remove/ })).toBeNull();
  });

  test('switching, editing and connecting go to main; removing asks first', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Edit 某某科技' }));
    await user.click(screen.getByRole('button', { name: 'Connect a workspace' }));
    expect(inputs('openConnect')).toEqual([{ workspaceId: company.id }, { workspaceId: null }]);
    await user.click(screen.getByRole('button', { name: 'Switch to 某某科技' }));
    expect(inputs('switchWorkspace')).toEqual([{ workspaceId: company.id }]);
    await user.click(screen.getByRole('button', { name: 'Remove 某某科技' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove the workspace “某某科技”?' });
    expect(inputs('removeWorkspace')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(inputs('removeWorkspace')).toEqual([{ workspaceId: company.id }]);
  });
});
