export interface Toast {
  id: number;
  text: string;
  /** One thing to do about it, usually undo. */
  action?: { label: string; run: () => void };
  /** How long it stays, in ms, while it is neither hovered nor focused. */
  lasts: number;
}

type Listener = () => void;

const listeners = new Set<Listener>();
let shown: readonly Toast[] = [];
let nextId = 1;

const publish = (next: readonly Toast[]) => {
  shown = next;
  for (const listener of listeners) listener();
};

/** Says something briefly at the bottom of the window; undo gets 8 s, words alone 4 s. At most three at a time. */
export const toast = (text: string, action?: Toast['action']): number => {
  const id = nextId++;
  const next: Toast = { id, text, lasts: action ? 8_000 : 4_000, ...(action ? { action } : {}) };
  publish([...shown, next].slice(-3));
  return id;
};

/** Takes a toast away. */
export const dismissToast = (id: number): void => publish(shown.filter((each) => each.id !== id));

/** For `useSyncExternalStore`. */
export const toasts = {
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  current: () => shown,
};
