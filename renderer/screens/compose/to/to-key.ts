import { isIme, type KeyPress } from '../../../keys/key-rules';

export type ToMove =
  | { kind: 'pass' }
  | { kind: 'open' }
  | { kind: 'active'; index: number }
  /** Takes the active row; `leave`: and goes on to the message. */
  | { kind: 'pick'; leave: boolean }
  /** The rows do not answer what is typed yet: picks as soon as they do. */
  | { kind: 'wait'; leave: boolean }
  /** Takes the group offered as a ghost and goes on to the message. */
  | { kind: 'ghost' }
  /** Reads what is typed as it stands: an e-mail, a mobile, an id. */
  | { kind: 'read' }
  | { kind: 'leave' }
  | { kind: 'close' }
  | { kind: 'remove-last' }
  | { kind: 'into-chips' };

export interface ToState {
  typed: string;
  /** The caret stands at the very start with nothing selected. */
  atStart: boolean;
  chips: number;
  open: boolean;
  /** Rows for what is typed are on their way. */
  stale: boolean;
  rows: number;
  /** -1: no row is active. */
  active: number;
  ghost: boolean;
}

/** What a key does in To. While an input method composes, every key is the input method's. Pure. */
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
      // Rows that came by themselves are not in the way: with nothing typed one Esc is enough to leave.
      return open && !empty ? { kind: 'close' } : pass;
    case 'Backspace':
      return typed === '' && chips > 0 ? { kind: 'remove-last' } : pass;
    case 'ArrowLeft':
      return atStart && chips > 0 ? { kind: 'into-chips' } : pass;
    default:
      return pass;
  }
};
