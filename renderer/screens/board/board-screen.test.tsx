import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { Board } from '../../../electron/contract/model/board';
import type { ExistingMessage } from '../../../electron/contract/model/draft';
import { ChatId, MessageId, PlanId } from '../../../electron/contract/model/ids';
import { allOffered } from '../../../electron/contract/rules/channel-problems';
import { fakeBoard, fakeBoards } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { AgainPanel } from './again-panel';
import { BoardScreen } from './board-screen';

const show = (options: Parameters<typeof renderScreen>[1] = {}) => {
  const onBack = vi.fn();
  return {
    onBack,
    ...renderScreen(<BoardScreen id={fakeBoard.id} onBack={onBack} onSendAgain={() => undefined} />, options),
  };
};
/** Row of a person, wherever it is on the board; the readers are unfolded for it. */
const row = async (name: string) => {
  const folded = (await screen.findByRole('region', { name: 'People' })).querySelector(
    'h2 button[aria-expanded=false]',
  );
  if (folded) fireEvent.click(folded);
  const items = await within(await screen.findByRole('region', { name: 'People' })).findAllByRole('listitem');
  return items.find((item) => item.textContent?.includes(name)) ?? expect.fail(`no row for ${name}`);
};
const withBoard = (change: Partial<Board>) => ({
  answers: { getBoard: () => ({ ok: true, value: { ...fakeBoard, ...change } }) as const },
});

afterEach(() => void vi.useRealTimers());

describe('the board', () => {
  test('has a missing scope granted by a scan where it keeps reading or answers from being seen', async () => {
    const lacks = problem('scope-missing', { scopes: 'im:message:readonly' });
    const [receipts, answers] = [fakeBoard.receipts, fakeBoard.answers].map((each) => ({ ...each, problem: lacks }));
    const { user, inputs } = show(withBoard({ practice: false, receipts, answers } as Partial<Board>));
    const presses = await screen.findAllByRole('button', { name: 'Grant by scan' });
    for (const press of presses) await user.click(press);
    const opened = { workspaceId: fakeBoard.workspaceId, view: 'grant', also: ['im:message:readonly'] };
    expect(inputs('openConnect')).toEqual([opened, opened]);
  });

  test.each([
    ['en-US', 'alarm', 'Stopped: the alarm was resolved'],
    ['zh-CN', 'alarm', '告警已恢复，已停止'],
    ['en-US', null, 'Stopped'],
    ['zh-CN', null, '已停止'],
  ] as const)('says in %s who stopped it: %s', async (locale, stoppedBy, words) => {
    show({ ...withBoard({ state: 'stopped', stoppedBy }), startup: { locale } });
    expect((await screen.findAllByText(words)).map((each) => each.textContent?.trim())).toEqual([words]);
  });

  test('each row holds the name and the outcome word', async () => {
    show();
    const words = { 韩梅梅: 'Read', 解放: 'Unread', 曾一鸣: 'Too many unread', 尉迟敬: 'Unknown' };
    for (const [name, word] of Object.entries(words)) expect((await row(name)).textContent).toContain(word);
    expect(screen.getByRole('img', { name: '3 of 6 have read it' })).toBeTruthy();
  });

  test('accepted is never called delivered; a failed buzz says that its message was sent', async () => {
    show();
    expect((await row('解放')).textContent).toMatch(/In-app buzz accepted .*\d\d:\d\d/);
    expect((await row('曾一鸣')).textContent).toContain('Message sent, but the buzz failed');
    expect(document.body.textContent?.toLowerCase()).not.toContain('deliver');
  });

  test('a row opens to the code, the log id and every attempt', async () => {
    const { user, inputs } = show();
    const person = await row('曾一鸣');
    await user.click(within(person).getByRole('button'));
    expect(person.textContent).toContain('Code 230023');
    await user.click(within(person).getByRole('button', { name: 'Copy log ID' }));
    expect(inputs('copyText')).toEqual([{ text: '20261122100212AB34CD56EF' }]);
  });

  test('“Show” opens the rows of people who need someone to act and moves to the first', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    expect(document.activeElement?.textContent).toContain('曾一鸣');
    expect((await row('尉迟敬')).textContent).toContain('may reach them twice');
  });

  test('a read that arrives moves its row to the readers, keeps its focus and is announced', async () => {
    const { emit } = show();
    within(await row('解放'))
      .getByRole('button')
      .focus();
    const people = fakeBoard.people.map((each) =>
      each.name === '解放' ? { ...each, readAt: fakeBoard.createdAt } : each,
    );
    act(() => emit('boardChanged', { ...fakeBoard, people }));
    expect((await row('解放')).textContent).toContain('Read at');
    expect(screen.getByRole('log').textContent).toBe('解放 has read it');
    const readers = within(screen.getByRole('list', { name: 'Read 4' })).getAllByRole('listitem');
    expect(readers[2]?.textContent).toContain('解放');
    expect(document.activeElement?.textContent).toContain('解放');
  });

  test('main learns which board is on the screen, and when there is none', async () => {
    const { inputs, unmount } = show();
    await row('解放');
    expect(inputs('watchBoard')).toEqual([{ id: fakeBoard.id }]);
    unmount();
    expect(inputs('watchBoard').at(-1)).toEqual({ id: null });
  });

  test('a hidden window watches no board until it is shown again', async () => {
    const { inputs, emit } = show();
    await row('解放');
    act(() => emit('seenChanged', false));
    expect(inputs('watchBoard').at(-1)).toEqual({ id: null });
    act(() => emit('seenChanged', true));
    expect(inputs('watchBoard').at(-1)).toEqual({ id: fakeBoard.id });
  });

  test('a buzz that is gone says so and leads back', async () => {
    const { user, onBack } = show({ answers: { getBoard: () => failed(problem('buzz-gone')) } });
    await screen.findByText('This buzz can’t be found');
    await user.click(screen.getAllByRole('button', { name: 'Back' })[1] ?? expect.fail('no way back'));
    expect(onBack).toHaveBeenCalledOnce();
  });
});

describe('leaving a board behind', () => {
  test('the names of the unread are copied, one per line', async () => {
    const { user, inputs } = show();
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy unread names' }));
    await waitFor(() => expect(inputs('copyText')).toEqual([{ text: '解放\n曾一鸣\n尉迟敬' }]));
  });

  test('where an answer is asked for, the names of those who have not answered are copied', async () => {
    const ack = { at: 1, by: 'bubble' as const, word: '收到', declined: false, takenBack: false };
    const people = fakeBoard.people.map((person) =>
      person.name === '解放' ? { ...person, ack } : { ...person, readAt: 1 },
    );
    const { user, inputs } = renderScreen(
      <BoardScreen id={fakeBoard.id} onBack={vi.fn()} onSendAgain={vi.fn()} />,
      withBoard({ people, asks: true }),
    );
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy unanswered names' }));
    const names = people.filter(({ name }) => name !== '解放').map(({ name }) => name);
    await waitFor(() => expect(inputs('copyText')).toEqual([{ text: names.join('\n') }]));
  });

  test.each([
    ['finished', { people: fakeBoard.people.map((person) => ({ ...person, readAt: fakeBoard.createdAt })) }],
    ['stopped', { state: 'stopped' as const, people: [] }],
    ['recalled', { recalled: true }],
  ])('a %s board can be sent again', async (_, change) => {
    const onSendAgain = vi.fn();
    const { user } = renderScreen(
      <BoardScreen id={fakeBoard.id} onBack={vi.fn()} onSendAgain={onSendAgain} />,
      withBoard(change),
    );
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    expect(onSendAgain).toHaveBeenCalledOnce();
  });
});

describe('a window of its own', () => {
  const choose = async (user: ReturnType<typeof show>['user']) => {
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Open in its own window' }));
  };

  test('opens from the menu, and the popup leaves the board to it', async () => {
    const { user, inputs, onBack } = show();
    await choose(user);
    await waitFor(() => expect(onBack).toHaveBeenCalledOnce());
    expect(inputs('openBoard')).toEqual([{ id: fakeBoard.id }]);
  });

  test('leaves the board where it is when it cannot open, and says why', async () => {
    const { user, onBack } = show({ answers: { openBoard: () => failed(problem('internal')) } });
    await choose(user);
    await waitFor(() => expect(document.querySelector('[role="status"] ol li')).not.toBeNull());
    expect(onBack).not.toHaveBeenCalled();
  });
});

describe('acting on a board', () => {
  test('the unread are buzzed again in-app, without people whose outcome is unknown', async () => {
    const { user, inputs } = show();
    await user.click(await screen.findByRole('button', { name: 'Buzz unread again' }));
    await screen.findByTitle('About 1 API call');
    await user.click(screen.getByRole('button', { name: /Practice buzz/ }));
    expect(inputs('planAgain')).toEqual([{ id: fakeBoard.id, channel: 'app', people: ['ou_practice0003'] }]);
    await waitFor(() => expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'plain' }]));
  });

  test('escalating to a call shows its cost; a click does nothing, holding confirms', async () => {
    const { user, inputs } = show();
    await user.click(await screen.findByRole('button', { name: 'Escalate' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Escalate to phone' }));
    const hold = await screen.findByRole('button', { name: 'Hold to practice: call 1 person' });
    expect(screen.getByTitle('14 of 50 left this month on this computer')).toBeTruthy();
    await user.click(hold);
    expect(inputs('confirmBuzz')).toEqual([]);
    vi.useFakeTimers();
    fireEvent.pointerDown(hold, { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]);
  });

  test('Ctrl+Enter on a paid plan only focuses the button; with Shift it confirms', async () => {
    const { user, inputs } = show();
    await user.click(await screen.findByRole('button', { name: 'Escalate' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Escalate to SMS' }));
    const hold = await screen.findByRole('button', { name: 'Hold to practice: text 1 person' });
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(inputs('confirmBuzz')).toEqual([]);
    expect(document.activeElement).toBe(hold);
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await waitFor(() => expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]));
  });

  test('a person whose outcome is unknown is buzzed again only by name, with a warning', async () => {
    const { user, inputs } = show();
    await user.click(within(await row('尉迟敬')).getByRole('button'));
    await user.click(screen.getByRole('button', { name: 'Buzz 尉迟敬 again' }));
    await screen.findByText(/may reach them twice\.$/);
    expect(inputs('planAgain')).toMatchObject([{ people: ['ou_practice0005'] }]);
  });

  test('recalling asks first, and the board then shows that the messages are recalled', async () => {
    const { user, inputs } = show();
    await user.click(await screen.findByRole('button', { name: 'Recall' }));
    const dialog = await screen.findByRole('dialog', { name: 'Recall 6 messages?' });
    expect(inputs('recallBuzz')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Recall' }));
    await waitFor(() => expect(inputs('recallBuzz')).toEqual([{ id: fakeBoard.id }]));
    await screen.findByRole('button', { name: 'Send again' });
    expect(screen.queryByRole('button', { name: 'Escalate' })).toBeNull();
  });

  test('while calls are running they can be stopped', async () => {
    const { user, inputs } = show(withBoard({ state: 'running' }));
    await user.click(await screen.findByRole('button', { name: 'Stop buzzing' }));
    expect(inputs('stopBuzz')).toEqual([{ id: fakeBoard.id }]);
  });

  test('the cost of buzzing again is written in the numbers of the language', async () => {
    const { key, name, idType, id } = fakeBoard.people[0] ?? expect.fail('nobody on the board');
    const plan = {
      ...{ id: PlanId.parse('plan_1'), workspaceId: fakeBoard.workspaceId, practice: true, channel: 'sms' as const },
      ...{
        mode: 'direct' as const,
        channels: allOffered,
        chat: null,
        room: null,
        suggestsRoom: false,
        about: null,
        ladder: null,
      },
      again: fakeBoard.id,
      ask: null,
      pictures: null,
      people: [{ key, name, department: null, idType, id, preflight: null, warning: null, recently: null }],
      counts: { messages: 0, buzzes: 1, calls: 1 },
      cost: { channel: 'sms' as const, calls: 1200, leftThisMonth: 14_500, limit: 100_000 },
      problem: null,
      expiresAt: Date.now() + 600_000,
    };
    const wish = { channel: 'sms' as const, people: [key], risky: false };
    renderScreen(<AgainPanel board={fakeBoard} wish={wish} onConfirmed={() => undefined} onClose={() => undefined} />, {
      answers: { planAgain: () => ok(plan) },
    });
    expect(await screen.findByTitle(/^14,500 of 100,000 left/)).toBeTruthy();
  });

  test('an expired plan is made anew and shown before anything is sent', async () => {
    const { user, inputs } = show({ answers: { confirmBuzz: () => failed(problem('plan-gone')) } });
    await user.click(await screen.findByRole('button', { name: 'Buzz unread again' }));
    await user.click(await screen.findByRole('button', { name: /Practice buzz/ }));
    await screen.findByText(/The plan has expired/);
    expect(inputs('planAgain')).toHaveLength(2);
    expect(inputs('confirmBuzz')).toHaveLength(1);
  });
});

/** A board, and a button that shows another one in its place. */
const TwoBoards = ({ second }: { second: Board }) => {
  const [id, setId] = useState(fakeBoard.id);
  return (
    <>
      <button type="button" onClick={() => setId(second.id)}>
        next
      </button>
      <BoardScreen id={id} onBack={vi.fn()} onSendAgain={() => undefined} />
    </>
  );
};

describe('another board', () => {
  const [, other] = fakeBoards as [Board, Board];
  test('is not replaced by the late answer to an action on the board before it', async () => {
    let answer = () => {};
    const options = {
      answers: {
        stopBuzz: async () => {
          await new Promise<void>((done) => {
            answer = done;
          });
          return ok({ ...fakeBoard, state: 'stopped' as const });
        },
        getBoard: ({ id }: { id: Board['id'] }) =>
          ok(id === fakeBoard.id ? { ...fakeBoard, state: 'running' as const } : other),
      },
    };
    const { user } = renderScreen(<TwoBoards second={other} />, options);
    await user.click(await screen.findByRole('button', { name: 'Stop buzzing' }));
    await user.click(screen.getByRole('button', { name: 'next' }));
    await screen.findByRole('heading', { name: other.title });
    await act(async () => answer());
    expect(screen.getByRole('heading', { name: other.title })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: fakeBoard.title })).toBeNull();
  });
});

describe('times on a board', () => {
  test('carry their day unless it is today', async () => {
    vi.useFakeTimers({ now: fakeBoard.createdAt + 180_000, toFake: ['Date'] });
    show();
    const today = (await row('韩梅梅')).textContent ?? '';
    expect(today).toMatch(/Read at \d\d:\d\d:\d\d/);
    vi.setSystemTime(fakeBoard.createdAt + 3 * 86_400_000);
    const { user } = show();
    expect((await row('韩梅梅')).textContent).toMatch(/Read at \w{3}, Nov \d\d, \d\d:\d\d:\d\d/);
    expect(screen.getByText(/^\w{3}, Nov \d\d, \d\d:\d\d$/)).toBeTruthy();
    expect(screen.getByText(/^receipts checked \w{3}, Nov \d\d, \d\d:\d\d:\d\d$/)).toBeTruthy();
    await user.click(within(await row('曾一鸣')).getByRole('button'));
    expect(within(await row('曾一鸣')).getByText(/^\w{3}, Nov \d\d, /)).toBeTruthy();
  });
});

describe('a board opened to escalate', () => {
  test('prepares the call to the unread and makes none by itself', async () => {
    const { inputs } = renderScreen(
      <BoardScreen id={fakeBoard.id} raise="phone" onBack={vi.fn()} onSendAgain={() => undefined} />,
    );
    await waitFor(() => expect(inputs('planAgain')).toHaveLength(1));
    const [asked] = inputs('planAgain');
    expect(asked).toMatchObject({ id: fakeBoard.id, channel: 'phone' });
    expect(asked?.people.length).toBeGreaterThan(0);
    await screen.findByRole('button', { name: /^Hold/ });
    expect(inputs('confirmBuzz')).toEqual([]);
  });
});

describe('recalling', () => {
  const about = (kind: ExistingMessage['kind']): ExistingMessage => ({
    kind,
    messageId: MessageId.parse('om_old'),
    chatId: ChatId.parse('oc_alerts'),
    chatName: '数据库告警',
    excerpt: '主库切换',
  });

  /** Reads from the foot and the menu of a board about such a message if they offer to recall it. */
  const offered = async (kind: ExistingMessage['kind']) => {
    const board = { ...fakeBoard, about: about(kind) };
    renderScreen(<BoardScreen id={board.id} onBack={() => undefined} onSendAgain={() => undefined} />, {
      answers: { getBoard: () => ({ ok: true, value: board }) },
    });
    const foot = await screen.findByRole<HTMLButtonElement>('button', { name: 'Recall' });
    const item = screen.getByRole<HTMLButtonElement>('menuitem', { name: 'Recall messages', hidden: true });
    return [!foot.disabled, !item.disabled];
  };

  test('is offered for a reply, not for a message that was there before the buzz', async () => {
    expect(await offered('message')).toEqual([false, false]);
    expect(await offered('reply')).toEqual([true, true]);
  });
});
