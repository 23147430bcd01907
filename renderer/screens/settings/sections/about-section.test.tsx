import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import type { AboutProgram } from '../../../../electron/contract/ipc/desktop-facts';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { AboutSection } from './about-section';

const about: AboutProgram = {
  runtime: 'Electron 45.4.1 · Chromium 142 · Linux x64',
  testBuild: false,
  updatable: true,
  updates: 'Version 2.0.0 is downloaded and will be installed when you quit.',
};

test('a copy that can update itself shows its state, and updates can be turned off', async () => {
  const { user, inputs } = renderScreen(<AboutSection />, { answers: { getAbout: () => ok(about) } });
  const tick = await screen.findByRole('checkbox', { name: 'Update automatically' });
  expect(tick).toHaveProperty('checked', true);
  await screen.findByText(/^Version 2\.0\.0 is downloaded/);
  await user.click(tick);
  expect(inputs('changeSettings')).toEqual([{ checkUpdates: false }]);
});

test('a copy that cannot update itself offers no switch and says why; a test build is marked', async () => {
  const updates = 'A test build, not for everyday work. It does not update.';
  renderScreen(<AboutSection />, {
    answers: { getAbout: () => ok({ ...about, testBuild: true, updatable: false, updates }) },
  });
  const note = await screen.findByText(updates);
  expect(note.dataset.warn).toBe('true');
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('diagnostics are saved to a chosen file; nothing is shown when the person cancels, and a full disk is explained', async () => {
  const answers = [ok(false), ok(true), failed(problem('storage-failed', { reason: 'ENOSPC' }))];
  const { user } = renderScreen(<AboutSection />, { answers: { saveDiagnostics: () => answers.shift() ?? ok(false) } });
  const save = screen.getByRole('button', { name: 'Save diagnostics…' });
  await user.click(save);
  expect(screen.queryByText('Diagnostics saved')).toBeNull();
  await user.click(save);
  await screen.findByText('Diagnostics saved');
  await user.click(save);
  await screen.findByText('Cannot write to disk: ENOSPC');
});
