import { expect, it, vi } from 'vitest';
import { practiceId } from '../../contract/model/workspace';
import type { Program } from '../program';
import { createTrayNews } from './tray-state';

const setUp = () => {
  const list = vi.fn(() => []);
  const program = {
    engine: { list, armed: [], running: 0 },
    boards: { isSeen: () => false },
    store: { groups: () => [] },
    locale: () => 'zh-CN',
    currentWorkspaceId: () => practiceId,
  };
  const show = vi.fn();
  const waiting: (() => void)[] = [];
  const news = createTrayNews({
    program: () => program as unknown as Program,
    tray: { show } as never,
    hotkey: { state: () => ({ accelerator: '', problem: null, free: [] }) } as never,
    setBadge: () => undefined,
    soon: (what) => void waiting.push(what),
  });
  const settle = () => {
    for (const what of waiting.splice(0)) what();
  };
  return { news, list, show, settle };
};

it('follows once for all that changes at the same time, and asks the ledger only then', () => {
  const { news, list, show, settle } = setUp();
  news.refresh();
  news.refresh();
  expect(list).not.toHaveBeenCalled();
  settle();
  expect(show).toHaveBeenCalledOnce();
  expect(show.mock.lastCall?.[0]).toMatchObject({ locale: 'zh-CN', look: { state: 'idle', practice: true } });
});

it('follows again what changes afterwards', () => {
  const { news, show, settle } = setUp();
  news.refresh();
  settle();
  news.refresh();
  settle();
  expect(show).toHaveBeenCalledTimes(2);
});
