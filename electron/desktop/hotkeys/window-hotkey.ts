import { problem } from '../../contract/advice/problem';
import type { HotkeyState } from '../../contract/ipc/startup';
import { hotkeyOffers } from './free-shortcuts';
import type { HotkeyClaims } from './shortcuts';

export interface Hotkey {
  /**
   * Puts `accelerator` in force; empty turns the hotkey off. When it cannot be had, the one that worked before stays in
   * force (if there was one), and the answer names that one together with the problem and what could be had instead.
   */
  set(accelerator: string): HotkeyState;
  /** Lets all shortcuts go for a while (one is being recorded), or takes them back. */
  pause(paused: boolean): void;
  /** What is in force, and what was wrong with the last one that was asked for. */
  state(): HotkeyState;
}

/** The hotkey of the window. A failed registration is a problem to show, never silence. */
export const createHotkey = (parts: { claims: HotkeyClaims; onPress(): void }): Hotkey => {
  const { claims, onPress } = parts;
  let state: HotkeyState = { accelerator: '', problem: null, free: [] };

  const taken = (accelerator: string, inForce: string): HotkeyState => ({
    accelerator: inForce,
    problem: problem('hotkey-taken', { hotkey: accelerator }),
    free: hotkeyOffers(claims),
  });
  const resume = () => {
    const lost = claims.resume();
    if (lost.includes(state.accelerator)) state = taken(state.accelerator, '');
  };

  return {
    pause: (wanted) => (wanted ? claims.pause() : resume()),
    set: (accelerator) => {
      resume();
      const before = state.accelerator;
      // The new one first: the old one is let go only once there is something in its place.
      if (accelerator !== before && accelerator !== '' && !claims.claim(accelerator, onPress)) {
        state = taken(accelerator, before);
        return state;
      }
      if (accelerator !== before && before !== '') claims.release(before);
      state = { accelerator, problem: null, free: [] };
      return state;
    },
    state: () => state,
  };
};
