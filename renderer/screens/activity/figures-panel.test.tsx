import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../electron/contract/advice/problem';
import { fakeFigures } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { FiguresPanel } from './figures-panel';

const head = () => screen.findByRole('button', { name: /This month/ });
const cells = (row: HTMLElement) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent);

describe('the numbers above Activity', () => {
  test('tell this month’s SMS and calls against the budget, and sum nothing else until asked', async () => {
    const { inputs } = renderScreen(<FiguresPanel />);
    expect((await head()).textContent).toBe('This monthSMS46/50Phone12/50');
    expect(inputs('getFigures')).toEqual([{ reading: false }]);
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('are tables of median, slowest tenth, and those who never read', async () => {
    const { user, inputs } = renderScreen(<FiguresPanel />);
    await user.click(await head());
    await waitFor(() => expect(screen.getAllByRole('table')).toHaveLength(2));
    expect(inputs('getFigures').at(-1)).toEqual({ reading: true });
    const groups = screen.getByRole('table', { name: /Groups: from sending to reading, last 30 days/ });
    expect(within(groups).getAllByRole('row').map(cells)).toEqual([
      ['Group', 'Median', 'Slowest tenth', 'Not read'],
      ['值班组', '42 s', '4 min', '3/48'],
      ['夜班', '–', '–', '3/3'],
    ]);
    const channels = screen.getByRole('table', { name: /Channels/ });
    expect(within(channels).getAllByRole('row').map(cells).slice(1)).toEqual([
      ['In-app', '1 min', '25 min', '9/90'],
      ['Phone', '31 s', '2 min', '0/12'],
    ]);
  });

  test('tell how long people took to answer, where they were asked to', async () => {
    const { user } = renderScreen(<FiguresPanel />);
    await user.click(await head());
    await user.click(await screen.findByRole('radio', { name: 'Answering' }));
    const channels = screen.getByRole('table', { name: /Channels: from the call to answering/ });
    expect(within(channels).getAllByRole('row').map(cells)).toEqual([
      ['Channel', 'Median', 'Slowest tenth', 'Not answered'],
      ['Phone', '40 s', '2 min', '1/6'],
    ]);
    expect(screen.queryByRole('table', { name: /Groups/ })).toBeNull();
  });

  test('say that there is nothing to count yet', async () => {
    const { user } = renderScreen(<FiguresPanel />, {
      answers: {
        getFigures: () => ok({ ...fakeFigures, groups: [], channels: [], answers: { groups: [], channels: [] } }),
      },
    });
    await user.click(await head());
    expect(await screen.findByText('Nothing to count in the last 30 days')).toBeTruthy();
  });
});
