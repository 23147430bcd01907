/** A promise, and the function that settles it. */
export interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T | Promise<T>): void;
}

/** Makes a promise that others can wait for before its work begins (`Promise.withResolvers`, which Node 20 lacks). */
export const deferred = <T>(): Deferred<T> => {
  let resolve: (value: T | Promise<T>) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value) => resolve(value) };
};
