import { expect, it, vi } from 'vitest';
import { aGroup } from '../../../test/support/samples';
import { ok } from '../../contract/advice/problem';
import { type Draft, emptyDraft } from '../../contract/model/draft';
import type { Group } from '../../contract/model/group';
import type { WorkspaceId } from '../../contract/model/ids';
import { PlanId } from '../../contract/model/ids';
import { defaultSettings } from '../../contract/model/settings';
import { type ComposeHandlersDeps, composeHandlers } from './compose-handlers';

const planId = PlanId.parse('plan_0123456789');

/** Buzzes a draft, and answers with the groups as they were saved after it. */
const savedAfter = async (change: (groups: readonly Group[]) => Partial<Draft>): Promise<readonly Group[] | null> => {
  const groups = [aGroup([])];
  const workspaceId = (groups[0] as Group).workspaceId;
  const saveGroups = vi.fn((_id: WorkspaceId, _groups: readonly Group[]) => ok(undefined));
  const deps = {
    engine: {
      plan: async () => ({ id: planId, problem: null }),
      confirm: async () => ok({ workspaceId, repeated: false }),
    },
    store: {
      ...{ groups: () => groups, saveGroups, recent: () => [], saveRecent: () => ok(undefined) },
      ...{ settings: () => defaultSettings, changeSettings: () => ok(undefined) },
    },
    ...{
      currentWorkspaceId: () => workspaceId,
      damage: () => [],
      lostWorkspace: () => null,
      broadcast: () => undefined,
    },
  } as unknown as ComposeHandlersDeps;
  const handlers = composeHandlers(deps);
  await handlers.planBuzz({ ...emptyDraft(workspaceId), ...change(groups) }, 1 as never);
  await handlers.confirmBuzz({ planId, gesture: 'plain' }, 1 as never);
  return saveGroups.mock.calls[0]?.[1] ?? null;
};

const toGroups = (groups: readonly Group[]) => groups.map(({ id }) => ({ kind: 'group', groupId: id }) as const);

it('remembers with a group whether it is asked for an answer, once a person has chosen', async () => {
  const saved = await savedAfter((groups) => ({ to: toGroups(groups), ask: false }));
  expect(saved?.map(({ defaults }) => defaults.ask)).toEqual([false]);
});

it('remembers nothing that no person has chosen, or that was for others as well', async () => {
  expect(await savedAfter((groups) => ({ to: toGroups(groups), ask: null }))).toBeNull();
  const li = { kind: 'person', person: { name: '李雷' } } as const;
  expect(await savedAfter((groups) => ({ to: [...toGroups(groups), li], ask: true }))).toBeNull();
});
