import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { ConnectStartup } from '../../../electron/contract/ipc/connect';
import { AppId } from '../../../electron/contract/model/ids';
import { fakeChecks, foundCheck } from '../../../test/support/bridge/fake-doctor';
import { fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { ConnectScreen } from './connect-screen';

const fresh: ConnectStartup = {
  workspace: null,
  view: null,
  also: [],
  secretConfigured: false,
  saved: { groups: 0, people: 0 },
  keyring: true,
  keyringProblem: null,
  checks: fakeChecks,
};
const saved = (): ConnectStartup => ({
  workspace: fakeWorkspaces[1] ?? expect.fail('no workspace'),
  view: null,
  also: [],
  secretConfigured: true,
  saved: { groups: 3, people: 17 },
  keyring: true,
  keyringProblem: null,
  checks: fakeChecks,
});
const show = (startup: ConnectStartup = fresh, options: Parameters<typeof renderScreen>[1] = {}) =>
  renderScreen(<ConnectScreen startup={startup} onScan={null} onGrant={() => undefined} />, options);
const secret = () => screen.getByLabelText('App Secret', { selector: 'input' });
const button = (name: string) => screen.getByRole('button', { name });
const fill = async ({ user }: ReturnType<typeof show>, value = 's3cret-value') => {
  await user.click(screen.getByRole('textbox', { name: 'App ID' }));
  await user.paste('  cli_abc123\n');
  await user.click(secret());
  await user.paste(` ${value}\n`);
};
const described = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;
const row = (label: string) => {
  const found = within(screen.getByRole('region', { name: 'Check results' }))
    .getAllByRole('listitem')
    .find((each) => each.textContent?.startsWith(label));
  return found ?? expect.fail(`no line ${label}`);
};
/** A doctor that finds a problem in one check. */
const finds = (change: Parameters<typeof foundCheck>): NonNullable<Parameters<typeof renderScreen>[1]> => ({
  answers: {
    checkWorkspace: ({ part }) => {
      const of = (id: string) =>
        id === 'availability' ? 'availability' : id === 'receipts' || id.startsWith('scope') ? 'scopes' : 'connection';
      return ok(
        fakeChecks
          .filter(({ id }) => of(id) === part)
          .map(({ id }) => (id === change[0] ? foundCheck(...change) : foundCheck(id))),
      );
    },
  },
});

describe('connecting a workspace', () => {
  test('pasted values are sent trimmed, saved once all checks pass, and the secret is cleared', async () => {
    const shown = show();
    await fill(shown);
    expect(described(secret())).toContain('spaces removed');
    await shown.user.click(button('Connect'));
    const form = {
      workspaceId: null,
      name: '',
      brand: 'feishu',
      baseUrl: 'https://open.feishu.cn',
      appId: 'cli_abc123',
      appSecret: 's3cret-value',
    };
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toEqual([{ form, choice: null, anyway: false }]));
    expect(shown.inputs('checkWorkspace').map(({ part }) => part)).toEqual([
      'connection',
      'availability',
      'listening',
      'scopes',
    ]);
    expect(secret()).toHaveProperty('value', '');
  });

  test('the secret is hidden until the person reveals it', async () => {
    const { user } = show();
    expect(secret().getAttribute('type')).toBe('password');
    await user.click(button('Show App Secret'));
    expect(secret().getAttribute('type')).toBe('text');
  });

  test('a check saves nothing and shows its findings line by line', async () => {
    const shown = show();
    await fill(shown);
    await shown.user.click(button('Check'));
    expect(await screen.findByText('All checks passed. You can connect')).toBeTruthy();
    expect(row('Bot and version').textContent).toContain('Passed');
    expect(shown.inputs('saveWorkspace')).toEqual([]);
  });

  test('warnings do not keep the person from connecting: the second press saves', async () => {
    const lacks = problem('scope-to-grant', { scope: 'im:message.urgent:sms', use: 'buzz by SMS' });
    const shown = show(fresh, finds(['scope:im:message.urgent:sms', { state: 'warn', problem: lacks }]));
    await fill(shown);
    await shown.user.click(button('Connect'));
    expect(await screen.findByText(/One item isn’t available/)).toBeTruthy();
    expect(row('Buzz by SMS').textContent).toContain('Not granted, so the app can’t buzz by SMS');
    expect(shown.inputs('saveWorkspace')).toEqual([]);
    await shown.user.click(button('Connect'));
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toMatchObject([{ anyway: true }]));
  });

  test('what is optional keeps no one: the first press saves', async () => {
    const lacks = problem('scope-optional', { scope: 'im:message.urgent:sms', use: 'pick messages' });
    const shown = show(fresh, finds(['scope:im:message.urgent:sms', { state: 'optional', problem: lacks }]));
    await fill(shown);
    await shown.user.click(button('Connect'));
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toMatchObject([{ anyway: false }]));
    expect(row('Buzz by SMS').textContent).toContain('Only needed to pick messages');
  });

  test('a failure that keeps the app from buzzing leads to its fix, and can be saved anyway', async () => {
    const link = { page: 'release', brand: 'feishu', appId: AppId.parse('cli_abc123'), scopes: [] } as const;
    const shown = show(
      fresh,
      finds([
        'bot',
        {
          state: 'fail',
          problem: problem('bot-inactive'),
          fixes: [{ kind: 'open', label: 'Publish a version', link: { ...link, scopes: [] } }],
        },
      ]),
    );
    await fill(shown);
    await shown.user.click(button('Connect'));
    await screen.findByText(/one item needs fixing/);
    await shown.user.click(within(row('Bot and version')).getByRole('button', { name: 'Publish a version' }));
    expect(shown.inputs('openLink')).toEqual([{ link }]);
    await shown.user.click(button('Check again'));
    await waitFor(() => expect(shown.inputs('checkWorkspace')).toHaveLength(8));
    expect(shown.inputs('saveWorkspace')).toEqual([]);
    await shown.user.click(await screen.findByRole('button', { name: 'Save anyway' }));
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toMatchObject([{ anyway: true }]));
  });

  test('all scopes can be copied for the console', async () => {
    const shown = show();
    await fill(shown);
    await shown.user.click(button('Check'));
    await shown.user.click(await screen.findByRole('button', { name: 'Copy all scopes' }));
    expect(shown.inputs('copyScopes')).toHaveLength(1);
    expect(button('Copied')).toBeTruthy();
  });

  test('a missing value is shown beside its field, and the first one gets the focus', async () => {
    const { user, inputs } = show();
    await user.click(button('Connect'));
    expect(described(screen.getByRole('textbox', { name: 'App ID' }))).toBe('Enter the App ID');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'App ID' }));
    expect(inputs('saveWorkspace')).toEqual([]);
  });

  test('a wrong secret is shown at its field with the code and cannot be saved; the other brand is a press away', async () => {
    const shown = show();
    await fill(shown, 'wrong');
    await shown.user.click(button('Connect'));
    await waitFor(() => expect(described(secret())).toContain('10014'));
    expect(document.activeElement).toBe(secret());
    expect(screen.getByRole('textbox', { name: 'App ID' })).toHaveProperty('value', '  cli_abc123');
    expect(screen.queryByRole('button', { name: 'Save anyway' })).toBeNull();
    await shown.user.click(button('Try Lark instead'));
    expect(screen.getByRole('radio', { name: /Lark/ })).toHaveProperty('checked', true);
    await waitFor(() =>
      expect(shown.inputs('checkWorkspace').at(-1)).toMatchObject({
        form: { brand: 'lark', baseUrl: 'https://open.larksuite.com', appSecret: 'wrong' },
      }),
    );
    expect(shown.inputs('saveWorkspace')).toEqual([]);
  });

  test('a corrected field is no longer marked, and the checks have to run again', async () => {
    const shown = show();
    await fill(shown, 'wrong');
    await shown.user.click(button('Check'));
    await waitFor(() => expect(described(secret())).toContain('10014'));
    await shown.user.type(secret(), 'x');
    expect(described(secret()) ?? '').not.toContain('10014');
    expect(row('Network').textContent).toContain('Waiting');
  });

  test('the brand “own address” asks for the address and shows there that it cannot be reached', async () => {
    const shown = show(
      fresh,
      finds(['network', { state: 'fail', problem: problem('unreachable-host', { host: 'gw.example.cn' }) }]),
    );
    await fill(shown);
    await shown.user.click(screen.getByRole('radio', { name: /Custom URL/ }));
    const url = screen.getByRole('textbox', { name: 'Base URL' });
    await shown.user.type(url, 'http://gw.example.cn');
    await shown.user.click(button('Check'));
    expect(described(url)).toContain('must start with https://');
    await shown.user.clear(url);
    await shown.user.type(url, 'https://gw.example.cn/');
    await shown.user.click(button('Check'));
    await waitFor(() => expect(described(url)).toContain('Cannot reach gw.example.cn'));
    expect(shown.inputs('checkWorkspace')[0]).toMatchObject({
      form: { baseUrl: 'https://gw.example.cn', brand: 'custom' },
    });
  });

  test('an address with a path is refused before anything is sent, and the field says how it is written', async () => {
    const shown = show(fresh);
    await fill(shown);
    await shown.user.click(screen.getByRole('radio', { name: /Custom URL/ }));
    const url = screen.getByRole('textbox', { name: 'Base URL' });
    await shown.user.type(url, 'https://gw.example.cn/open-apis');
    await shown.user.click(button('Check'));
    expect(described(url)).toContain('leave out /open-apis and write https://gw.example.cn');
    expect(shown.inputs('checkWorkspace')).toEqual([]);
  });

  test('without a keyring nothing is checked or saved before the person has chosen', async () => {
    const shown = show({ ...fresh, keyring: false });
    await fill(shown);
    await shown.user.click(button('Connect'));
    expect(screen.getByText('First choose how to store the secret')).toBeTruthy();
    expect(shown.inputs('checkWorkspace')).toEqual([]);
    await shown.user.click(screen.getByRole('radio', { name: /Keep it for this session only/ }));
    await shown.user.click(button('Connect'));
    await waitFor(() => expect(shown.inputs('saveWorkspace')).toMatchObject([{ choice: 'session' }]));
  });

  test('a closed keyring is not called a missing one, and what helps is said', () => {
    const closed = problem('keyring-closed', { store: 'kwallet6' });
    show({ ...fresh, keyring: false, keyringProblem: closed });
    expect(screen.getByText('The system’s keyring is closed')).toBeTruthy();
    expect(
      screen.getByText(/The system keyring \(kwallet6\) is closed\. Unlock it, then quit and open the app again/),
    ).toBeTruthy();
  });

  test('a keyring that fails while saving brings up the choice', async () => {
    const shown = show(fresh, { answers: { saveWorkspace: () => failed(problem('keyring-missing')) } });
    await fill(shown);
    await shown.user.click(button('Connect'));
    expect(await screen.findByRole('radio', { name: /Store it unprotected/ })).toBeTruthy();
    expect(secret()).toHaveProperty('value', 's3cret-value');
  });

  test('a changed name is saved without checks, and the saved secret stays', async () => {
    const { user, inputs } = show(saved());
    await user.type(screen.getByRole('textbox', { name: 'Name' }), ' Ltd');
    await user.click(button('Save'));
    await waitFor(() => expect(inputs('saveWorkspace')).toMatchObject([{ form: { appSecret: '' }, anyway: true }]));
    expect(inputs('checkWorkspace')).toEqual([]);
  });

  test('another App ID warns that saved member ids stop working', async () => {
    const { user } = show(saved());
    await user.type(screen.getByRole('textbox', { name: 'App ID' }), 'x');
    expect(described(screen.getByRole('textbox', { name: 'App ID' }))).toContain('stop working');
  });

  test('the console opens by name', async () => {
    const { user, inputs } = show();
    await user.click(button('Open the Feishu console'));
    expect(inputs('openLink')).toEqual([{ link: 'feishu-console' }]);
  });
});
