/** A snapshot that is replaced whole, never changed in place, and those who follow it. */
export interface FollowedState<State> {
  current(): State;
  put(change: Partial<State>): void;
  /** The returned function ends it. */
  subscribe(listener: () => void): () => void;
}

/** What a store is made of: `useSyncExternalStore` reads it. */
export const followedState = <State extends object>(first: State): FollowedState<State> => {
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
