import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import { PlanId } from '../../../electron/contract/model/ids';
import { fakeBoard } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { AgainPanel } from './again-panel';

test('what buzzing again costs is written as numbers are', async () => {
  const { key, name, idType, id } = fakeBoard.people[0] ?? expect.fail('nobody on the board');
  const plan = {
    ...{ id: PlanId.parse('plan_1'), workspaceId: fakeBoard.workspaceId, practice: true, channel: 'sms' as const },
    ...{ mode: 'direct' as const, chat: null, room: null, suggestsRoom: false, about: null, ladder: null },
    again: fakeBoard.id,
    people: [{ key, name, idType, id, preflight: null, warning: null }],
    counts: { messages: 0, buzzes: 1, calls: 1 },
    cost: { channel: 'sms' as const, calls: 1200, leftThisMonth: 14_500, limit: 100_000 },
    problem: null,
    expiresAt: Date.now() + 600_000,
  };
  const wish = { channel: 'sms' as const, people: [key], risky: false };
  renderScreen(<AgainPanel board={fakeBoard} wish={wish} onConfirmed={() => undefined} onClose={() => undefined} />, {
    answers: { planAgain: () => ok(plan) },
  });
  expect(await screen.findByText(/Uses 1,200 · 14,500 of 100,000 left/)).toBeTruthy();
});
