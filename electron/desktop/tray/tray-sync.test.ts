import { expect, it, vi } from 'vitest';
import { failed, type Problem, problem } from '../../contract/advice/problem';
import { practiceId } from '../../contract/model/workspace';
import { createTraySync } from './tray-sync';

const setUp = (damage: readonly Problem[] = [], listens = false) => {
  const list = vi.fn(() => []);
  const show = vi.fn();
  const waiting: (() => void)[] = [];
  const tray = createTraySync({
    engine: { list, board: () => failed(problem('buzz-gone')), armed: [], elsewhere: [], running: 0 },
    boards: { isSeen: () => false },
    inbox: { status: (workspaceId) => ({ workspaceId, fresh: 2, inUse: false, checkedAt: null }) },
    listens: () => listens,
    store: { groups: () => [] },
    locale: () => 'zh-CN',
    currentWorkspaceId: () => practiceId,
    tray: { show },
    hotkey: { state: () => ({ accelerator: '', problem: null, free: [] }) },
    damage: () => damage,
    setBadge: () => undefined,
    soon: (work) => void waiting.push(work),
  });
  const settle = () => {
    for (const work of waiting.splice(0)) work();
  };
  return { tray, list, show, settle };
};

it('follows once for all that changes at the same time, and asks the ledger only then', () => {
  const { tray, list, show, settle } = setUp();
  tray.refresh();
  tray.refresh();
  expect(list).not.toHaveBeenCalled();
  settle();
  expect(show).toHaveBeenCalledOnce();
  expect(show.mock.lastCall?.[0]).toMatchObject({ locale: 'zh-CN', look: { state: 'idle', practice: true } });
});

it('follows later changes again', () => {
  const { tray, show, settle } = setUp();
  tray.refresh();
  settle();
  tray.refresh();
  settle();
  expect(show).toHaveBeenCalledTimes(2);
});

it('shows an inbox only where the workspace listens or has one', () => {
  for (const listens of [false, true]) {
    const { tray, show, settle } = setUp([], listens);
    tray.refresh();
    settle();
    expect(show.mock.lastCall?.[0]).toMatchObject({ inbox: listens ? 2 : null });
  }
});

it('shows damage of the data until a person has seen it', () => {
  const { tray, show, settle } = setUp([problem('groups-damaged', { file: 'groups.damaged-1.json' })]);
  tray.refresh();
  settle();
  expect(show.mock.lastCall?.[0]).toMatchObject({ look: { state: 'damaged' } });
});
