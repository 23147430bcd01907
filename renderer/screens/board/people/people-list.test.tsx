import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { problem } from '../../../../electron/contract/advice/problem';
import type { Ack } from '../../../../electron/contract/model/answer';
import type { Board, BoardPerson } from '../../../../electron/contract/model/board';
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

describe('answers', () => {
  const ack = (change: Partial<Ack> = {}): Ack => ({
    ...{ at: fakeBoard.createdAt + 60_000, by: 'bubble', word: '收到', declined: false, takenBack: false },
    ...change,
  });
  const answered = (changes: Readonly<Record<string, Partial<BoardPerson>>>, change: Partial<Board> = {}) =>
    show({ asks: true, people: fakeBoard.people.map((each) => ({ ...each, ...changes[each.name] })), ...change });
  const rowOf = async (name: string) => (await screen.findByText(name)).closest('li') ?? expect.fail('no row');

  test('stand in their own part with the word, the way and the words of the person', async () => {
    const { user } = answered({
      韩梅梅: { ack: ack() },
      单小雨: { ack: ack({ by: 'reply', word: '马上看' }), replies: [{ at: 1, text: '马上看', bubble: null }] },
      解放: { ack: ack({ by: 'reaction', word: 'OK', takenBack: true }) },
    });
    expect(await screen.findByRole('list', { name: 'Acknowledged 3' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Read, no answer yet 1' })).toBeTruthy();
    expect((await rowOf('韩梅梅')).textContent).toMatch(/Tapped “收到” at .*Acknowledged/);
    expect((await rowOf('解放')).textContent).toMatch(/Reacted at .*, then took it back.*Acknowledged/);
    const replied = await rowOf('单小雨');
    expect(replied.textContent).toMatch(/Replied at .*: 马上看/);
    await user.click(within(replied).getByRole('button'));
    expect(within(within(replied).getByRole('list', { name: 'Replies' })).getByText(/马上看/)).toBeTruthy();
    expect(within(replied).queryByRole('button', { name: /Buzz 单小雨 again/ })).toBeNull();
    expect(screen.getByRole('img', { name: '3 of 6 have acknowledged' })).toBeTruthy();
    expect(screen.getByText('3 have read it')).toBeTruthy();
  });

  test('that decline, or are another bubble, come first in their part and acknowledge nothing', async () => {
    answered({
      单小雨: { replies: [{ at: 5, text: '需要帮忙', bubble: 2 }] },
      仇远: { ack: ack({ by: 'reaction', word: 'No', declined: true }) },
    });
    const read = within(await screen.findByRole('list', { name: 'Read, no answer yet 3' })).getAllByRole('listitem');
    expect(read.map((item) => item.querySelector('b')?.textContent)).toEqual(['单小雨', '仇远', '韩梅梅']);
    expect(read[0]?.textContent).toMatch(/Tapped “需要帮忙” at .*, not acknowledged yet.*Read at/);
    expect(read[1]?.textContent).toMatch(/Declined with a reaction at .*Read at/);
  });

  test('of one who takes it for all are told at the head, and no one else is buzzed again', async () => {
    const taker = fakeBoard.people[0] ?? expect.fail('the board is empty');
    answered({ [taker.name]: { ack: ack() } }, { takenBy: taker.key });
    expect(await screen.findByText(`${taker.name} has it`)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Buzz unanswered again' })).toBeNull();
  });

  test('of many people are folded away, those of a few are in sight', async () => {
    const one = fakeBoard.people[0] ?? expect.fail('the board is empty');
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...{ ...one, key: `ou_${index}`, name: `P${index}` },
      ack: index === 0 ? null : ack(),
    }));
    show({ asks: true, people: many });
    expect((await screen.findByRole('button', { name: 'Acknowledged 19' })).getAttribute('aria-expanded')).toBe(
      'false',
    );
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

test('a reminder is told in the row of each person: set, refused, or not taken back', async () => {
  const at = fakeBoard.createdAt + 60_000;
  const refusal = problem('reminder-failed', { reason: ' (feed card not found)' });
  const reminders: Readonly<Record<string, BoardPerson['reminder']>> = {
    解放: { state: 'set', at, problem: null },
    曾一鸣: { state: 'failed', at, problem: refusal },
    尉迟敬: { state: 'stays', at, problem: refusal },
  };
  show({ people: fakeBoard.people.map((each) => ({ ...each, reminder: reminders[each.name] ?? null })) });
  const said = async (name: string) => (await screen.findByText(name)).closest('li')?.textContent;
  expect(await said('解放')).toMatch(/Pinned at the top of their list since/);
  expect(await said('曾一鸣')).toContain('Not pinned: Feishu did not accept it (feed card not found)');
  expect(await said('尉迟敬')).toContain('May still be pinned at the top of their list');
});
