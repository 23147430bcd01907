import { parseArgs } from 'node:util';
import { Right } from '../../contract/relay';

/** What `serve` is asked to do. */
export type ServeCommand =
  | { kind: 'help' }
  | {
      kind: 'serve';
      config: string | null;
      data: string | null;
      ledger: LedgerWord | null;
      host: string | null;
      port: number | null;
    }
  | { kind: 'migrate'; config: string | null; data: string | null; ledger: LedgerWord | null }
  | {
      kind: 'token-add';
      config: string | null;
      data: string | null;
      ledger: LedgerWord | null;
      name: string;
      workspaces: readonly string[];
      rights: readonly Right[];
      /** Webhooks for which the right `hook` is; empty: all of these workspaces. */
      hooks: readonly string[];
      buzzesPerHour: number | null;
      paidPerHour: number | null;
    }
  | {
      kind: 'hook-test';
      config: string | null;
      data: string | null;
      ledger: LedgerWord | null;
      /** Files of payloads, in the order in which they would arrive. */
      files: readonly string[];
      /** Id of the webhook; null: the only one. */
      hook: string | null;
      /** The header `Idempotency-Key` that would come with them. */
      key: string | null;
      json: boolean;
    }
  | { kind: 'token-list'; config: string | null; data: string | null; ledger: LedgerWord | null }
  | { kind: 'token-remove'; config: string | null; data: string | null; ledger: LedgerWord | null; id: string };

/** Where the record is kept, where the arguments say it. */
type LedgerWord = 'sqlite' | 'postgres';

/** A mistake in the arguments; its sentence is in `serve-words.ts`. */
export interface ServeFault {
  key: 'wrong-arguments' | 'wrong-ledger' | 'wrong-number' | 'wrong-right' | 'option-needed';
  values: Readonly<Record<string, string>>;
}

const options = {
  config: { type: 'string' },
  data: { type: 'string' },
  ledger: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  name: { type: 'string' },
  workspace: { type: 'string', multiple: true },
  rights: { type: 'string' },
  hook: { type: 'string', multiple: true },
  'per-hour': { type: 'string' },
  'paid-per-hour': { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

class Fault extends Error {
  readonly fault: ServeFault;
  constructor(key: ServeFault['key'], values: Readonly<Record<string, string>> = {}) {
    super(key);
    this.fault = { key, values };
  }
}

const whole = (option: string, text: string | undefined, most: number): number | null => {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Fault('wrong-number', { option: `--${option}`, most: String(most) });
};

const rightsOf = (text: string | undefined): readonly Right[] => {
  if (text === undefined) throw new Fault('option-needed', { option: '--rights' });
  return [...new Set(text.split(',').map((word) => word.trim()))].map((word) => {
    const right = Right.safeParse(word);
    if (!right.success) throw new Fault('wrong-right', { right: word, rights: Right.options.join(' ') });
    return right.data;
  });
};

const parse = (argv: readonly string[]): ServeCommand => {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true; args: string[] }>>;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch {
    throw new Fault('wrong-arguments');
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const { ledger = null } = values;
  if (ledger !== null && ledger !== 'sqlite' && ledger !== 'postgres') throw new Fault('wrong-ledger', { ledger });
  const common = { config: values.config ?? null, data: values.data ?? null, ledger } as const;
  const [first, second, third, ...more] = positionals;
  if (first === 'hook' && second === 'test' && third !== undefined) {
    const [hook = null, ...others] = values.hook ?? [];
    if (others.length > 0) throw new Fault('wrong-arguments');
    const { key = null, json = false } = values;
    return { kind: 'hook-test', ...common, files: [third, ...more], hook, key, json };
  }
  if (more.length > 0) throw new Fault('wrong-arguments');
  if (first === undefined) {
    return { kind: 'serve', ...common, host: values.host ?? null, port: whole('port', values.port, 65_535) };
  }
  if (first === 'migrate' && second === undefined) return { kind: 'migrate', ...common };
  if (first !== 'token') throw new Fault('wrong-arguments');
  if (second === 'list' && third === undefined) return { kind: 'token-list', ...common };
  if (second === 'remove' && third !== undefined) return { kind: 'token-remove', ...common, id: third };
  if (second !== 'add' || third !== undefined) throw new Fault('wrong-arguments');
  const name = values.name?.trim().slice(0, 100);
  if (!name) throw new Fault('option-needed', { option: '--name' });
  return {
    kind: 'token-add',
    ...common,
    name,
    workspaces: values.workspace ?? [],
    rights: rightsOf(values.rights),
    hooks: values.hook ?? [],
    buzzesPerHour: whole('per-hour', values['per-hour'], 100_000),
    paidPerHour: whole('paid-per-hour', values['paid-per-hour'], 100_000),
  };
};

/** Reads the arguments after `serve`. Pure. */
export const readArguments = (argv: readonly string[]): ServeCommand | { kind: 'fault'; fault: ServeFault } => {
  try {
    return parse(argv);
  } catch (error) {
    if (error instanceof Fault) return { kind: 'fault', fault: error.fault };
    throw error;
  }
};
