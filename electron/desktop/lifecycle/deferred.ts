/** A promise that is kept, or broken, by another one. */
export interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T | Promise<T>): void;
}

/** What others can wait for before it is begun (`Promise.withResolvers`, which Node 20 does not have). */
export const deferred = <T>(): Deferred<T> => {
  let resolve: (value: T | Promise<T>) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value) => resolve(value) };
};
