import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HoldButton, holdMs } from './hold-button';

const show = () => {
  cleanup();
  const onHeld = vi.fn();
  const onHolding = vi.fn();
  render(
    <HoldButton description="hold" onHeld={onHeld} onHolding={onHolding}>
      Hold to call 4 people
    </HoldButton>,
  );
  return { onHeld, onHolding, button: screen.getByRole('button') };
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

  it.each(['pointerUp', 'pointerLeave', 'pointerCancel', 'blur'] as const)('is cancelled by %s', (end) => {
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

  it('confirms what the button said when the hold began', () => {
    const seen = vi.fn();
    const unseen = vi.fn();
    cleanup();
    const { rerender } = render(
      <HoldButton description="hold" onHeld={seen}>
        Hold to call 4 people
      </HoldButton>,
    );
    fireEvent.pointerDown(screen.getByRole('button'), { button: 0 });
    wait(holdMs - 1);
    rerender(
      <HoldButton description="hold" onHeld={unseen}>
        Hold to call 40 people
      </HoldButton>,
    );
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
