import { useSyncExternalStore } from 'react';

/** Holds a snapshot that is replaced whole, never changed in place. */
export interface Store<State> {
  current(): State;
  /** Calls the listener after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void;
}

/** Makes a store that lives outside of React, and `put`, the one way to change it. */
export const createStore = <State extends object>(
  first: State,
): Store<State> & { put(change: Partial<State>): void } => {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    current: () => state,
    put: (change) => {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};

/** A part of a store's state; renders again when that part changes. Select, do not build: `(s) => s.groups`. */
export const useSelected = <State, Part>(store: Store<State>, select: (state: State) => Part): Part =>
  useSyncExternalStore(store.subscribe, () => select(store.current()));
