import { expect, it, vi } from 'vitest';
import { problem } from '../../contract/advice/problem';
import { createNotices, isWorkspaceInDoubt } from './notices';

const setUp = (seen: readonly string[] = []) => {
  let ids = 0;
  const tell = vi.fn();
  const onDamage = vi.fn();
  const kept = { files: seen };
  const notices = createNotices({
    newId: () => `n${++ids}`,
    tell,
    onDamage,
    seen: { read: () => kept.files, keep: (files) => (kept.files = files) },
  });
  return { notices, tell, onDamage, kept };
};
const damaged = problem('settings-damaged', { file: 'settings.damaged-1.json' });

it('tells damage until it is dismissed, and never again', () => {
  const { notices, tell, kept, onDamage } = setUp();
  notices.raise(problem('hotkey-taken', { hotkey: 'F1' }));
  notices.raiseDamage(damaged);
  expect(tell).toHaveBeenCalledTimes(2);
  expect(notices.damage()).toEqual([damaged]);
  notices.dismiss('n2');
  expect(notices.list().map(({ problem }) => problem.advice)).toEqual(['hotkey-taken']);
  expect(notices.damage()).toEqual([]);
  expect(onDamage).toHaveBeenCalledTimes(2);

  const next = setUp(kept.files);
  next.notices.raiseDamage(damaged);
  expect(next.notices.list()).toEqual([]);
});

it('tells damage without a file of its own again in each run', () => {
  const { notices, kept } = setUp();
  notices.raiseDamage(problem('ledger-newer'));
  notices.dismiss('n1');
  expect(notices.damage()).toEqual([]);
  expect(kept.files).toEqual([]);
});

it('forgets nothing when a notice is dismissed twice or unknown', () => {
  const { notices } = setUp();
  notices.raiseDamage(damaged);
  notices.dismiss('n7');
  expect(notices.damage()).toEqual([damaged]);
});

it('doubts the workspace after damage of the settings or of the way to the data, and of nothing else', () => {
  expect(isWorkspaceInDoubt([damaged])).toBe(true);
  expect(isWorkspaceInDoubt([problem('pointer-damaged', { folder: '/x' })])).toBe(true);
  expect(isWorkspaceInDoubt([problem('groups-damaged', { file: 'groups.damaged-1.json' })])).toBe(false);
  expect(isWorkspaceInDoubt([])).toBe(false);
});
