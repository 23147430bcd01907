import { followedState } from '../../state/followed-state';

export interface Toast {
  id: number;
  text: string;
  /** One thing to do about it, usually undo. */
  action?: { label: string; run: () => void };
  /** How long it stays, in ms, while it is neither hovered nor focused. */
  lasts: number;
}

const state = followedState<{ shown: readonly Toast[] }>({ shown: [] });
let nextId = 1;

/** Says something briefly at the bottom of the window; undo gets 8 s, words alone 4 s. At most three at a time. */
export const toast = (text: string, action?: Toast['action']): number => {
  const id = nextId++;
  const next: Toast = { id, text, lasts: action ? 8_000 : 4_000, ...(action ? { action } : {}) };
  state.put({ shown: [...state.current().shown, next].slice(-3) });
  return id;
};

/** Takes a toast away. */
export const dismissToast = (id: number): void =>
  state.put({ shown: state.current().shown.filter((each) => each.id !== id) });

/** For `useSyncExternalStore`. */
export const toasts = { subscribe: state.subscribe, current: () => state.current().shown };
