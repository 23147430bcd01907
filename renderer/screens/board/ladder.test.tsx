import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { problem } from '../../../electron/contract/advice/problem';
import type { Board, BoardClimber, BoardLadder } from '../../../electron/contract/model/board';
import type { Outcome } from '../../../electron/contract/model/channel';
import type { FakeOptions } from '../../../test/support/bridge/fake-bridge';
import { fakeBoard, fakeLadder, fakeNow } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { BoardScreen } from './board-screen';
import { shownStages, stagesOf } from './ladder/ladder-strip';

const show = async (change: Partial<Board>, others: FakeOptions['answers'] = {}) => {
  const answers = { getBoard: () => ({ ok: true, value: { ...fakeBoard, ...change } }) as const, ...others };
  const shown = renderScreen(<BoardScreen id={fakeBoard.id} onBack={() => undefined} onSendAgain={() => undefined} />, {
    answers,
  });
  await screen.findByRole('region', { name: 'People' });
  // From here on time stands still unless the test moves it.
  vi.useFakeTimers({ now: fakeNow });
  act(() => shown.emit('seenChanged', false));
  act(() => shown.emit('seenChanged', true));
  return shown;
};
const [sms, phone] = fakeLadder.rungs as [BoardLadder['rungs'][number], BoardLadder['rungs'][number]];
const strip = () => screen.getByRole('region', { name: 'Ladder: 3 / 8 min' });

/** Lets pending answers arrive. */
const settled = () => act(() => vi.advanceTimersByTimeAsync(0));

// Only the date: a screen that loads needs timers that run.
beforeEach(() => void vi.useFakeTimers({ now: fakeNow, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe('the ladder strip', () => {
  test('shows the rungs done, the next one with its time, and that the computer must be awake', async () => {
    await show({ ladder: fakeLadder });
    expect(strip().textContent).toContain('SMS 1:24');
    expect(strip().textContent).toContain('1 person');
    expect(within(strip()).getAllByText(/Escalates only while this computer is awake/)).toHaveLength(1);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(strip().textContent).toContain('SMS 0:24');
  });

  test('a held call continues by holding, not by a click', async () => {
    const held = { ...phone, state: 'held', problem: problem('offline') } as const;
    const { inputs } = await show({
      ladder: { ...fakeLadder, state: 'held', rungs: [{ ...sms, state: 'done' }, held] },
    });
    expect(within(strip()).getByRole('alert').textContent).toContain('No network connection');
    const hold = screen.getByRole('button', { name: 'Hold to continue: call 1 person' });
    fireEvent.click(hold);
    expect(inputs('continueLadder')).toEqual([]);
    fireEvent.pointerDown(hold, { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(inputs('continueLadder')).toEqual([{ id: fakeBoard.id, gesture: 'paid' }]);
  });

  test('a rung held by a missing scope has it granted by a scan', async () => {
    const lacks = problem('scope-missing', { scopes: 'im:message:readonly' });
    const rungs = [{ ...phone, state: 'held', problem: lacks } as const];
    const { inputs } = await show({ practice: false, ladder: { ...fakeLadder, state: 'held', rungs } });
    fireEvent.click(within(strip()).getByRole('button', { name: 'Grant by scan' }));
    expect(inputs('openConnect')).toEqual([
      { workspaceId: fakeBoard.workspaceId, view: 'grant', also: ['im:message:readonly'] },
    ]);
  });

  test('at night a held call is asked about once more', async () => {
    const held = { ...phone, state: 'held', problem: problem('offline') } as const;
    const night = () => ({ ok: false, problem: problem('night-asks', { from: '22:00', to: '07:00' }) }) as const;
    const ladder: BoardLadder = { ...fakeLadder, state: 'held', rungs: [held] };
    const { inputs } = await show({ ladder }, { continueLadder: night });
    fireEvent.pointerDown(screen.getByRole('button', { name: /^Hold to continue/ }), { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(screen.getByRole('dialog').textContent).toContain('22:00 to 07:00');
    fireEvent.pointerDown(screen.getByRole('button', { name: 'Hold to call 1 person at night' }), { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(inputs('continueLadder').map(({ gesture }) => gesture)).toEqual(['paid', 'paid-at-night']);
  });

  test('listening is offered after a ladder of real people, once: taken or declined for good', async () => {
    const over: Partial<Board> = { practice: false, ladder: { ...fakeLadder, state: 'ended' } };
    const taking = await show(over);
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Start listening' }));
    await settled();
    expect(taking.inputs('setListening')).toEqual([{ workspaceId: fakeBoard.workspaceId, mode: 'alone' }]);
    expect(taking.inputs('changeSettings')).toEqual([{ listenOffered: true }]);
    expect(screen.queryByRole('button', { name: 'No, thanks' })).toBeNull();
  });

  test.each<[string, Partial<Board>, boolean]>([
    ['while the ladder is armed', { practice: false, ladder: fakeLadder }, false],
    ['in practice', { ladder: { ...fakeLadder, state: 'ended' } }, false],
    ['after a buzz without a ladder', { practice: false, ladder: null }, false],
    ['to a person who declined', { practice: false, ladder: { ...fakeLadder, state: 'ended' } }, true],
  ])('listening is not offered %s', async (_, change, declines) => {
    await show({ practice: true, ...change });
    await settled();
    if (declines) fireEvent.click(screen.getByRole('button', { name: 'No, thanks' }));
    await settled();
    expect(screen.queryByRole('button', { name: 'Start listening' })).toBeNull();
  });

  test('a missed rung is named, and an ended ladder can no longer be stopped', async () => {
    const rungs = [{ ...sms, state: 'missed' } as const, { ...phone, state: 'skipped' } as const];
    await show({ ladder: { ...fakeLadder, state: 'ended', rungs } });
    expect(strip().textContent).toMatch(/SMS missed.*Phone skipped/);
    expect(screen.queryByRole('button', { name: 'Stop ladder' })).toBeNull();
  });

  test('a rung that called no one is told apart, with its reason', async () => {
    const none = { ...phone, state: 'done', people: 0, problem: problem('ceiling-month', { limit: '50' }) } as const;
    await show({ ladder: { ...fakeLadder, state: 'ended', rungs: [{ ...sms, state: 'done' }, none] } });
    expect(strip().textContent).toMatch(/Phone no one/);
    expect(strip().textContent).toMatch(/Phone called no one: .*50/);
    expect(strip().querySelectorAll('[data-none]')).toHaveLength(1);
  });

  const left = (outcome: Outcome): Partial<Board> => ({
    people: fakeBoard.people.slice(0, 2).map((person) => ({ ...person, outcome, readAt: null, ack: null })),
    ladder: {
      ...fakeLadder,
      state: 'ended',
      rungs: [
        { ...sms, state: 'done' },
        { ...phone, state: 'skipped' },
      ],
    },
  });

  test.each<[Outcome, string]>([
    ['unknown', 'the last calls to 2 people may have gone out, so they are not repeated by themselves'],
    ['unreachable', 'no further step could reach 2 people'],
    ['quota', 'SMS and phone are used up, and 2 people were not reached'],
  ])('one that ended early says why: %s', async (outcome, words) => {
    await show(left(outcome));
    expect(strip().textContent).toContain(`Escalation ended early: ${words}`);
  });

  test.each<[string, Partial<Board>]>([
    ['that was stopped', { state: 'stopped' }],
    ['whose people have read', { people: fakeBoard.people.map((person) => ({ ...person, readAt: 5 })) }],
  ])('one %s says nothing of an early end', async (_, change) => {
    await show({ ...left('unknown'), ...change });
    expect(strip().textContent).not.toContain('early');
  });

  test('a climbing ladder can be stopped; recalling stays in the menu', async () => {
    const { inputs } = await show({ ladder: fakeLadder });
    fireEvent.click(screen.getByRole('button', { name: 'Stop ladder' }));
    await settled();
    expect(inputs('stopBuzz')).toEqual([{ id: fakeBoard.id }]);
    expect(screen.getByRole('menuitem', { name: 'Recall messages', hidden: true })).toBeTruthy();
  });

  test('a long ladder shows the rungs around the next one and the number left out', () => {
    const rungs = Array.from({ length: 9 }, (_, index) => ({
      ...sms,
      state: index < 5 ? ('done' as const) : index === 5 ? ('next' as const) : ('later' as const),
    }));
    const stages = stagesOf({ ...fakeBoard, ladder: { ...fakeLadder, rungs } });
    const { shown, before, after } = shownStages(stages);
    expect([shown.map((stage) => stage.state), before, after]).toEqual([['done', 'next', 'later', 'later'], 5, 1]);
  });
});

describe('a ladder and a relay', () => {
  const climber = (change: Partial<BoardClimber>): BoardClimber => ({
    relay: 'relay.corp.cn',
    state: 'handed-over',
    elsewhere: true,
    since: fakeNow - 60_000,
    problem: null,
    lastHeardAt: fakeNow - 60_000,
    reachable: true,
    ...change,
  });
  const here = { elsewhere: false, lastHeardAt: null, reachable: null } as const;
  const armed = { ...fakeLadder, until: 'acknowledged' } as const;
  const awake = /only while this computer is awake/;
  const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

  test.each<[string, Partial<BoardClimber>, RegExp, boolean]>([
    [
      'is being handed over',
      { state: 'handing-over', lastHeardAt: null, reachable: null },
      /^Handing over to the relay relay\.corp\.cn…$/,
      true,
    ],
    [
      'may have been handed over',
      { state: 'handing-over', reachable: false },
      /cannot be reached\. Until it answers, nothing escalates here/,
      true,
    ],
    ['runs in the relay', {}, /^Runs in the relay relay\.corp\.cn; this computer may sleep · last heard /, true],
    [
      'runs in a relay that is away',
      { reachable: false },
      /cannot be reached\. It may still be escalating.*last heard/,
      true,
    ],
    [
      'was refused',
      { ...here, state: 'refused', problem: problem('hand-over-clock') },
      /^Runs on this computer: the relay relay\.corp\.cn did not take it\..*clocks/,
      false,
    ],
    ['was taken back', { ...here, state: 'taken-back' }, /^Taken back from the relay relay\.corp\.cn/, false],
  ])('that %s says who climbs, and only what is true of this computer', async (_, change, words, elsewhere) => {
    await show({ ladder: armed, climber: climber(change) });
    expect(within(strip()).getByRole('status').textContent).toMatch(words);
    expect(strip().textContent).toContain('Escalates until each person acknowledges');
    expect(awake.test(strip().textContent ?? '')).toBe(!elsewhere);
    expect(screen.queryAllByRole('button', { name: 'Take back' })).toHaveLength(elsewhere ? 1 : 0);
  });

  test('is taken back after a question that says what becomes of it', async () => {
    const { inputs } = await show({ ladder: armed, climber: climber({}) });
    fireEvent.click(button('Take back'));
    const dialog = screen.getByRole('dialog', { name: 'Take the ladder back to this computer?' });
    expect(dialog.textContent).toMatch(/not while it is asleep.*Until the relay has answered, nothing changes/);
    expect(inputs('takeBack')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take back' }));
    await settled();
    expect(inputs('takeBack')).toEqual([{ id: fakeBoard.id }]);
  });

  test('that cannot be taken back now says why, and stays where it is', async () => {
    const reason = problem('relay-unreachable', { relay: 'relay.corp.cn', reason: 'timeout' });
    await show(
      { ladder: armed, climber: climber({ reachable: false }) },
      { takeBack: () => ({ ok: false, problem: reason }) },
    );
    fireEvent.click(button('Take back'));
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Take back' }));
    await settled();
    expect(screen.getByText(/^Cannot reach the relay relay\.corp\.cn/)).toBeTruthy();
    expect(button('Take back')).toBeTruthy();
  });

  test('can be stopped where it runs; what only this computer does waits until it is taken back', async () => {
    const { inputs } = await show({ ladder: armed, climber: climber({}) });
    for (const name of ['Buzz unread again', 'Escalate']) {
      expect([button(name).disabled, button(name).title]).toEqual([
        true,
        'It runs in the relay. Take it back to buzz again',
      ]);
    }
    const inMenu = (name: string) => screen.getByRole('menuitem', { name, hidden: true });
    expect(inMenu('Send a follow-up…')).toHaveProperty('disabled', true);
    expect(inMenu('Post the result to a chat…')).toHaveProperty('disabled', true);
    fireEvent.click(button('Stop ladder'));
    await settled();
    expect(inputs('stopBuzz')).toEqual([{ id: fakeBoard.id }]);
  });

  test('that has ended there is this computer’s again, and the board says where it ran', async () => {
    await show({ ladder: { ...armed, state: 'ended' }, climber: climber({ elsewhere: false }) });
    expect(within(strip()).getByRole('status').textContent).toBe('Ran in the relay relay.corp.cn');
    expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull();
    expect(button('Buzz unread again').disabled).toBe(false);
  });
});

describe('the undo bar', () => {
  test('takes paid calls back until the time is over', async () => {
    const { inputs } = await show({ undoUntil: fakeNow + 4_000 });
    expect(screen.getByRole('timer').textContent).toBe('Calls go out in 4 seconds');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await settled();
    expect(inputs('undoBuzz')).toEqual([{ id: fakeBoard.id }]);
    await settled();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('takes them back by Ctrl+Z as well', async () => {
    const { inputs } = await show({ undoUntil: fakeNow + 4_000 });
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ', ctrlKey: true });
    await settled();
    expect(inputs('undoBuzz')).toEqual([{ id: fakeBoard.id }]);
  });

  test('goes by itself when the time is over, and its keys with it', async () => {
    const { inputs } = await show({ undoUntil: fakeNow + 4_000 });
    await act(() => vi.advanceTimersByTimeAsync(4_000));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ', ctrlKey: true });
    expect(inputs('undoBuzz')).toEqual([]);
  });
});

describe('calls that wait for Feishu', () => {
  test('show the reason and the time of the next attempt, and can be tried now', async () => {
    const { inputs } = await show({
      waiting: {
        until: fakeNow + 12_000,
        problem: problem('offline'),
        tries: { message: fakeNow + 600_000, buzz: fakeNow + 120_000 },
      },
    });
    expect(screen.getByText('in 0:12')).toBeTruthy();
    expect(
      screen.getByText(/^Keeps trying to send until \d\d:15 and to buzz until \d\d:07, then gives up\.$/),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
    await settled();
    expect(inputs('tryNow')).toEqual([{ id: fakeBoard.id }]);
  });
});
