import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeBoard, fakeWorkspaces } from '../../test/support/bridge/fake-world';
import { renderPopup } from '../../test/support/bridge/render-popup';
import { workspaceMarks } from '../ui/text/avatar';

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

test('quick buzz can go to another workspace, and the focus returns to To', async () => {
  if (!practice || !acme) return expect.fail('two workspaces are needed');
  const { user, inputs } = renderPopup({ startup: { shown: { how: 'quick', view: null } } });
  expect(screen.queryByRole('banner')).toBeNull();
  await user.click(screen.getByRole('button', { name: `Switch workspace: ${practice.name}` }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: new RegExp(acme.name) }));
  expect(inputs('switchWorkspace')).toEqual([{ workspaceId: acme.id }]);
  await screen.findByRole('button', { name: `Switch workspace: ${acme.name}` });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'To' })));
});

describe('the edge of the window', () => {
  const hue = () => [...document.querySelectorAll<HTMLElement>('[data-edge]')].map((edge) => edge.dataset.hue);

  test.each(['tray', 'quick'] as const)('is that of the workspace in use, and another one in practice (%s)', (how) => {
    if (!practice || !acme) return expect.fail('two workspaces are needed');
    const { unmount } = renderPopup({ startup: { shown: { how, view: null } } });
    expect(hue()).toEqual(['practice']);
    unmount();
    renderPopup({ startup: { shown: { how, view: null }, currentWorkspaceId: acme.id } });
    expect(hue()).toEqual([String(workspaceMarks(fakeWorkspaces).get(acme.id))]);
  });

  test('is that of the board on a board, whatever workspace is in use', async () => {
    if (!acme) return expect.fail('two workspaces are needed');
    renderPopup({
      startup: { currentWorkspaceId: acme.id, shown: { how: 'tray', view: { screen: 'board', id: fakeBoard.id } } },
    });
    await screen.findByRole('region', { name: 'People' });
    expect(hue()).toEqual(['practice']);
  });
});
