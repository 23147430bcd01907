import { problem } from '../../contract/advice/problem';
import type { HotkeyState } from '../../contract/ipc/startup';
import { type HotkeyClaims, hotkeyOffers } from './hotkey-claims';
import { type KeyboardFacts, noFacts, swallowed } from './reach';

export interface Hotkey {
  /**
   * Puts `accelerator` in force; empty turns the hotkey off. When it is taken, the previous one stays in force, and the
   * answer names that one, the problem, and shortcuts that are free. One that may not arrive is put in force, with a problem.
   */
  set(accelerator: string): HotkeyState;
  /** Takes in what this computer does with keys. True if the state is another one now. */
  know(facts: KeyboardFacts): boolean;
  /** Releases all shortcuts while a person records one, or takes them back. */
  pause(paused: boolean): void;
  /** The next press is a trial: it opens no window, and is told. */
  awaitTrial(waiting: boolean): void;
  /** The hotkey in force, and the problem with the last one that was set. */
  state(): HotkeyState;
}

export interface HotkeyDeps {
  claims: HotkeyClaims;
  onPress(): void;
  /** A press has arrived that a person was asked for. */
  onTrial(): void;
}

/** The hotkey of the window. A failed registration is a problem that the person is told. */
export const createHotkey = ({ claims, onPress, onTrial }: HotkeyDeps): Hotkey => {
  let state: HotkeyState = { accelerator: '', problem: null, free: [] };
  let facts = noFacts;
  let trial = false;
  /** The shortcut whose press has arrived: whatever is known of the keyboard, it works. */
  let proven: string | null = null;

  const doubtOf = (accelerator: string) => (accelerator === proven ? null : swallowed(accelerator, facts));
  const offers = () => hotkeyOffers(claims, (each) => doubtOf(each) === null);
  const inForce = (accelerator: string): HotkeyState => {
    const doubt = doubtOf(accelerator);
    return { accelerator, problem: doubt, free: doubt ? offers() : [] };
  };
  const taken = (accelerator: string, kept: string): HotkeyState => ({
    accelerator: kept,
    problem: problem('hotkey-taken', { hotkey: accelerator }),
    free: offers(),
  });
  const resume = () => {
    const lost = claims.resume();
    if (lost.includes(state.accelerator)) state = taken(state.accelerator, '');
  };
  const press = () => {
    proven = state.accelerator;
    if (!trial) return onPress();
    trial = false;
    state = inForce(state.accelerator);
    onTrial();
  };

  return {
    pause: (wanted) => (wanted ? claims.pause() : resume()),
    set: (accelerator) => {
      resume();
      const before = state.accelerator;
      // The new one first: the old one is released only when its successor works.
      if (accelerator !== before && accelerator !== '' && !claims.claim(accelerator, press)) {
        state = taken(accelerator, before);
        return state;
      }
      if (accelerator !== before && before !== '') claims.release(before);
      state = inForce(accelerator);
      return state;
    },
    know: (known) => {
      facts = known;
      // A shortcut that is taken stays told.
      if (state.problem?.advice === 'hotkey-taken') return false;
      const before = state;
      state = inForce(state.accelerator);
      return state.problem?.advice !== before.problem?.advice;
    },
    awaitTrial: (waiting) => {
      trial = waiting;
    },
    state: () => state,
  };
};
