import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { CheckView, ConnectStartup, ScanNews, ScannedView } from '../../../electron/contract/ipc/connect';
import { AppId } from '../../../electron/contract/model/ids';
import { fakeChecks, foundCheck } from '../../../test/support/bridge/fake-doctor';
import { fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { ConnectWays } from './connect-ways';

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
const button = (name: string) => screen.getByRole('button', { name });
// The toasts have a status of their own, after the window's.
const status = () => screen.getAllByRole('status')[0]?.textContent;

/** The window, and news of main that a test sends it. */
const show = (
  startup: ConnectStartup = fresh,
  answers: NonNullable<Parameters<typeof renderScreen>[1]>['answers'] = {},
) => {
  const waiting: ((news: Answer<ScanNews>) => void)[] = [];
  const shown = renderScreen(<ConnectWays startup={startup} />, {
    answers: { followScan: () => new Promise((resolve) => waiting.push(resolve)), ...answers },
  });
  const tell = async (news: ScanNews) => {
    await waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    waiting.shift()?.(ok(news));
  };
  return { ...shown, tell };
};

test('a new workspace is scanned first, and nothing leaves before the person asks for the code', async () => {
  const { user, inputs } = show();
  expect(inputs('startScan')).toEqual([]);
  await user.click(button('Show the code'));
  expect(inputs('startScan')).toEqual([{ workspaceId: null, brand: 'feishu', baseUrl: '', choice: null, also: [] }]);
  expect(await screen.findByRole('img', { name: 'QR code to scan with Feishu' })).toBeTruthy();
  expect(status()).toContain('Waiting for you to confirm');
  // The focus has not gone with the button that was pressed.
  expect(document.activeElement).toBe(button('Open in the browser'));
  await user.click(button('Open in the browser'));
  await user.click(button('Copy the link'));
  expect([inputs('openScan'), inputs('copyScan')].map(({ length }) => length)).toEqual([1, 1]);
});

test('the form is one press away, and back; leaving ends the scan', async () => {
  const { user, inputs } = show();
  await user.click(button('Show the code'));
  await screen.findByRole('img');
  await user.click(button('I have an App ID'));
  expect(inputs('stopScan')).toHaveLength(1);
  expect(screen.getByRole('textbox', { name: 'App ID' })).toBeTruthy();
  await user.click(button('Connect by scan'));
  expect(button('Show the code')).toBeTruthy();
});

test('news of the scan is said, and a problem leads to a new code', async () => {
  const { user, inputs, tell } = show();
  await user.click(button('Show the code'));
  await tell({ kind: 'unreachable' });
  await waitFor(() => expect(status()).toContain('Feishu doesn’t answer'));
  await tell({ kind: 'reachable' });
  await tell({ kind: 'lark' });
  await waitFor(() => expect(status()).toMatch(/on Lark.*Waiting/));
  await tell({ kind: 'failed', problem: problem('scan-refused'), created: null });
  await waitFor(() => expect(status()).toContain('declined'));
  expect(screen.queryByRole('img')).toBeNull();
  await user.click(button('Show a new code'));
  expect(inputs('startScan')).toHaveLength(2);
});

test('an app that was created and not connected is named', async () => {
  const { user, tell } = show();
  await user.click(button('Show the code'));
  await tell({ kind: 'failed', problem: problem('secret-locked'), created: AppId.parse('cli_abc123') });
  expect(await screen.findByText(/The app cli_abc123 was created/)).toBeTruthy();
});

test('a host of one’s own is asked for, and checked before it is asked', async () => {
  const { user, inputs } = show();
  await user.click(screen.getByRole('radio', { name: /^Custom URL/ }));
  await user.click(button('Show the code'));
  const field = screen.getByRole('textbox', { name: 'Base URL' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
  await user.type(field, 'https://feishu.example.com/');
  await user.click(button('Show the code'));
  expect(inputs('startScan')).toMatchObject([{ brand: 'custom', baseUrl: 'https://feishu.example.com', choice: null }]);
});

test('without a keyring the choice comes before the scan', async () => {
  const { user, inputs } = show({
    ...fresh,
    keyring: false,
    keyringProblem: problem('keyring-missing', { tried: 'x' }),
  });
  await user.click(button('Show the code'));
  expect(inputs('startScan')).toEqual([]);
  await user.click(screen.getByRole('radio', { name: /^Keep it for this session/ }));
  await user.click(button('Show the code'));
  expect(inputs('startScan')).toMatchObject([{ choice: 'session' }]);
});

test('a refusal to begin is told, and Esc closes the window', async () => {
  const { user, inputs } = renderScreen(<ConnectWays startup={fresh} />, {
    answers: { startScan: () => failed(problem('scan-unknown', { host: 'feishu.example.com' })) },
  });
  await user.click(button('Show the code'));
  await waitFor(() => expect(status()).toContain('feishu.example.com cannot create apps by scan'));
  await user.keyboard('{Escape}');
  expect(inputs('closeConnect')).toHaveLength(1);
});

test('a code that expires is followed by a new one, three times at most', async () => {
  const { user, inputs, tell } = show();
  await user.click(button('Show the code'));
  for (const codes of [2, 3, 4]) {
    await tell({ kind: 'failed', problem: problem('scan-expired'), created: null });
    await waitFor(() => expect(inputs('startScan')).toHaveLength(codes));
    await waitFor(() => expect(status()).toContain('here is a new one'));
  }
  await tell({ kind: 'failed', problem: problem('scan-expired'), created: null });
  await waitFor(() => expect(button('Show a new code')).toBeTruthy());
  expect(inputs('startScan')).toHaveLength(4);
  expect(status()).toContain('expired');
});

test('the time that is left is seen in words and not read out each minute; its end is', async () => {
  const shown = (seconds: number) =>
    renderScreen(<ConnectWays startup={fresh} />, {
      answers: {
        startScan: () => ok({ size: 1, path: 'M0 0h1v1H0z', until: Date.now() + seconds * 1000 }),
        followScan: () => new Promise(() => undefined),
      },
    });
  const long = shown(540);
  await long.user.click(button('Show the code'));
  expect((await screen.findByRole('timer')).textContent).toBe('Good for 9 minutes');
  expect(status()).not.toContain('9 minutes');
  long.unmount();
  const short = shown(30);
  await short.user.click(button('Show the code'));
  expect((await screen.findByRole('timer')).textContent).toMatch(/Good for (30|29) seconds/);
  expect(status()).toContain('expires soon');
});

test('a keyring that is missing at the end asks how to keep the secret, and lets no one leave before', async () => {
  const { user, inputs, tell } = show();
  await user.click(button('Show the code'));
  await tell({ kind: 'keyring', problem: problem('keyring-closed', { store: 'KWallet' }) });
  await user.click(await screen.findByRole('button', { name: 'Keep it and finish' }));
  expect(inputs('keepScanned')).toEqual([]);
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  await user.keyboard('{Escape}');
  expect(inputs('closeConnect')).toEqual([]);
  await user.click(screen.getByRole('radio', { name: /^Keep it for this session/ }));
  await user.click(button('Keep it and finish'));
  expect(inputs('keepScanned')).toEqual([{ choice: 'session' }]);
});

const workspace = fakeWorkspaces[1] ?? expect.fail('no workspace');
const scanned = (change: Partial<ScannedView> = {}): ScanNews => ({
  kind: 'connected',
  scanned: { workspace, updated: false, company: { name: '晨星制造', personal: false }, ...change },
});
const part = (name: string) => within(screen.getByRole('region', { name }));

/** A doctor that finds an SMS scope missing and the availability waiting, until `mended` says otherwise. */
const doctor = (mended: () => boolean = () => false): NonNullable<Parameters<typeof renderScreen>[1]>['answers'] => ({
  checkWorkspace: ({ part }) => {
    const found: Record<string, Partial<CheckView>> = mended()
      ? {}
      : {
          availability: { state: 'fail', waits: true, problem: problem('nobody-available') },
          'scope:im:message.urgent:sms': {
            state: 'warn',
            problem: problem('scope-to-grant', { scope: 'im:message.urgent:sms', use: 'buzz by SMS' }),
            fixes: [{ kind: 'scan', label: 'Grant by scan', scopes: ['im:message.urgent:sms'] }],
          },
        };
    const of = (id: string) =>
      id === 'availability' ? 'availability' : id === 'receipts' || id.startsWith('scope') ? 'scopes' : 'connection';
    return ok(fakeChecks.filter(({ id }) => of(id) === part).map(({ id }) => foundCheck(id, found[id])));
  },
});

test('after the scan the doctor tells what works, what waits and what is missing, and a buzz to oneself is a press away', async () => {
  const { user, inputs, tell } = show(fresh, doctor());
  await user.click(button('Show the code'));
  await tell(scanned());
  const heading = await screen.findByRole('heading', { name: `“${workspace.name}” is connected` });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(screen.getByText('Company: 晨星制造')).toBeTruthy();
  await waitFor(() => part('Works now').getByText('Network'));
  part('Waits for an admin').getByText('Availability');
  part('Missing').getByText('Buzz by SMS');
  expect(inputs('checkWorkspace')[0]?.form).toMatchObject({ workspaceId: workspace.id, appSecret: '' });
  await user.click(button('Buzz myself'));
  expect(inputs('buzzMyself')).toHaveLength(1);
});

test('what waits is looked at again when a person comes back to the window, and no more once all is well', async () => {
  let mended = false;
  const { user, inputs, tell } = show(
    fresh,
    doctor(() => mended),
  );
  await user.click(button('Show the code'));
  await tell(scanned());
  await waitFor(() => part('Waits for an admin'));
  mended = true;
  window.dispatchEvent(new Event('focus'));
  expect(await screen.findByText('Nothing to be done.')).toBeTruthy();
  await waitFor(() => expect(status()).toBe('Everything works'));
  const asked = inputs('checkWorkspace').length;
  window.dispatchEvent(new Event('focus'));
  expect(inputs('checkWorkspace')).toHaveLength(asked);
});

test('an app that was connected before, a personal edition and a wrong company are said', async () => {
  const { user, inputs, tell } = show(fresh, doctor());
  await user.click(button('Show the code'));
  await tell(scanned({ updated: true, company: { name: '个人', personal: true } }));
  expect(await screen.findByRole('heading', { name: /was connected before and is updated/ })).toBeTruthy();
  expect(screen.getByText(/personal edition/)).toBeTruthy();
  await user.click(button('Scan with another account'));
  await user.click(button('Show the code'));
  expect(inputs('startScan').map(({ workspaceId }) => workspaceId)).toEqual([null, null]);
});

test('a missing scope is granted by a scan, after which the same checks run again; the console stays beside it', async () => {
  let mended = false;
  const { user, inputs, tell } = show(
    { ...fresh, workspace, view: 'check', secretConfigured: true },
    doctor(() => mended),
  );
  await user.click(await screen.findByRole('button', { name: 'Grant by scan' }));
  expect(inputs('startScan')).toMatchObject([{ workspaceId: workspace.id, also: ['im:message.urgent:sms'] }]);
  expect(await screen.findByRole('img', { name: 'QR code to scan with Feishu' })).toBeTruthy();
  await tell({ kind: 'failed', problem: problem('scan-failed', { said: 'app_not_allowed' }), created: null });
  await waitFor(() => expect(status()).toContain('app_not_allowed'));
  await user.click(button('Grant in the console instead'));
  expect(inputs('openLink')).toMatchObject([{ link: { page: 'scopes', scopes: ['im:message.urgent:sms'] } }]);
  await user.click(button('Show a new code'));
  mended = true;
  await tell(scanned({ updated: true }));
  expect(await screen.findByRole('heading', { name: `Permissions of “${workspace.name}” updated` })).toBeTruthy();
  await waitFor(() => expect(status()).toBe('Everything works'));
});

test('a plan or a board leads straight to the code that grants', async () => {
  const also = ['im:message.group_msg'];
  const { inputs } = show({ ...fresh, workspace, view: 'grant', also, secretConfigured: true });
  await waitFor(() => expect(inputs('startScan')).toMatchObject([{ workspaceId: workspace.id, also }]));
});
