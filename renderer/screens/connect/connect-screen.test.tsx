// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ConnectStartup } from '../../../electron/contract/connect';
import { failed, ok, problem } from '../../../electron/contract/problem';
import { fakeWorkspaces } from '../../../test/support/fake-world';
import { renderScreen } from '../../../test/support/render-screen';
import { ConnectScreen } from './connect-screen';

const fresh: ConnectStartup = { workspace: null, secretConfigured: false, keyring: true };
const show = (startup: ConnectStartup = fresh, options: Parameters<typeof renderScreen>[1] = {}) =>
  renderScreen(<ConnectScreen startup={startup} />, options);
const secret = () => screen.getByLabelText('App Secret', { selector: 'input' });
const fill = async ({ user }: ReturnType<typeof show>, value = 's3cret-value') => {
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Acme');
  await user.click(screen.getByRole('textbox', { name: 'App ID' }));
  await user.paste('  cli_abc123\n');
  await user.click(secret());
  await user.paste(` ${value}\n`);
};
const described = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

describe('connecting a workspace', () => {
  test('what was pasted is sent trimmed, saved once, and the secret is wiped', async () => {
    const shown = show();
    await fill(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    const form = {
      workspaceId: null,
      name: 'Acme',
      brand: 'feishu',
      baseUrl: 'https://open.feishu.cn',
      appId: 'cli_abc123',
      appSecret: 's3cret-value',
    };
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toEqual([{ form, choice: null }]));
    expect(secret()).toHaveProperty('value', '');
  });

  test('the secret is hidden until it is asked for', async () => {
    const { user } = show();
    expect(secret().getAttribute('type')).toBe('password');
    await user.click(screen.getByRole('button', { name: 'Show App Secret' }));
    expect(secret().getAttribute('type')).toBe('text');
  });

  test('a test shows the bot by name, and what keeps it from working', async () => {
    const shown = show(fresh, { answers: { testConnection: () => ok({ name: 'Duty bot', status: 1 }) } });
    await fill(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Test connection' }));
    expect((await screen.findByText(/the bot is “Duty bot”/)).textContent).toContain(
      'The company has disabled the app',
    );
  });

  test('what is missing is said beside its field, and the first one has the focus', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(described(screen.getByRole('textbox', { name: 'App ID' }))).toBe('Enter the App ID');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
    expect(inputs('saveWorkspace')).toEqual([]);
  });

  test('a wrong secret is told at the secret, with the code, and what was typed stays', async () => {
    const shown = show();
    await fill(shown, 'wrong');
    await shown.user.click(screen.getByRole('button', { name: 'Test connection' }));
    await waitFor(() => expect(described(secret())).toContain('10014'));
    expect(document.activeElement).toBe(secret());
    expect(screen.getByRole('textbox', { name: 'App ID' })).toHaveProperty('value', '  cli_abc123');
  });

  test('an own address is asked for, and an unreachable one is told there', async () => {
    const shown = show(fresh, {
      answers: { testConnection: () => failed(problem('unreachable-host', { host: 'gw.example.cn' })) },
    });
    await fill(shown);
    await shown.user.click(screen.getByRole('radio', { name: /Own URL/ }));
    const url = screen.getByRole('textbox', { name: 'Base URL' });
    await shown.user.type(url, 'http://gw.example.cn');
    await shown.user.click(screen.getByRole('button', { name: 'Test connection' }));
    expect(described(url)).toContain('must start with https://');
    await shown.user.clear(url);
    await shown.user.type(url, 'https://gw.example.cn/');
    await shown.user.click(screen.getByRole('button', { name: 'Test connection' }));
    await waitFor(() => expect(described(url)).toContain('Cannot reach gw.example.cn'));
    expect(shown.inputs('testConnection')).toMatchObject([{ baseUrl: 'https://gw.example.cn', brand: 'custom' }]);
  });

  test('without a keyring nothing is saved before the person has chosen', async () => {
    const shown = show({ ...fresh, keyring: false });
    await fill(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('First choose how the secret is kept')).toBeTruthy();
    expect(shown.inputs('saveWorkspace')).toEqual([]);
    await shown.user.click(screen.getByRole('radio', { name: /Keep it for this session only/ }));
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toMatchObject([{ choice: 'session' }]));
  });

  test('a keyring that fails while saving brings the choice up', async () => {
    const shown = show(fresh, { answers: { saveWorkspace: () => failed(problem('keyring-missing')) } });
    await fill(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('radio', { name: /Store it unprotected/ })).toBeTruthy();
    expect(secret()).toHaveProperty('value', ' s3cret-value');
  });

  test('editing keeps the saved secret when none is typed, but not for another app', async () => {
    const workspace = fakeWorkspaces[1] ?? expect.fail('no workspace');
    const { user, inputs } = show({ workspace, secretConfigured: true, keyring: true });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputs('saveWorkspace')).toMatchObject([{ form: { appSecret: '' } }]));
  });

  test('another App ID warns that saved member ids stop working', async () => {
    const workspace = fakeWorkspaces[1] ?? expect.fail('no workspace');
    const { user } = show({ workspace, secretConfigured: true, keyring: true });
    await user.type(screen.getByRole('textbox', { name: 'App ID' }), 'x');
    expect(described(screen.getByRole('textbox', { name: 'App ID' }))).toContain('stop working');
  });

  test('Esc closes the window; the console opens by name', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Open the Feishu console' }));
    expect(inputs('openLink')).toEqual([{ link: 'feishu-console' }]);
    await user.keyboard('{Escape}');
    expect(inputs('closeConnect')).toHaveLength(1);
  });
});
