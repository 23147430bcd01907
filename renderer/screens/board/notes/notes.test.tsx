import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import type { Board } from '../../../../electron/contract/model/board';
import type { FakeOptions } from '../../../../test/support/bridge/fake-bridge';
import { fakeBoard } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { BoardScreen } from '../board-screen';

const show = (change: Partial<Board> = {}, answers: FakeOptions['answers'] = {}) =>
  renderScreen(<BoardScreen id={fakeBoard.id} onBack={() => undefined} onSendAgain={() => undefined} />, {
    answers: { getBoard: () => ok({ ...fakeBoard, practice: false, ...change }), ...answers },
  });

const choose = async ({ user }: ReturnType<typeof show>, item: string) => {
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
};
const field = () => screen.getByRole('textbox', { name: 'Follow-up message' });

describe('a follow-up', () => {
  test('is planned as it is written, and sent once by its button', async () => {
    const shown = show();
    await choose(shown, 'Send a follow-up…');
    expect(document.activeElement).toBe(field());
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Send/ }).disabled).toBe(true);
    await shown.user.click(screen.getByRole('button', { name: 'Resolved' }));
    await screen.findByText('6 messages, no buzz, free');
    expect(shown.inputs('planNote').at(-1)).toEqual({
      id: fakeBoard.id,
      kind: 'follow-up',
      text: 'Resolved. Thank you.',
    });
    expect(shown.inputs('confirmNote')).toEqual([]);
    await shown.user.click(screen.getByRole('button', { name: /^Send to 6 people/ }));
    await waitFor(() => expect(shown.inputs('confirmNote')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Follow-up message' })).toBeNull());
  });

  test('is sent by Ctrl+Enter, and left by Escape without sending', async () => {
    const shown = show();
    await choose(shown, 'Send a follow-up…');
    await shown.user.keyboard('db is back{Escape}');
    expect(screen.queryByRole('textbox', { name: 'Follow-up message' })).toBeNull();
    expect(shown.inputs('confirmNote')).toEqual([]);
    await choose(shown, 'Send a follow-up…');
    await shown.user.keyboard('db is back');
    await screen.findByText('6 messages, no buzz, free');
    await shown.user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(shown.inputs('confirmNote')).toHaveLength(1));
  });

  test('never sends by the plan of another text', async () => {
    const answers: (() => void)[] = [];
    const shown = show(
      {},
      {
        planNote: async (wish) => {
          await new Promise<void>((resolve) => answers.push(resolve));
          return failed(problem(wish.kind === 'report' ? 'buzz-gone' : 'text-empty'));
        },
      },
    );
    await choose(shown, 'Send a follow-up…');
    await shown.user.keyboard('ab{Control>}{Enter}{/Control}');
    expect(shown.inputs('confirmNote')).toEqual([]);
    for (const answer of answers) answer();
    await screen.findByText(/Write a message first/);
    expect(shown.inputs('confirmNote')).toEqual([]);
  });

  test('is not offered where no message is left', async () => {
    const shown = show({ recalled: true });
    await shown.user.click(await screen.findByRole('button', { name: 'More actions' }));
    const item = await screen.findByRole<HTMLButtonElement>('menuitem', { name: 'Send a follow-up…' });
    expect(item.disabled).toBe(true);
  });

  test('is one press away on a board that is over', async () => {
    const people = fakeBoard.people.map((person) => ({ ...person, readAt: fakeBoard.createdAt }));
    const { user } = show({ people });
    await user.click(await screen.findByRole('button', { name: 'Follow-up' }));
    expect(document.activeElement).toBe(field());
  });

  test('stands on the board with what became of it', async () => {
    const note = {
      id: 'n1',
      kind: 'follow-up',
      at: fakeBoard.createdAt,
      text: '已恢复',
      chatName: null,
      people: 6,
    } as const;
    const notes = [
      {
        ...note,
        messages: { all: 6, sent: 5, open: 0 },
        problem: problem('outside-availability'),
        againUntil: Number.MAX_SAFE_INTEGER,
      },
      {
        ...note,
        ...({ id: 'n2', kind: 'report', chatName: '值班交接' } as const),
        messages: { all: 1, sent: 0, open: 1 },
        problem: null,
        againUntil: 0,
      },
    ];
    const { user, inputs } = show({ notes });
    const [first, second] = within(await screen.findByRole('list', { name: 'Follow-ups' })).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/已恢复.*sent 5\/6.*availability/i);
    expect(second?.textContent).toMatch(/Result → 值班交接.*sending 0\/1/);
    // What did not arrive can be tried again; what is on its way cannot.
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(inputs('repeatNote')).toEqual([{ id: fakeBoard.id, note: 'n1' }]);
  });
});

describe('the result', () => {
  test('is copied as text', async () => {
    const shown = show();
    await choose(shown, 'Copy the result');
    await waitFor(() => expect(shown.inputs('copyText')).toEqual([{ text: `Buzz result ${fakeBoard.id}` }]));
  });

  test('is posted to a chat after it was shown', async () => {
    const shown = show();
    await choose(shown, 'Post the result to a chat…');
    await shown.user.click(await screen.findByRole('option', { name: /上线协调群/ }));
    expect(await screen.findByDisplayValue('Buzz result')).toBeTruthy();
    await screen.findByText(/1 message to/);
    await shown.user.click(screen.getByRole('button', { name: /^Send/ }));
    await waitFor(() => expect(shown.inputs('confirmNote')).toHaveLength(1));
    expect(shown.inputs('planNote')[0]).toMatchObject({ kind: 'report', chatId: 'oc_release' });
  });
});
