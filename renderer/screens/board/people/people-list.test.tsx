import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { problem } from '../../../../electron/contract/advice/problem';
import type { Board } from '../../../../electron/contract/model/board';
import { fakeBoard } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { BoardScreen } from '../board-screen';

const show = (change: Partial<Board> = {}) =>
  renderScreen(<BoardScreen id={fakeBoard.id} onBack={() => undefined} onSendAgain={() => undefined} />, {
    answers: { getBoard: () => ({ ok: true, value: { ...fakeBoard, ...change } }) as const },
  });

describe('the order of the board', () => {
  const people = () => within(screen.getByRole('region', { name: 'People' }));
  const lists = () =>
    people()
      .getAllByRole('list')
      .map((list) => list.getAttribute('aria-labelledby') ?? '');
  const headings = () => lists().map((id) => document.getElementById(id)?.textContent);

  test('puts people who need someone first and folds the readers until all have read', async () => {
    const { user } = show();
    await screen.findByRole('region', { name: 'People' });
    expect(headings()).toEqual(['Needs you 2', 'Unread 1']);
    await user.click(screen.getByRole('button', { name: 'Read 3' }));
    expect(headings()).toEqual(['Needs you 2', 'Unread 1', 'Read 3']);
  });

  test('shows the readers at once when nobody else is left', async () => {
    const people = fakeBoard.people.map((person) => ({ ...person, readAt: fakeBoard.createdAt + 1_000 }));
    show({ people });
    await screen.findByRole('list', { name: 'Read 6' });
    expect(screen.queryByRole('button', { name: 'Read 6' })).toBeNull();
  });

  test('from fifteen people on a name can be looked for, among the readers as well', async () => {
    const many = Array.from({ length: 15 }, (_, index) => ({
      ...(fakeBoard.people[0] ?? expect.fail('the board is empty')),
      key: `ou_${index}`,
      name: `Reader ${index};`,
      readAt: index === 0 ? null : fakeBoard.createdAt,
    }));
    const { user } = show({ people: many });
    await user.type(await screen.findByRole('searchbox', { name: 'Find a person' }), 'READER 1;');
    expect(
      people()
        .getAllByRole('listitem')
        .map((item) => item.querySelector('b')?.textContent),
    ).toEqual(['Reader 1;']);
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(screen.getByText('No one by that name')).toBeTruthy();
  });
});

describe('a row after several attempts', () => {
  const step = (via: 'app' | 'sms' | 'phone', outcome: 'accepted' | 'refused' | 'quota', at: number) => ({
    ...{ via, outcome, at: fakeBoard.createdAt + at },
    problem: outcome === 'accepted' ? null : problem('buzz-quota'),
  });
  const withSteps = (...steps: ReturnType<typeof step>[]) => {
    const last = steps.at(-1) ?? expect.fail('no steps');
    const people = fakeBoard.people.map((person) =>
      person.name === '解放' ? { ...person, outcome: last.outcome, problem: last.problem, steps } : person,
    );
    show({ people });
    return screen.findByText('解放').then((name) => name.closest('li') ?? expect.fail('no row'));
  };

  test('tells the loudest call that was accepted, and the last attempt beneath it', async () => {
    const person = await withSteps(
      step('app', 'accepted', 0),
      step('sms', 'accepted', 60_000),
      step('phone', 'quota', 120_000),
    );
    expect([...person.querySelectorAll('small')].map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^SMS accepted .*\d\d:\d\d:\d\d$/),
      expect.stringMatching(/^Then Phone at .*: Quota used up\. /),
    ]);
    expect(person.textContent).toContain('In-app went out');
    expect(person.textContent).toContain('SMS went out');
    expect(person.textContent).not.toContain('Phone went out');
  });

  test('that was accepted first is not said to have failed', async () => {
    const person = await withSteps(step('app', 'accepted', 0), step('phone', 'refused', 60_000));
    expect(person.textContent).not.toContain('Message sent, but the buzz failed');
  });
});
