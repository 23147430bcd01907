/** One kind of event and its listeners. */
export interface Topic<T> {
  /** Adds a listener for good; listeners are called in the order in which they subscribed. */
  subscribe(listener: (value: T) => void): void;
  tell(value: T): void;
}

export const createTopic = <T>(): Topic<T> => {
  const listeners: ((value: T) => void)[] = [];
  return {
    subscribe: (listener) => void listeners.push(listener),
    tell: (value) => {
      for (const listener of listeners) listener(value);
    },
  };
};
