import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeWorkspaces } from '../../test/support/bridge/fake-world';
import { renderPopup } from '../../test/support/bridge/render-popup';

const [practice, acme] = fakeWorkspaces;

test('another workspace is one press away, and the draft stays with its workspace', async () => {
  if (!practice || !acme) return expect.fail('two workspaces are needed');
  const { user, inputs } = renderPopup({ startup: { currentWorkspaceId: practice.id } });
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'half a line');
  await user.click(screen.getByRole('button', { name: `Go to ${acme.name}` }));
  expect(inputs('switchWorkspace')).toEqual([{ workspaceId: acme.id }]);
  expect(inputs('keepDraft').at(-1)).toMatchObject({ text: 'half a line' });
  await screen.findByRole('button', { name: `Switch workspace: ${acme.name}` });
  await screen.findByRole('button', { name: `Go to ${practice.name}` });
});

test('with practice alone the header offers only to connect', async () => {
  if (!practice) return expect.fail('practice is needed');
  const { user, inputs } = renderPopup({ startup: { workspaces: [practice], currentWorkspaceId: practice.id } });
  expect(screen.queryByRole('button', { name: /^Go to/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Connect Feishu' }));
  expect(inputs('openConnect')).toEqual([{ workspaceId: null }]);
});

test('dismissing a notice dismisses it in main, so that a reload does not bring it back', async () => {
  const notice = { id: 'n1', problem: { code: null, advice: 'link-invalid', params: {}, logId: null } } as const;
  const { user, inputs } = renderPopup({ startup: { notices: [notice] } });
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(inputs('dismissNotice')).toEqual([{ id: 'n1' }]);
  expect(screen.queryByText(/This link/)).toBeNull();
});
