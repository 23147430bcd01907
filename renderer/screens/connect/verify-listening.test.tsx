import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { CheckFix, ConnectStartup } from '../../../electron/contract/ipc/connect';
import { fakeCheck, fakeChecks, foundCheck } from '../../../test/support/bridge/fake-doctor';
import { fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { ConnectWays } from './connect-ways';

const {
  practice: _practice,
  secret: _secret,
  ...workspace
} = fakeWorkspaces.find((each) => !each.practice) ?? expect.fail('no real workspace');

/** The doctor of a connected workspace whose line of listening has this button, until it is mended. */
const show = (view: ConnectStartup['view'], fix: CheckFix) => {
  let mended = false;
  let settle: (answer: Answer<void>) => void = () => undefined;
  const startup: ConnectStartup = {
    workspace,
    view,
    also: [],
    secretConfigured: true,
    saved: { groups: 0, people: 0 },
    keyring: true,
    keyringProblem: null,
    checks: [...fakeChecks, { id: 'listening', label: 'Listening', scope: null }],
  };
  const wrong = { label: 'Listening', state: 'warn', problem: problem('listen-unproven'), fixes: [fix] } as const;
  const shown = renderScreen(<ConnectWays startup={startup} />, {
    answers: {
      checkWorkspace: ({ form, part }) =>
        ok(
          part === 'listening'
            ? [foundCheck('listening', mended ? { label: 'Listening' } : wrong)]
            : fakeCheck(form, part),
        ),
      verifyListening: () =>
        new Promise((resolve) => {
          settle = resolve;
        }),
    },
  });
  const end = (answer: Answer<void>) => {
    mended = answer.ok;
    return act(async () => settle(answer));
  };
  return { ...shown, end };
};

test('a silent line is verified by a message to the bot, after which the same checks run again', async () => {
  const { user, inputs, end } = show('check', { kind: 'verify', label: 'Verify' });
  await user.click(await screen.findByRole('button', { name: 'Verify' }));
  expect(inputs('verifyListening')).toEqual([{ workspaceId: workspace.id }]);
  expect(inputs('setListening')).toEqual([]);
  expect(screen.getByText(/send the bot a “1”/)).toBeTruthy();
  expect(screen.getByRole('timer').textContent).toMatch(/60|minute/);
  await end(ok(undefined));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Verify' })).toBeNull());
  expect(screen.queryByText(/send the bot/)).toBeNull();
});

test('says what to look at when nothing came, and can be tried again', async () => {
  const { user, inputs, end } = show('check', { kind: 'verify', label: 'Verify' });
  await user.click(await screen.findByRole('button', { name: 'Verify' }));
  await end(failed(problem('listen-unheard')));
  expect(await screen.findByText(/No event arrived within a minute/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Verify' }));
  expect(screen.queryByText(/No event arrived/)).toBeNull();
  expect(inputs('verifyListening')).toHaveLength(2);
});

test('begins to listen from the form as well, and waits for an event at once', async () => {
  const { user, inputs } = show(null, { kind: 'listen', label: 'Start listening' });
  await user.click(await screen.findByRole('button', { name: 'Check' }));
  await user.click(await screen.findByRole('button', { name: 'Start listening' }));
  expect(inputs('setListening')).toEqual([{ workspaceId: workspace.id, mode: 'alone' }]);
  await waitFor(() => expect(inputs('verifyListening')).toHaveLength(1));
});
