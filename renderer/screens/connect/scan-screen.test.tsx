import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { ConnectStartup, ScanNews } from '../../../electron/contract/ipc/connect';
import { AppId } from '../../../electron/contract/model/ids';
import { fakeChecks } from '../../../test/support/bridge/fake-doctor';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { ConnectWays } from './connect-ways';

const fresh: ConnectStartup = {
  workspace: null,
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
const show = (startup: ConnectStartup = fresh) => {
  const waiting: ((news: Answer<ScanNews>) => void)[] = [];
  const shown = renderScreen(<ConnectWays startup={startup} />, {
    answers: { followScan: () => new Promise((resolve) => waiting.push(resolve)) },
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
  expect(inputs('startScan')).toEqual([{ brand: 'feishu', baseUrl: '', choice: null }]);
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
  await tell({ kind: 'failed', problem: problem('scan-expired'), created: null });
  await waitFor(() => expect(status()).toContain('expired'));
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
  expect(inputs('startScan')).toEqual([{ brand: 'custom', baseUrl: 'https://feishu.example.com', choice: null }]);
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
