import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import type { Board, BoardStep } from '../../../../electron/contract/model/board';
import type { FakeOptions } from '../../../../test/support/bridge/fake-bridge';
import { fakeBoard } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { BoardScreen } from '../board-screen';

const name = '曾一鸣';
const step = (
  via: BoardStep['via'],
  outcome: BoardStep['outcome'],
  advice: Parameters<typeof problem>[0],
): BoardStep => ({
  ...{ via, outcome, at: fakeBoard.createdAt },
  problem: problem(advice, { scopes: 'im:message.urgent:sms' }),
});

/** The opened row of a person whose last attempt was this one, over a board of that channel. */
const opened = async (last: BoardStep, answers: FakeOptions['answers'] = {}, channel = last.via) => {
  const people = fakeBoard.people.map((person) =>
    person.name === name ? { ...person, outcome: last.outcome, problem: last.problem, steps: [last] } : person,
  );
  const board: Board = { ...fakeBoard, channel, people };
  const shown = renderScreen(<BoardScreen id={board.id} onBack={() => undefined} onSendAgain={() => undefined} />, {
    answers: { getBoard: () => ok(board), ...answers },
  });
  const row = (await screen.findByText(name)).closest('li') ?? expect.fail('no row');
  await shown.user.click(within(row).getByRole('button'));
  if (!answers.getHelp) await within(row).findByRole('button', { name: 'Show number' });
  return {
    ...shown,
    row,
    buttons: () =>
      within(row)
        .getAllByRole('button')
        .slice(1)
        .map((each) => each.textContent),
  };
};

describe('the next best act for a person who was not reached', () => {
  test.each([
    [step('sms', 'refused', 'scope-missing'), ['Buzz in-app instead', 'Call instead'], 'SMS'],
    [step('phone', 'quota', 'buzz-quota'), ['Buzz in-app instead'], 'Phone'],
    [step('app', 'too-many-unread', 'too-many-unread'), [], 'In-app'],
  ])('offers no call that must fail again, and repeats it by a link alone', async (last, offered, channel) => {
    const { buttons } = await opened(last);
    expect(buttons()).toEqual([...offered, 'Chat in Feishu', 'Show number', `Fixed? Buzz again (${channel})`]);
  });

  test('a person whose SMS of a ladder may have gone out can be called over every channel, and is told of the risk', async () => {
    const { buttons, row } = await opened(step('sms', 'unknown', 'lost-answer'), {}, 'app');
    const offered = [`Buzz ${name} again`, 'Send an SMS instead', 'Call instead'];
    expect(buttons()).toEqual([...offered, 'Chat in Feishu', 'Show number']);
    expect(row.textContent).toContain('may reach them twice');
  });

  test('a call over another channel is planned for this person alone', async () => {
    const { user, inputs } = await opened(step('phone', 'quota', 'buzz-quota'));
    await user.click(screen.getByRole('button', { name: 'Buzz in-app instead' }));
    const person = fakeBoard.people.find((each) => each.name === name)?.key;
    await waitFor(() => expect(inputs('planAgain')).toEqual([{ id: fakeBoard.id, channel: 'app', people: [person] }]));
  });

  test('the number is asked for only when it is pressed for', async () => {
    const { user, row, inputs } = await opened(step('app', 'too-many-unread', 'too-many-unread'));
    expect(inputs('getNumber')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Show number' }));
    await within(row).findByText('Mobile +86 199 1000 0004');
    expect(within(row).queryByRole('button', { name: 'Show number' })).toBeNull();
  });

  test('a number that Feishu hides says why', async () => {
    const { user, row } = await opened(step('app', 'unreachable', 'outside-availability'), {
      getNumber: () => failed(problem('number-hidden')),
    });
    await user.click(screen.getByRole('button', { name: 'Show number' }));
    await within(row).findByText(/Feishu gave no number/);
  });

  test('names colleagues who have read, and opens the chat in Feishu', async () => {
    const { user, row, inputs } = await opened(step('app', 'too-many-unread', 'too-many-unread'));
    expect(row.textContent).toContain('韩梅梅 (订单组)');
    await user.click(screen.getByRole('button', { name: 'Chat in Feishu' }));
    expect(inputs('openChat')).toHaveLength(1);
  });

  test('what is not there is not offered', async () => {
    const { buttons } = await opened(step('app', 'unreachable', 'outside-availability'), {
      getHelp: () => ok({ chat: false, number: false, ask: [] }),
    });
    await waitFor(() => expect(buttons()).toEqual(['Fixed? Buzz again (In-app)']));
  });
});
