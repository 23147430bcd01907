import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { ActivityRow } from '../../../electron/contract/model/board';
import { BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import { fakeBoard, fakeBoards, fakeStartup, rowOf } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { ActivityScreen } from './activity-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) => {
  const onOpen = vi.fn();
  const onDraft = vi.fn();
  return { onOpen, onDraft, ...renderScreen(<ActivityScreen onOpen={onOpen} onDraft={onDraft} />, options) };
};

describe('Activity', () => {
  test('a row shows its people, text, channel and state, and opens its board', async () => {
    const { user, onOpen } = show();
    const row = await screen.findByRole('button', { name: /值班组/ });
    for (const word of ['In-app', 'Practice', fakeBoard.text, '3/6 read', '2 need attention'])
      expect(row.textContent).toContain(word);
    await user.click(row);
    expect(onOpen).toHaveBeenCalledWith(fakeBoard.id);
  });

  test('a row tells how many have acknowledged, and rows can be found by that', async () => {
    const { user, inputs } = show({ answers: { listActivity: () => ok([{ ...rowOf(fakeBoard), acknowledged: 2 }]) } });
    expect((await screen.findByRole('button', { name: /值班组/ })).textContent).toContain('2/6 acknowledged');
    await user.click(screen.getByRole('combobox', { name: 'Outcome' }));
    await user.click(screen.getByRole('option', { name: 'Acknowledged' }));
    await waitFor(() => expect(inputs('listActivity').at(-1)).toMatchObject({ outcome: 'acknowledged' }));
  });

  test('a new buzz comes to the top when main says so', async () => {
    const rows = [...fakeBoards];
    const { emit } = show({ answers: { listActivity: () => ok(rows.map(rowOf)) } });
    await screen.findByRole('button', { name: /值班组/ });
    rows.unshift({ ...fakeBoard, id: BuzzId.parse('bz_new'), title: '新的', createdAt: fakeBoard.createdAt + 1 });
    act(() => emit('activityChanged', undefined));
    await screen.findByRole('button', { name: /新的/ });
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('新的');
  });

  test('older pages are read once each until the list is complete', async () => {
    const all = Array.from(
      { length: 120 },
      (_, index): ActivityRow => ({
        ...rowOf(fakeBoard),
        id: BuzzId.parse(`bz_row${index}`),
        title: `row ${index};`,
        createdAt: fakeBoard.createdAt - index * 1000,
      }),
    );
    const { inputs } = show({
      answers: {
        listActivity: ({ before, limit }) => {
          const from = before === null ? 0 : all.findIndex((row) => row.id === before) + 1;
          return ok(all.slice(from, from + limit));
        },
      },
    });
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(120));
    expect(inputs('listActivity').map(({ before }) => before)).toEqual([null, 'bz_row49', 'bz_row99']);
    expect(screen.getByText('No earlier buzzes')).toBeTruthy();
  });

  test('without a buzz it explains the list and leads to Compose', async () => {
    const { user, store } = show({ answers: { listActivity: () => ok([]) } });
    await user.click(await screen.findByRole('button', { name: 'Send a buzz' }));
    expect(store.current().view).toEqual({ screen: 'compose' });
  });

  test('a failure is explained and can be retried', async () => {
    let broken = true;
    const { user } = show({
      answers: {
        listActivity: () => (broken ? failed(problem('storage-failed', { reason: 'EIO' })) : ok([rowOf(fakeBoard)])),
      },
    });
    expect((await screen.findByRole('alert')).textContent).toContain('EIO');
    broken = false;
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
    await screen.findByRole('button', { name: /值班组/ });
  });

  test('a retry repeats exactly the request that failed: a newer page, a search, or an older page', async () => {
    const all = Array.from(
      { length: 60 },
      (_, index): ActivityRow => ({
        ...rowOf(fakeBoard),
        id: BuzzId.parse(`bz_row${index}`),
        title: `row ${index};`,
        createdAt: fakeBoard.createdAt - index * 1000,
      }),
    );
    let broken: 'newest' | 'search' | 'older' | null = 'older';
    const { user, emit, inputs } = show({
      answers: {
        listActivity: ({ before, query, limit }) => {
          const kind = before !== null ? 'older' : query !== '' ? 'search' : 'newest';
          if (kind === broken) return failed(problem('storage-failed', { reason: `EIO ${kind}` }));
          const from = before === null ? 0 : all.findIndex((row) => row.id === before) + 1;
          return ok(all.slice(from, from + limit).filter(({ title }) => title.includes(query)));
        },
      },
    });
    const again = async (what: string) => {
      expect((await screen.findByRole('alert')).textContent).toContain(`EIO ${what}`);
      broken = null;
      await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
      await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    };
    await again('older');
    expect(screen.getAllByRole('listitem')).toHaveLength(60);

    broken = 'newest';
    act(() => emit('activityChanged', undefined));
    const asked = inputs('listActivity').length;
    await again('newest');
    expect(inputs('listActivity').slice(asked).at(-1)).toMatchObject({ before: null, query: '' });

    broken = 'search';
    await user.click(screen.getByRole('searchbox'));
    await user.paste('7;');
    await again('search');
    await screen.findByRole('button', { name: /row 17;/ });
    expect(screen.queryByRole('button', { name: /row 16;/ })).toBeNull();
  });

  test('typing searches, an outcome filters, and rows that do not match go', async () => {
    const other = { ...fakeBoard, id: BuzzId.parse('bz_other'), title: '别的组', createdAt: fakeBoard.createdAt - 1 };
    const { user, inputs } = show({
      answers: {
        listActivity: ({ query, outcome }) =>
          ok([fakeBoard, other].map(rowOf).filter((row) => row.title.includes(query) && outcome !== 'quota')),
      },
    });
    const box = await screen.findByRole('searchbox', { name: 'Search messages or people' });
    await user.type(box, '别');
    await waitFor(() => expect(screen.queryByRole('button', { name: /值班组/ })).toBeNull());
    expect(screen.getByRole('button', { name: /别的组/ })).toBeTruthy();
    await user.click(screen.getByRole('combobox', { name: 'Outcome' }));
    await user.click(screen.getByRole('option', { name: 'Quota used up' }));
    await screen.findByText('Nothing found');
    expect(inputs('listActivity').at(-1)).toEqual({ before: null, limit: 50, query: '别', outcome: 'quota' });
    await user.click(screen.getByRole('combobox', { name: 'Outcome' }));
    await user.click(screen.getByRole('option', { name: 'All' }));
    await user.type(box, '{Escape}');
    await screen.findByRole('button', { name: /值班组/ });
  });

  test('is walked through by keys: the first row is selected, and Enter in the search opens the first row found', async () => {
    const rows = ['别的组', '值班组', '值班二组'].map((title, index) => ({
      ...rowOf(fakeBoard),
      id: BuzzId.parse(`bz_row${index}`),
      title,
      createdAt: fakeBoard.createdAt - index,
    }));
    const { user, store, onOpen } = show({
      answers: { listActivity: ({ query }) => ok(rows.filter(({ title }) => title.includes(query))) },
    });
    await screen.findByRole('button', { name: /别的组/ });
    act(() => store.go({ screen: 'activity', select: true }));
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(onOpen.mock.calls).toEqual([['bz_row1']]);
    await user.keyboard('{Home}{ArrowUp}');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.paste('值班二');
    // The rows of the search before are still there: none of them is opened.
    await user.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: /别的组/ })).toBeNull());
    await user.keyboard('{Enter}');
    expect(onOpen.mock.calls.at(-1)).toEqual(['bz_row2']);
  });

  test('a late answer to an earlier search is not shown', async () => {
    const slow: (() => void)[] = [];
    const { user } = show({
      answers: {
        listActivity: async ({ query }) => {
          if (query === 'a') await new Promise<void>((done) => slow.push(done));
          return ok([{ ...rowOf(fakeBoard), title: `found by ${query || 'nothing'};` }]);
        },
      },
    });
    const box = await screen.findByRole('searchbox');
    await user.type(box, 'a');
    await waitFor(() => expect(slow).toHaveLength(1));
    await user.type(box, 'b');
    await screen.findByRole('button', { name: /found by ab;/ });
    await act(async () => slow[0]?.());
    expect(screen.getByRole('button', { name: /found by ab;/ })).toBeTruthy();
  });

  test('Repeat makes the draft again, in the workspace of the buzz', async () => {
    const draft = { ...fakeStartup.draft, workspaceId: WorkspaceId.parse('ws_elsewhere'), text: 'again' };
    const { user, onDraft, inputs } = show({
      answers: { listActivity: () => ok([rowOf(fakeBoard)]), repeatBuzz: () => ok(draft) },
    });
    await user.click(await screen.findByRole('button', { name: 'Repeat' }));
    await waitFor(() => expect(onDraft).toHaveBeenCalledWith(draft));
    expect(inputs('repeatBuzz')).toEqual([{ id: fakeBoard.id }]);
    expect(inputs('switchWorkspace')).toEqual([{ workspaceId: 'ws_elsewhere' }]);
  });

  test('Export saves the rows found and tells their number, or why it failed', async () => {
    let broken = false;
    const { user, inputs } = show({
      answers: { exportActivity: () => (broken ? failed(problem('storage-failed', { reason: 'ENOSPC' })) : ok(12)) },
    });
    await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await screen.findByText('Exported 12 buzzes');
    expect(inputs('exportActivity')).toEqual([{ query: '', outcome: null }]);
    broken = true;
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    await screen.findByText(/ENOSPC/);
  });
});
