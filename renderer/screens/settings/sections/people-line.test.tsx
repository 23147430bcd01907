import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ok, problem } from '../../../../electron/contract/advice/problem';
import type { DirectoryView } from '../../../../electron/contract/model/directory';
import { fakeDirectory } from '../../../../test/support/bridge/fake-directory';
import { fakeStartup, fakeWorkspaces } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { PeopleLine } from './people-line';

const workspace = fakeWorkspaces.find((each) => !each.practice) ?? expect.fail('no real workspace');

const show = async (change: Partial<DirectoryView> = {}, of = workspace) => {
  const view = fakeDirectory(of.id, change);
  const rendered = renderScreen(<PeopleLine workspace={of} />, {
    startup: { settings: { ...fakeStartup.settings, language: 'en-US' as const } },
    answers: { getDirectory: () => ok(view) },
  });
  await screen.findByText(/can be found/);
  return rendered;
};

test('shows the number of people and when they were read, and reads them again', async () => {
  const { user, inputs } = await show({ people: 1240 });
  expect(screen.getByText(/1,240 people can be found · contacts as of May 22, 2026/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /Sync the contacts of .* again/ }));
  expect(inputs('refreshDirectory')).toEqual([{ workspaceId: workspace.id }]);
});

test('shows the hour when they were read today', async () => {
  const at = new Date();
  at.setHours(0, 5, 0, 0);
  await show({ at: at.getTime() });
  expect(screen.getByText(/contacts as of 00:05/)).toBeTruthy();
});

test('follows the reading, and stops it', async () => {
  const { user, inputs, emit } = await show({ reading: { done: 0, total: null }, at: null });
  expect(screen.getByText(/syncing contacts…/)).toBeTruthy();
  act(() => emit('directoryChanged', fakeDirectory(workspace.id, { people: 9, reading: { done: 3, total: 12 } })));
  expect(screen.getByText(/3 of 12 departments/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /Stop syncing/ }));
  expect(inputs('cancelDirectory')).toEqual([{ workspaceId: workspace.id }]);
  act(() => emit('directoryChanged', fakeDirectory(workspace.id, { unfinished: true })));
  expect(screen.getByText(/not fully synced/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /Continue syncing/ })).toBeTruthy();
});

test('ignores news of another workspace', async () => {
  const { emit } = await show({ people: 5 });
  const other = fakeWorkspaces.find((each) => each.practice)?.id ?? expect.fail('no practice');
  act(() => emit('directoryChanged', fakeDirectory(other, { people: 99 })));
  expect(screen.getByText(/^5 people/)).toBeTruthy();
});

test('tells what is missing and leads to the page that grants the scopes', async () => {
  const problems = [
    problem('emails-hidden', { scope: 'contact:user.email:readonly' }),
    problem('scope-missing', { scopes: 'contact:contact.base:readonly, contact:contact:readonly' }),
  ];
  const { user, inputs } = await show({ problems });
  expect(screen.getByText(/E-mail addresses are hidden/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Set it in the developer console' }));
  await user.click(screen.getByRole('button', { name: 'Grant by scan' }));
  expect(inputs('openConnect')).toMatchObject([{ workspaceId: workspace.id, view: 'grant' }]);
  const { brand, appId } = workspace;
  const scopes = ['contact:user.email:readonly', 'contact:contact.base:readonly', 'contact:contact:readonly'];
  expect(inputs('openLink')).toEqual([{ link: { page: 'scopes', brand, appId, scopes } }]);
});

test('has no link where the console is unknown', async () => {
  await show({ problems: [problem('contacts-empty')] }, { ...workspace, brand: 'custom' });
  expect(screen.getByText(/contacts range is empty/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /console/ })).toBeNull();
});
