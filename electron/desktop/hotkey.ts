import { problem } from '../contract/problem';
import type { HotkeyState } from '../contract/shell';

/** What is used of Electron's `globalShortcut`. */
export interface ShortcutHost {
  /** False when another program has it; throws when Electron cannot read the accelerator. */
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

export interface Hotkey {
  /**
   * Puts `accelerator` in force; empty turns the hotkey off. When it cannot be had, the one that worked before stays in
   * force (if there was one), and the answer names that one together with the problem.
   */
  set(accelerator: string): HotkeyState;
  /** Lets the shortcut go for a while (it is being recorded), or takes it back. */
  pause(paused: boolean): void;
  /** What is in force, and what was wrong with the last one that was asked for. */
  state(): HotkeyState;
}

/** The one global hotkey. A failed registration is a problem to show, never silence. */
export const createHotkey = (parts: { globalShortcut: ShortcutHost; onPress(): void }): Hotkey => {
  const { globalShortcut, onPress } = parts;
  let inForce = '';
  let paused = false;
  let state: HotkeyState = { accelerator: '', problem: null };

  const register = (accelerator: string): boolean => {
    try {
      return globalShortcut.register(accelerator, onPress);
    } catch {
      return false;
    }
  };

  const resume = () => {
    if (!paused) return;
    paused = false;
    if (inForce !== '' && !register(inForce)) {
      state = { accelerator: '', problem: problem('hotkey-taken', { hotkey: inForce }) };
      inForce = '';
    }
  };

  return {
    pause: (wanted) => {
      if (!wanted) resume();
      else if (!paused) {
        paused = true;
        if (inForce !== '') globalShortcut.unregister(inForce);
      }
    },
    set: (accelerator) => {
      resume();
      const before = inForce;
      if (accelerator === before) {
        state = { accelerator, problem: null };
        return state;
      }
      // The new one first: the old one is let go only once there is something in its place.
      if (accelerator !== '' && !register(accelerator)) {
        state = { accelerator: before, problem: problem('hotkey-taken', { hotkey: accelerator }) };
        return state;
      }
      if (before !== '') globalShortcut.unregister(before);
      inForce = accelerator;
      state = { accelerator, problem: null };
      return state;
    },
    state: () => state,
  };
};
