import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../../electron/contract/model/draft';
import { PlanId } from '../../../../electron/contract/model/ids';
import type { Plan } from '../../../../electron/contract/model/plan';
import { allOffered } from '../../../../electron/contract/rules/channel-problems';
import { fakeChats, fakeGroups, fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

const { chatId, name } = fakeChats[0]!;
const to = fakeGroups.slice(0, 1).map((group) => ({ kind: 'group', groupId: group.id }) as const);
const draft = {
  ...emptyDraft(fakeStartup.currentWorkspaceId),
  to,
  text: 'db down',
  delivery: { mode: 'chat' as const, chatId, name },
};

/** A plan for two people. */
const plan: Plan = {
  id: PlanId.parse('plan_1'),
  workspaceId: draft.workspaceId,
  practice: true,
  channel: 'app',
  channels: allOffered,
  mode: 'chat',
  chat: { chatId, name },
  room: null,
  suggestsRoom: false,
  about: null,
  ladder: null,
  again: null,
  ask: null,
  pictures: null,
  people: ['ou_a', 'ou_b'].map((id) => ({
    key: id,
    name: id,
    department: null,
    idType: 'open_id',
    id,
    preflight: null,
    warning: null,
    recently: null,
  })),
  counts: { messages: 1, buzzes: 2, calls: 2 },
  cost: null,
  problem: null,
  expiresAt: Number.MAX_SAFE_INTEGER,
};
const preflight = { outcome: 'not-in-chat', problem: problem('person-not-in-chat') } as const;
const without: Plan = {
  ...plan,
  people: plan.people.map((each) => (each.id === 'ou_b' ? { ...each, preflight } : each)),
};

it('adds people who are not in the chat to it, and plans again', async () => {
  const { user, inputs } = renderPopup({
    startup: { draft },
    answers: { planBuzz: () => ok(inputs('addToChat').length > 0 ? plan : without) },
  });
  await user.click(await screen.findByRole('button', { name: '1 to check' }));
  const reasons = await screen.findByRole('dialog', { name: 'Check before sending' });
  await user.click(within(reasons).getByRole('button', { name: `Add 1 person to “${name}”` }));
  expect(inputs('addToChat')).toEqual([{ chatId, people: [{ idType: 'open_id', id: 'ou_b' }] }]);
  await screen.findByText('1 person is in the chat now');
  await waitFor(() => expect(screen.queryByRole('button', { name: '1 to check' })).toBeNull());
});

it('says why people could not be added', async () => {
  const { user } = renderPopup({
    startup: { draft },
    answers: { planBuzz: () => ok(without), addToChat: () => failed(problem('owner-needed')) },
  });
  await user.click(await screen.findByRole('button', { name: '1 to check' }));
  await user.click(await screen.findByRole('button', { name: `Add 1 person to “${name}”` }));
  await screen.findByText(/owner/);
});

it('is not offered when the others cannot be reached for another reason', async () => {
  const gone = { outcome: 'unreachable', problem: problem('resigned') } as const;
  const people = plan.people.map((each) => ({ ...each, preflight: gone }));
  const { user } = renderPopup({ startup: { draft }, answers: { planBuzz: () => ok({ ...plan, people }) } });
  await user.click(await screen.findByRole('button', { name: '2 to check' }));
  await screen.findByRole('dialog', { name: 'Check before sending' });
  expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull();
});
