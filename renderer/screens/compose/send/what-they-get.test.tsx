import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { emptyDraft } from '../../../../electron/contract/model/draft';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

const draft = { ...emptyDraft(fakeStartup.currentWorkspaceId), text: 'db down, take over' };
const panel = () => screen.queryByRole('dialog', { name: 'What they get' });
const unseen = { startup: { draft, settings: { ...fakeStartup.settings, seenPaid: false } } };

it('draws each channel with the draft’s own words and sender, and leads to Feishu’s article by name', async () => {
  const { user, inputs } = renderPopup({ startup: { draft } });
  await user.click(screen.getByRole('button', { name: 'What they get' }));
  await waitFor(() => expect(panel()?.textContent).toContain('db down, take over'));
  expect(panel()?.textContent).toContain('sent you an urgent message. Please open Feishu for details');
  expect(panel()?.textContent).toContain('Closing the pop-up is not reading');
  await user.click(screen.getByRole('button', { name: /quotas and limits/ }));
  expect(inputs('openLink')).toEqual([{ link: 'help-limits' }]);
});

it('opens by itself once, before a person pays for the first time', async () => {
  const { user, inputs } = renderPopup(unseen);
  expect(panel()?.textContent ?? '').toBe('');
  await user.keyboard('{Alt>}2{/Alt}');
  await waitFor(() => expect(inputs('changeSettings')).toEqual([{ seenPaid: true }]));
  expect(panel()?.textContent).toContain('SMS');
});
