import { isIme, type KeyPress } from '../../../keys/key-rules';

export type ToMove =
  | { kind: 'pass' }
  | { kind: 'open' }
  | { kind: 'active'; index: number }
  /** Takes the active row and, with `leave`, goes on to the message. */
  | { kind: 'pick'; leave: boolean }
  /** Picks as soon as the rows match the typed text. */
  | { kind: 'wait'; leave: boolean }
  /** Takes the group offered as a ghost and goes on to the message. */
  | { kind: 'ghost' }
  /** Reads the typed text as it stands: an e-mail, a mobile number, an ID. */
  | { kind: 'read' }
  | { kind: 'leave' }
  | { kind: 'close' }
  | { kind: 'remove-last' }
  | { kind: 'into-chips' };

export interface ToState {
  typed: string;
  /** True when the caret is at the very start with nothing selected. */
  atStart: boolean;
  chips: number;
  open: boolean;
  /** True until the rows for the typed text are there. */
  stale: boolean;
  rows: number;
  /** -1: no row is active. */
  active: number;
  ghost: boolean;
}

/** Maps a key in To to its move. While an input method composes, every key belongs to it. */
export const toKey = (event: Omit<KeyPress, 'code'>, state: ToState): ToMove => {
  const pass = { kind: 'pass' } as const;
  if (isIme(event) || event.ctrlKey || event.metaKey || event.altKey) return pass;
  const { typed, atStart, chips, open, stale, rows, active, ghost } = state;
  const empty = typed.trim() === '';
  const picked = open && active >= 0 && active < rows;
  switch (event.key) {
    case 'ArrowDown':
      return open ? { kind: 'active', index: Math.min(active + 1, rows - 1) } : { kind: 'open' };
    case 'ArrowUp':
      return open ? { kind: 'active', index: Math.max(active - 1, 0) } : pass;
    case 'Enter':
      if (stale && !empty) return { kind: 'wait', leave: false };
      if (picked) return { kind: 'pick', leave: false };
      if (!empty) return { kind: 'read' };
      return ghost ? { kind: 'ghost' } : { kind: 'leave' };
    case 'Tab':
      if (event.shiftKey) return pass;
      if (stale && !empty) return { kind: 'wait', leave: true };
      if (picked) return { kind: 'pick', leave: true };
      return ghost && empty ? { kind: 'ghost' } : { kind: 'leave' };
    case 'Escape':
      // With nothing typed the list opened by itself, so one Esc is enough to leave the window.
      return open && !empty ? { kind: 'close' } : pass;
    case 'Backspace':
      return typed === '' && chips > 0 ? { kind: 'remove-last' } : pass;
    case 'ArrowLeft':
      return atStart && chips > 0 ? { kind: 'into-chips' } : pass;
    default:
      return pass;
  }
};
