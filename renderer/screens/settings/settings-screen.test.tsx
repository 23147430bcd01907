import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import { defaultHotkey } from '../../../electron/contract/limits';
import { defaultSettings } from '../../../electron/contract/model/settings';
import { fakeDesktop, fakeStartup, fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { SettingsScreen } from './settings-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) => {
  const onBack = vi.fn();
  const startup = { settings: { ...fakeStartup.settings, language: 'en-US' as const }, ...options.startup };
  return { onBack, ...renderScreen(<SettingsScreen onBack={onBack} />, { ...options, startup }) };
};
const hotkey = () => screen.getByRole('button', { name: /^Open quick buzz/ });

describe('the hotkey', () => {
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

  test('a taken shortcut is refused with the reason, and the old one stays', async () => {
    const { user } = show();
    await user.click(hotkey());
    fireEvent.keyDown(hotkey(), { key: 'B', code: 'KeyB', ctrlKey: true, shiftKey: true });
    expect((await screen.findByRole('alert')).textContent).toContain('Another program uses Ctrl+Shift+B');
    expect(screen.getByText('Ctrl+Alt+Shift+B is still in use.')).toBeTruthy();
  });

  test('instead of a taken shortcut three free ones are offered, and one click takes one', async () => {
    const { user, inputs } = show();
    await user.click(hotkey());
    fireEvent.keyDown(hotkey(), { key: 'B', code: 'KeyB', ctrlKey: true, shiftKey: true });
    await screen.findByText('Available now:');
    expect(screen.getAllByRole('button', { name: /^Ctrl\+(Alt\+B|Shift\+U|Alt\+J)$/ })).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Ctrl+Alt+J' }));
    await screen.findByText('The hotkey is now Ctrl+Alt+J');
    expect(inputs('tryHotkey').at(-1)).toEqual({ accelerator: 'CommandOrControl+Alt+J' });
    expect(screen.queryByText('Available now:')).toBeNull();
  });

  test('one that may not arrive says so, is not called in use, and can be replaced with one click', async () => {
    const doubt = problem('hotkey-layout', { hotkey: defaultHotkey, keys: 'Alt+Shift' });
    const { user, inputs } = show({
      startup: { hotkey: { accelerator: defaultHotkey, problem: doubt, free: ['CommandOrControl+Alt+B'] } },
    });
    expect(screen.getByRole('alert').textContent).toContain('switches keyboard layouts with Alt+Shift');
    expect(screen.queryByText(/is still in use/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Ctrl+Alt+B' }));
    await screen.findByText('The hotkey is now Ctrl+Alt+B');
    expect(inputs('tryHotkey')).toEqual([{ accelerator: 'CommandOrControl+Alt+B' }]);
  });

  test('can be tried: a press that arrives is told, and trying ends with it or by hand', async () => {
    const { user, inputs, emit } = show();
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    expect(screen.getByText(/Press Ctrl\+Alt\+Shift\+B now/)).toBeTruthy();
    emit('hotkeyArrived', undefined);
    expect(await screen.findByText('Ctrl+Alt+Shift+B has arrived. It works')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    await user.click(screen.getByRole('button', { name: 'Stop trying' }));
    expect(inputs('awaitHotkey')).toEqual([true, false, true, false].map((waiting) => ({ waiting })));
  });

  test('on a desktop that may not allow hotkeys the advice is shown', async () => {
    show({ answers: { getDesktop: () => ok({ ...fakeDesktop, hotkeyLimit: problem('hotkey-wayland') }) } });
    expect(await screen.findByText(/runs: feishu-buzz --quick/)).toBeTruthy();
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

  test('a shortcut that could not be registered at the start is marked', () => {
    show({
      startup: {
        hotkey: { accelerator: defaultHotkey, problem: problem('hotkey-taken', { hotkey: defaultHotkey }), free: [] },
      },
    });
    expect(screen.getByRole('alert').textContent).toContain('Another program uses Ctrl+Alt+Shift+B');
  });
});

describe('general settings', () => {
  test('the name is saved on blur, with a preview of its line', async () => {
    const { user, inputs } = show();
    const box = screen.getByRole('textbox', { name: 'Your name' });
    await user.type(box, ' 韩梅梅 ');
    expect(screen.getByText('— from 韩梅梅 via Feishu Buzz')).toBeTruthy();
    await user.tab();
    expect(inputs('changeSettings')).toEqual([{ asker: '韩梅梅' }]);
  });

  test('a ceiling out of range is explained and not saved; one in range is', async () => {
    const { user, inputs } = show();
    const box = screen.getByRole('textbox', { name: 'Total per hour' });
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

describe('this computer', () => {
  test('a setting that the computer cannot do is off, with the reason', async () => {
    const launchAtLogin = { kind: 'unavailable', problem: problem('autostart-unpackaged') } as const;
    const moveProblem = problem('move-fixed');
    show({ answers: { getDesktop: () => ok({ ...fakeDesktop, launchAtLogin, moveProblem }) } });
    await screen.findByText(/A development build cannot start at login/);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Start at login' }).disabled).toBe(true);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Move…' }).disabled).toBe(true);
    expect(screen.getByText(/FEISHU_BUZZ_HOME sets the data folder/)).toBeTruthy();
  });

  test('starting at login shows what the system answered', async () => {
    const { user, inputs } = show();
    const tick = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Start at login' });
    await waitFor(() => expect(tick.disabled).toBe(false));
    await user.click(tick);
    await waitFor(() => expect(tick.checked).toBe(true));
    expect(inputs('setLaunchAtLogin')).toEqual([{ on: true }]);
  });

  test('everything is deleted only after the word was typed', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Delete everything…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete everything?' });
    const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Delete' });
    await user.type(within(dialog).getByRole('textbox'), 'delet');
    expect(confirm.disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), 'e');
    await user.click(confirm);
    expect(inputs('deleteData')).toEqual([{ what: 'everything', consent: 'delete' }]);
  });

  test('a refused deletion is explained and not called done', async () => {
    const { user } = show({ answers: { deleteData: () => failed(problem('busy-now')) } });
    await user.click(screen.getByRole('button', { name: 'Delete buzzes…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete all buzzes?' });
    await user.type(within(dialog).getByRole('textbox'), 'delete');
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await screen.findByText(/A buzz or a ladder is still running/);
    expect(screen.queryByText('Buzzes deleted')).toBeNull();
  });

  test('a canceled export shows nothing', async () => {
    const { user, calls } = show({ answers: { exportData: () => ok(false) } });
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    await waitFor(() => expect(calls.map(({ name }) => name)).toContain('exportData'));
    expect(screen.queryByText('Exported')).toBeNull();
  });
});

describe('workspaces', () => {
  const company = fakeWorkspaces[1] ?? expect.fail('no company');

  test('the place of the secret is told in plain words', () => {
    const unprotected = { ...company, secret: { configured: true, backend: 'unprotected', last4: '9fQx' } } as const;
    show({ startup: { workspaces: [unprotected] } });
    expect(
      screen.getByText(/stored unprotected: any program that can read your files can read it/).textContent,
    ).toContain('ends in 9fQx');
  });

  test('practice says what it is, without an address, and can be neither edited nor removed', () => {
    show();
    const practice = screen.getByText(/built-in simulation of Feishu/).closest('li') ?? document.body;
    expect(within(practice).queryByText(/:\/\//)).toBeNull();
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

test('the text size is chosen from steps, and shows the one in force', async () => {
  const { user, inputs } = show();
  const box = screen.getByRole('combobox', { name: 'Text size' });
  expect(box.textContent).toContain('100%');
  await user.click(box);
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    ...['80%', '90%', '100%', '110%', '125%', '150%', '175%', '200%'],
  ]);
  await user.click(screen.getByRole('option', { name: '125%' }));
  expect(inputs('changeSettings')).toEqual([{ zoom: 1.25 }]);
  expect(box.textContent).toContain('125%');
});

describe('the night', () => {
  const ends = () => screen.queryAllByLabelText<HTMLInputElement>(/^Night (begins|ends)$/);

  test('asks only after it was switched on, and its hours can be changed', async () => {
    const { user, inputs } = show();
    expect(ends()).toHaveLength(0);
    await user.click(screen.getByRole('checkbox', { name: 'Ask again before SMS and calls at night' }));
    await waitFor(() => expect(ends().map(({ value }) => value)).toEqual(['22:00', '07:00']));
    fireEvent.change(ends()[0] as HTMLElement, { target: { value: '21:30' } });
    fireEvent.blur(ends()[0] as HTMLElement);
    await waitFor(() =>
      expect(inputs('changeSettings')).toEqual([
        { nightHours: { from: 1320, to: 420 } },
        { nightHours: { from: 1290, to: 420 } },
      ]),
    );
    await user.click(screen.getByRole('checkbox', { name: 'Ask again before SMS and calls at night' }));
    await waitFor(() => expect(ends()).toHaveLength(0));
  });
});
