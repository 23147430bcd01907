import type { Asked, Parsed, UsageProblem } from './asked';
import { type OptionSpec, type ReadOptions, readOptions } from './read-options';

type Outcome = Asked | UsageProblem;

interface Spec extends OptionSpec {
  read(options: ReadOptions): Outcome;
}

const channels = ['app', 'sms', 'phone'] as const;
const modes = ['auto', 'direct', 'chat', 'room'] as const;
const brands = ['feishu', 'lark'] as const;
const week = 7 * 24 * 3600;

const isProblem = (value: unknown): value is UsageProblem =>
  typeof value === 'object' && value !== null && 'key' in value;

const choiceOf = <T extends string>(
  options: ReadOptions,
  name: string,
  choices: readonly T[],
): T | null | UsageProblem => {
  const value = options.value(name);
  if (value === null) return null;
  return (
    choices.find((choice) => choice === value) ?? {
      key: 'choice',
      option: `--${name}`,
      choices: choices.join(' '),
    }
  );
};

const numberOf = (
  options: ReadOptions,
  name: string,
  { from, to }: { from: number; to: number },
): number | null | UsageProblem => {
  const value = options.value(name);
  if (value === null) return null;
  const read = Number(value);
  if (/^\d+$/.test(value) && read >= from && read <= to) return read;
  return { key: 'number', option: `--${name}`, from: String(from), to: String(to) };
};

const spec = (read: Spec['read'], options: Partial<OptionSpec> = {}): Spec => ({
  flags: [],
  values: [],
  many: [],
  arguments: [],
  ...options,
  read,
});

/** Channel, consent and patience, which `send` and `message` share. */
const buzzOf = (options: ReadOptions) => {
  const via = choiceOf(options, 'via', channels);
  if (isProblem(via)) return via;
  const wait = numberOf(options, 'wait', { from: 0, to: week });
  if (isProblem(wait)) return wait;
  const to = options.all('to').map((who) => who.trim());
  if (to.length === 0 || to.includes('')) return { key: 'option-needed', option: '--to' } as const;
  return { via: via ?? 'app', wait, to, yes: options.flag('yes') };
};

const send = (options: ReadOptions): Outcome => {
  const buzz = buzzOf(options);
  if (isProblem(buzz)) return buzz;
  const text = options.value('text');
  if (text === null) return { key: 'option-needed', option: '--text' };
  const mode = choiceOf(options, 'mode', modes);
  if (isProblem(mode)) return mode;
  const chat = options.value('chat');
  if (chat !== null && (mode === 'direct' || mode === 'room')) {
    return { key: 'not-both', option: '--chat', other: `--mode ${mode}` };
  }
  return { kind: 'send', ...buzz, text, mode: mode ?? 'auto', chat, ladder: options.value('ladder') };
};

const message = (options: ReadOptions): Outcome => {
  const messageId = options.argument(0);
  // feishu-api 2.3: what was sent in a batch cannot be buzzed. Said before anything is started.
  if (/^bm[-_]/i.test(messageId)) return { key: 'batch-message' };
  if (!/^om_[A-Za-z0-9_-]{1,64}$/.test(messageId)) return { key: 'message-id', value: messageId };
  const buzz = buzzOf(options);
  return isProblem(buzz) ? buzz : { kind: 'message', messageId, ...buzz };
};

const onBuzz = (kind: 'show' | 'stop' | 'recall') =>
  spec(
    (options): Outcome => {
      const id = options.argument(0);
      // The pattern of `BuzzId`, whose schema would bring the validation code into the client.
      if (!/^bz_[A-Za-z0-9]{1,40}$/.test(id)) return { key: 'buzz-id', value: id };
      return { kind, id: id as Extract<Asked, { kind: 'show' }>['id'] };
    },
    { arguments: ['<buzz-id>'] },
  );

const list = (options: ReadOptions): Outcome => {
  const limit = numberOf(options, 'limit', { from: 1, to: 200 });
  return isProblem(limit) ? limit : { kind: 'list', limit: limit ?? 20 };
};

const connect = (options: ReadOptions): Outcome => {
  const appId = options.value('app-id');
  if (appId === null) return { key: 'option-needed', option: '--app-id' };
  const brand = choiceOf(options, 'brand', brands);
  if (isProblem(brand)) return brand;
  const baseUrl = options.value('base-url');
  const storeUnprotected = options.flag('store-unprotected');
  return { kind: 'connect', appId, brand, baseUrl, name: options.value('name'), storeUnprotected };
};

const buzzOptions = { flags: ['yes'], many: ['to'] };
const onFile = (kind: 'groups-export' | 'groups-import') =>
  spec((options) => ({ kind, file: options.argument(0) }), { arguments: ['<file>'] });

const specs: Readonly<Record<string, Spec>> = {
  send: spec(send, { ...buzzOptions, values: ['text', 'via', 'mode', 'chat', 'ladder', 'wait'] }),
  message: spec(message, { ...buzzOptions, values: ['via', 'wait'], arguments: ['<om_…>'] }),
  show: onBuzz('show'),
  list: spec(list, { values: ['limit'] }),
  stop: onBuzz('stop'),
  recall: onBuzz('recall'),
  'groups list': spec(() => ({ kind: 'groups-list' })),
  'groups export': onFile('groups-export'),
  'groups import': onFile('groups-import'),
  connect: spec(connect, { flags: ['store-unprotected'], values: ['app-id', 'brand', 'base-url', 'name'] }),
  doctor: spec(() => ({ kind: 'doctor' })),
  open: spec(() => ({ kind: 'open' })),
  quit: spec((options) => ({ kind: 'quit', force: options.flag('force') }), { flags: ['force'] }),
  '--toggle': spec(() => ({ kind: 'toggle' })),
  '--quick': spec(() => ({ kind: 'quick' })),
};

/** Options every command takes. */
const common = { flags: ['json'], values: ['workspace'] };

/** The first words of all commands. The launcher of the packaged app lists them too. */
export const commandNames: ReadonlySet<string> = new Set([
  ...Object.keys(specs).flatMap((name) => name.split(' ')[0] ?? []),
  ...['help', '--help', '-h'],
]);

/** Whether these arguments are a command, rather than a plain start of the app or a link. */
export const isCommand = (argv: readonly string[]): boolean => {
  const [first] = argv;
  return first !== undefined && commandNames.has(first);
};

/** Turns the arguments after the program's name into a command, or says what is wrong with them. Pure. */
export const parseCommand = (argv: readonly string[]): Parsed => {
  // Even a problem has to come in the form that was asked for.
  const json = argv.includes('--json');
  const wrong = (problem: UsageProblem): Parsed => ({ kind: 'problem', problem, json });
  const [first, second] = argv;
  if (first === undefined) return wrong({ key: 'no-command' });
  const text = argv.indexOf('--text');
  const beforeText = text < 0 ? argv : argv.slice(0, text);
  if (first === 'help' || beforeText.includes('--help') || beforeText.includes('-h')) return { kind: 'help' };

  const isGroups = first === 'groups';
  if (isGroups && second === undefined) return wrong({ key: 'argument-needed', name: 'list | export | import' });
  const name = isGroups ? `groups ${second}` : first;
  const found = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (!found) return wrong({ key: 'unknown-command', name });

  const options = readOptions(argv.slice(isGroups ? 2 : 1), {
    ...found,
    flags: [...found.flags, ...common.flags],
    values: [...found.values, ...common.values],
  });
  if (isProblem(options)) return wrong(options);
  const asked = found.read(options);
  if (isProblem(asked)) return wrong(asked);
  return { kind: 'command', line: { asked, json: options.flag('json'), workspace: options.value('workspace') } };
};
