import { problem } from '../../contract/advice/problem';
import type { HotkeyState } from '../../contract/ipc/startup';
import { type HotkeyClaims, hotkeyOffers } from './hotkey-claims';

export interface Hotkey {
  /**
   * Puts `accelerator` in force; empty turns the hotkey off. When it is taken, the previous one stays in force, and the
   * answer names that one, the problem, and shortcuts that are free.
   */
  set(accelerator: string): HotkeyState;
  /** Releases all shortcuts while a person records one, or takes them back. */
  pause(paused: boolean): void;
  /** The hotkey in force, and the problem with the last one that was set. */
  state(): HotkeyState;
}

/** The hotkey of the window. A failed registration is a problem that the person is told. */
export const createHotkey = (deps: { claims: HotkeyClaims; onPress(): void }): Hotkey => {
  const { claims, onPress } = deps;
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
      // The new one first: the old one is released only when its successor works.
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
