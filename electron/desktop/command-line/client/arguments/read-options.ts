import type { UsageProblem } from './asked';

/** The options one command takes. A `many` may be given again. */
export interface OptionSpec {
  flags: readonly string[];
  values: readonly string[];
  many: readonly string[];
  /** Names of what stands without an option, in order; all are needed. */
  arguments: readonly string[];
}

export interface ReadOptions {
  flag(name: string): boolean;
  value(name: string): string | null;
  all(name: string): readonly string[];
  /** The argument at this place; the spec promises that it is there. */
  argument(place: number): string;
}

const allowed = ({ flags, values, many }: OptionSpec) => new Set([...flags, ...values, ...many]);

/**
 * Reads `--name value`, `--name=value` and plain arguments, strictly. What follows an option is its value even when it
 * begins with a dash (texts do), unless it is an option of the same command: then the value was forgotten.
 */
export const readOptions = (argv: readonly string[], spec: OptionSpec): ReadOptions | UsageProblem => {
  const known = allowed(spec);
  const given = new Map<string, string[]>();
  const plain: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') {
      plain.push(...argv.slice(at + 1));
      break;
    }
    if (!word.startsWith('--')) {
      plain.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    const option = `--${name}`;
    if (!known.has(name)) return { key: 'unknown-option', option };
    if (given.has(name) && !spec.many.includes(name)) return { key: 'given-twice', option };
    if (spec.flags.includes(name)) {
      if (equals >= 0) return { key: 'unknown-option', option: word };
      given.set(name, []);
      continue;
    }
    const next = argv[at + 1];
    const value = equals >= 0 ? word.slice(equals + 1) : next;
    const forgotten = equals < 0 && next?.startsWith('--') && known.has(next.slice(2).split('=')[0] ?? '');
    if (value === undefined || forgotten) return { key: 'value-missing', option };
    if (equals < 0) at += 1;
    given.set(name, [...(given.get(name) ?? []), value]);
  }

  const missing = spec.arguments[plain.length];
  if (missing !== undefined) return { key: 'argument-needed', name: missing };
  const surplus = plain[spec.arguments.length];
  if (surplus !== undefined) return { key: 'argument-unexpected', value: surplus };
  return {
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.[0] ?? null,
    all: (name) => given.get(name) ?? [],
    argument: (place) => plain[place] ?? '',
  };
};
