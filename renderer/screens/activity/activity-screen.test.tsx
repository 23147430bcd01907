// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import type { ActivityRow } from '../../../electron/contract/board';
import { BuzzId } from '../../../electron/contract/ids';
import { failed, ok, problem } from '../../../electron/contract/problem';
import { fakeBoard, fakeBoards, rowOf } from '../../../test/support/fake-world';
import { renderScreen } from '../../../test/support/render-screen';
import { ActivityScreen } from './activity-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) => {
  const onOpen = vi.fn();
  return { onOpen, ...renderScreen(<ActivityScreen onOpen={onOpen} />, options) };
};

describe('Activity', () => {
  test('a row says for whom, what, over which channel and how it stands, and opens its board', async () => {
    const { user, onOpen } = show();
    const row = await screen.findByRole('button', { name: /值班组/ });
    for (const word of ['In-app', 'Practice', fakeBoard.text, '3/6 read', '2 need you'])
      expect(row.textContent).toContain(word);
    await user.click(row);
    expect(onOpen).toHaveBeenCalledWith(fakeBoard.id);
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

  test('older pages are read until the list is whole, each once', async () => {
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

  test('without a buzz it says what will be here and leads to Compose', async () => {
    const { user, store } = show({ answers: { listActivity: () => ok([]) } });
    await user.click(await screen.findByRole('button', { name: 'Send a buzz' }));
    expect(store.current().view).toEqual({ screen: 'compose' });
  });

  test('a failure is a sentence, and can be tried again', async () => {
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
});
