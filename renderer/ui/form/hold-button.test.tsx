import { act, fireEvent, screen } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, PaidChannel } from '../../../electron/contract/model/channel';
import type { Plan } from '../../../electron/contract/model/plan';
import { manyPeople, type Stake, stakeOf, stakeOfRung } from '../../../electron/contract/rules/stake';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { Button } from './button';
import { HoldButton, type HoldButtonProps, holdMs, longHoldMs } from './hold-button';

/** The part of a plan that has numbers: a ladder's costs are calls, not people. */
const counted = (channel: Channel, people: number, later: readonly (readonly [PaidChannel, number])[] = []) => {
  const cost = ([paid, calls]: readonly [PaidChannel, number]) => ({
    channel: paid,
    calls,
    leftThisMonth: 9,
    limit: 50,
  });
  const plan: Pick<Plan, 'channel' | 'counts' | 'ladder'> = {
    channel,
    counts: { messages: people, buzzes: people, calls: 2 * people },
    ladder: {
      name: '',
      steps: [],
      repeat: { times: 0, everyMinutes: 10 },
      until: 'read' as const,
      enough: 'everyone' as const,
      inTurn: null,
      turns: 0,
      climbs: { at: 'here', problem: null },
      rungs: [],
      costs: later.map(cost),
    },
  };
  return plan;
};
const stakeFor = (...input: Parameters<typeof counted>): Stake => {
  const stake = stakeOf(counted(...input));
  return stake ?? expect.fail('no person would be called');
};

const show = (stake = stakeFor('phone', 4), change: Partial<HoldButtonProps> = {}) => {
  const onHeld = vi.fn();
  const onHolding = vi.fn();
  const props = { stake, practice: false, onHeld, onHolding, ...change };
  const { unmount } = renderScreen(<HoldButton {...props} />);
  return { onHeld, onHolding, unmount, button: screen.getByRole('button') };
};
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the paid gesture', () => {
  it('is a press held long enough, asking for consent as long as it is held', () => {
    const { button, onHeld, onHolding } = show();
    fireEvent.pointerDown(button, { button: 0 });
    wait(holdMs - 1);
    expect(onHeld).not.toHaveBeenCalled();
    expect(onHolding.mock.calls).toEqual([[true]]);
    wait(1);
    expect(onHeld).toHaveBeenCalledOnce();
    expect(onHolding.mock.calls).toEqual([[true], [false]]);
  });

  it.each(['pointerUp', 'pointerLeave', 'pointerCancel', 'blur'] as const)('is canceled by %s', (end) => {
    const { button, onHeld } = show();
    fireEvent.pointerDown(button, { button: 0 });
    wait(holdMs - 1);
    fireEvent[end](button);
    wait(holdMs);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it('is neither a click nor a press of another mouse button', () => {
    const { button, onHeld } = show();
    fireEvent.click(button);
    fireEvent.pointerDown(button, { button: 2 });
    wait(holdMs);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it('is held longer for many people, and then no key replaces it', () => {
    const few = show(stakeFor('phone', manyPeople), { keysOn: 'linux' });
    expect(few.button.getAttribute('aria-keyshortcuts')).toBe('Control+Shift+Enter');
    const { button, onHeld } = show(stakeFor('phone', manyPeople + 1), { keysOn: 'linux' });
    expect(button.getAttribute('aria-keyshortcuts')).toBeNull();
    fireEvent.pointerDown(button, { button: 0 });
    wait(longHoldMs - 1);
    expect(onHeld).not.toHaveBeenCalled();
    wait(1);
    expect(onHeld).toHaveBeenCalledOnce();
  });

  it('answers a short click with what to do, in sight and to screen readers, until the next press', () => {
    const { button } = show(undefined, { keysOn: 'linux' });
    const answer = 'Nothing was sent: keep holding for 1 s until it fills up';
    expect(button.textContent).toContain('Hold for 1 s to confirm the cost, or press');
    fireEvent.pointerDown(button, { button: 0 });
    fireEvent.pointerUp(button);
    expect(button.textContent).toContain(answer);
    expect(screen.getAllByRole('status').map((each) => each.textContent)).toContain(answer);
    fireEvent.pointerDown(button, { button: 0 });
    expect(button.textContent).not.toContain(answer);
  });

  it('confirms what the button said when the hold began', () => {
    const seen = vi.fn();
    const unseen = vi.fn();
    const four = <HoldButton stake={stakeFor('phone', 4)} practice={false} onHeld={seen} />;
    const forty = <HoldButton stake={stakeFor('phone', 40)} practice={false} onHeld={unseen} />;
    const { rerenderScreen } = renderScreen(four);
    fireEvent.pointerDown(screen.getByRole('button'), { button: 0 });
    wait(holdMs - 1);
    rerenderScreen(forty);
    wait(1);
    expect(seen).toHaveBeenCalledOnce();
    expect(unseen).not.toHaveBeenCalled();
  });

  it('works by holding Space, once, and Esc cancels it without reaching the window', () => {
    const { button, onHeld } = show();
    const outside = vi.fn();
    window.addEventListener('keydown', outside);
    fireEvent.keyDown(button, { key: ' ' });
    wait(holdMs - 1);
    fireEvent.keyDown(button, { key: ' ', repeat: true });
    outside.mockClear();
    fireEvent.keyDown(button, { key: 'Escape' });
    wait(holdMs);
    expect(onHeld).not.toHaveBeenCalled();
    expect(outside).not.toHaveBeenCalled();
    fireEvent.keyUp(button, { key: ' ' });
    fireEvent.keyDown(button, { key: ' ' });
    wait(holdMs);
    expect(onHeld).toHaveBeenCalledOnce();
    window.removeEventListener('keydown', outside);
  });
});

describe('a red button', () => {
  it('says how many people, and the most SMS and calls that may follow', () => {
    const stake = stakeFor('app', 37, [
      ['sms', 37],
      ['phone', 74],
    ]);
    expect(show(stake).button.textContent).toContain('Hold to buzz 37 people, then up to 37 SMS and 74 calls');
  });

  it('has every number of its stake in its name, whatever the plan', () => {
    const paid = fc.constantFrom<PaidChannel>('sms', 'phone');
    const cost = fc.tuple(paid, fc.integer({ min: 1, max: 999 }));
    const plan = fc.record({
      channel: fc.constantFrom<Channel>('app', 'sms', 'phone'),
      people: fc.integer({ min: 1, max: 999 }),
      later: fc.uniqueArray(cost, { selector: ([channel]) => channel }),
    });
    fc.assert(
      fc.property(plan, ({ channel, people, later }) => {
        const { button, unmount } = show(stakeFor(channel, people, later));
        const numbers = (button.textContent ?? '').match(/\d+/g) ?? [];
        for (const number of [people, ...later.map(([, calls]) => calls)]) expect(numbers).toContain(String(number));
        unmount();
      }),
      { numRuns: 40 },
    );
  });

  it('cannot be made without numbers that main counted', () => {
    expect(stakeOf(counted('phone', 0))).toBeNull();
    expect(stakeOfRung({ via: 'phone', people: 0 })).toBeNull();
    const madeUp = { channel: 'phone', people: 4, later: { sms: 0, phone: 0 } } as const;
    const forbidden = () => [
      // @ts-expect-error: a stake comes from a plan or a rung
      <HoldButton key="1" stake={madeUp} practice={false} onHeld={() => undefined} />,
      // @ts-expect-error: there is no red button with words of its own
      <HoldButton key="2" practice={false} onHeld={() => undefined} />,
      // @ts-expect-error: no other button looks paid
      <Button key="3" variant="paid" />,
    ];
    expect(forbidden).toBeTypeOf('function');
  });
});
