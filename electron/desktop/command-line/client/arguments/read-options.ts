import { UsageError } from './parse-result';

/** The options of one command. A `many` may be given more than once. */
export interface OptionSpec {
  flags: readonly string[];
  values: readonly string[];
  many: readonly string[];
  /** Names of the arguments without an option, in order; all are needed. */
  arguments: readonly string[];
}

/** The options given to one command. Reading one that is missing or wrong throws a `UsageError`. */
export interface GivenOptions {
  flag(name: string): boolean;
  /** null when the option is not given. */
  value(name: string): string | null;
  needed(name: string): string;
  /** One of `choices`, or null when the option is not given. */
  choice<T extends string>(name: string, choices: readonly T[]): T | null;
  /** A whole number in this range, or null when the option is not given. */
  number(name: string, from: number, to: number): number | null;
  all(name: string): readonly string[];
  /** The argument at this place; the spec promises that it is there. */
  argument(place: number): string;
}

/**
 * Splits `--name value`, `--name=value` and plain arguments, strictly. The word after an option is its value even when it
 * begins with a dash, as messages may; only when it is an option of the same command was the value forgotten.
 */
const split = (argv: readonly string[], spec: OptionSpec): { given: Map<string, string[]>; plain: string[] } => {
  const names = new Set([...spec.flags, ...spec.values, ...spec.many]);
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
    if (!names.has(name)) throw new UsageError({ key: 'unknown-option', option });
    if (given.has(name) && !spec.many.includes(name)) throw new UsageError({ key: 'given-twice', option });
    if (spec.flags.includes(name)) {
      if (equals >= 0) throw new UsageError({ key: 'unknown-option', option: word });
      given.set(name, []);
      continue;
    }
    const next = argv[at + 1];
    const value = equals >= 0 ? word.slice(equals + 1) : next;
    const forgotten = equals < 0 && next?.startsWith('--') && names.has(next.slice(2).split('=')[0] ?? '');
    if (value === undefined || forgotten) throw new UsageError({ key: 'value-missing', option });
    if (equals < 0) at += 1;
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return { given, plain };
};

/** Reads the words after a command's name. Throws a `UsageError` when they do not fit its spec. */
export const readOptions = (argv: readonly string[], spec: OptionSpec): GivenOptions => {
  const { given, plain } = split(argv, spec);
  const missing = spec.arguments[plain.length];
  if (missing !== undefined) throw new UsageError({ key: 'argument-needed', name: missing });
  const surplus = plain[spec.arguments.length];
  if (surplus !== undefined) throw new UsageError({ key: 'argument-unexpected', value: surplus });

  const valueFor = (name: string) => given.get(name)?.[0] ?? null;
  return {
    flag: (name) => given.has(name),
    value: valueFor,
    needed: (name) => {
      const value = valueFor(name);
      if (value === null) throw new UsageError({ key: 'option-needed', option: `--${name}` });
      return value;
    },
    choice: (name, choices) => {
      const value = valueFor(name);
      const choice = choices.find((each) => each === value) ?? null;
      if (value === null || choice !== null) return choice;
      throw new UsageError({ key: 'choice', option: `--${name}`, choices: choices.join(' ') });
    },
    number: (name, from, to) => {
      const value = valueFor(name);
      if (value === null) return null;
      const number = Number(value);
      if (/^\d+$/.test(value) && number >= from && number <= to) return number;
      throw new UsageError({ key: 'number', option: `--${name}`, from: String(from), to: String(to) });
    },
    all: (name) => given.get(name) ?? [],
    argument: (place) => plain[place] ?? '',
  };
};
