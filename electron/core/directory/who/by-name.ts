import { nameKey } from '../../../contract/plain-text';

type Named = { readonly name: string };

/** A list by name. Built with the first question; names are compared by their form only if a name is not there as written. */
export class ByName<T extends Named> {
  readonly #all: readonly T[];
  #written: Map<string, T[]> | null = null;
  #folded: Map<string, T[]> | null = null;

  constructor(all: readonly T[]) {
    this.#all = all;
  }

  /** All that are called so: exactly as written if there are any, otherwise those whose name differs only in its form. */
  called(name: string): readonly T[] {
    this.#written ??= this.#by((each) => each.name);
    const exact = this.#written.get(name);
    if (exact) return exact;
    this.#folded ??= this.#by((each) => nameKey(each.name));
    return this.#folded.get(nameKey(name)) ?? [];
  }

  #by(keyOf: (each: T) => string): Map<string, T[]> {
    const by = new Map<string, T[]>();
    for (const each of this.#all) {
      const key = keyOf(each);
      const others = by.get(key);
      if (others) others.push(each);
      else by.set(key, [each]);
    }
    return by;
  }
}

const made = new WeakMap<readonly Named[], ByName<Named>>();

/** A list by name, made once for each list: the known people are the same list until they change. */
export const byName = <T extends Named>(all: readonly T[]): ByName<T> => {
  const known = made.get(all);
  if (known) return known as ByName<T>;
  const fresh = new ByName(all);
  made.set(all, fresh);
  return fresh;
};
