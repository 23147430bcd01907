import { type Encoding, encodings } from '../../../../contract/encodings';
import { pictureLimits } from '../../../../contract/limits';
import { tidied } from '../../../../contract/plain-text';
import { encodingNamed } from '../../../../core/text/encoding-named';
import type { CommandName } from './command-names';
import { type ParseResult, type UnpreparedCommand, UsageError } from './parse-result';
import { type GivenOptions, type OptionSpec, readOptions } from './read-options';

interface CommandSpec extends OptionSpec {
  read(options: GivenOptions): UnpreparedCommand;
}

const channels = ['app', 'sms', 'phone'] as const;
const modes = ['auto', 'direct', 'chat', 'room'] as const;
const brands = ['feishu', 'lark'] as const;
/** The longest `--wait` (s). */
const week = 7 * 24 * 3600;

const spec = (read: CommandSpec['read'], options: Partial<OptionSpec> = {}): CommandSpec => ({
  flags: [],
  values: [],
  many: [],
  arguments: [],
  ...options,
  read,
});

/** Channel, waiting time, people and consent, which `send` and `message` share. */
const buzzOf = (options: GivenOptions) => {
  const via = options.choice('via', channels) ?? 'app';
  const wait = options.number('wait', 0, week);
  const to = options.all('to').map(tidied);
  if (to.length === 0 || to.includes('')) throw new UsageError({ key: 'option-needed', option: '--to' });
  return { via, wait, to, yes: options.flag('yes'), ...askingOf(options) };
};

/** What is asked of the people; nothing that was not said, so that the draft decides it by itself. */
const askingOf = (options: GivenOptions) => {
  const until = options.choice('until', ['read', 'acknowledged'] as const);
  const enough = options.choice('enough', ['everyone', 'one'] as const);
  const [yes, no] = [options.flag('ask'), options.flag('no-ask')];
  const needsAnswer = until === 'acknowledged' ? '--until acknowledged' : enough === 'one' ? '--enough one' : null;
  if (no && (yes || needsAnswer)) {
    throw new UsageError({ key: 'not-both', option: '--no-ask', other: yes ? '--ask' : (needsAnswer ?? '') });
  }
  return {
    ...(yes || no ? { ask: yes } : {}),
    ...(until === null ? {} : { until }),
    ...(enough === null ? {} : { enough }),
  };
};

const send = (options: GivenOptions): UnpreparedCommand => {
  const buzz = buzzOf(options);
  const text = options.needed('text');
  const mode = options.choice('mode', modes) ?? 'auto';
  const chat = options.value('chat');
  if (chat !== null && (mode === 'direct' || mode === 'room')) {
    throw new UsageError({ key: 'not-both', option: '--chat', other: `--mode ${mode}` });
  }
  const ladder = options.value('ladder');
  const climbs = options.choice('climbs', ['here', 'relay'] as const);
  if (climbs !== null && ladder === null) throw new UsageError({ key: 'option-needed', option: '--ladder' });
  const images = [...options.all('image')];
  if (images.length > pictureLimits.most) {
    throw new UsageError({ key: 'too-many', option: '--image', most: String(pictureLimits.most) });
  }
  return {
    kind: 'send',
    ...buzz,
    text,
    mode,
    chat,
    ladder,
    ...(climbs === null ? {} : { climbs }),
    ...(images.length > 0 && { images }),
  };
};

const messageIdOf = (options: GivenOptions): string => {
  const messageId = options.argument(0);
  // Batch messages cannot be buzzed (feishu-api 2.3). Refused here, before anything is started.
  if (/^bm[-_]/i.test(messageId)) throw new UsageError({ key: 'batch-message' });
  if (!/^om_[A-Za-z0-9_-]{1,64}$/.test(messageId)) throw new UsageError({ key: 'message-id', value: messageId });
  return messageId;
};

const message = (options: GivenOptions): UnpreparedCommand => ({
  kind: 'message',
  messageId: messageIdOf(options),
  ...buzzOf(options),
});

const inboxReply = (options: GivenOptions): UnpreparedCommand => ({
  kind: 'inbox-reply',
  messageId: messageIdOf(options),
  ...buzzOf(options),
  text: options.needed('text'),
});

const inboxDismiss = (options: GivenOptions): UnpreparedCommand => ({
  kind: 'inbox-dismiss',
  messageId: messageIdOf(options),
});

const onBuzz = (kind: 'show' | 'stop' | 'recall') =>
  spec(
    (options): UnpreparedCommand => {
      const id = options.argument(0);
      // The pattern of `BuzzId`, whose schema would bring the validation code into the client.
      if (!/^bz_[A-Za-z0-9]{1,40}$/.test(id)) throw new UsageError({ key: 'buzz-id', value: id });
      return { kind, id: id as Extract<UnpreparedCommand, { kind: 'show' }>['id'] };
    },
    { arguments: ['<buzz-id>'] },
  );

const connect = (options: GivenOptions): UnpreparedCommand => {
  const form = {
    brand: options.choice('brand', brands),
    baseUrl: options.value('base-url'),
    name: options.value('name'),
    storeUnprotected: options.flag('store-unprotected'),
  };
  return options.flag('scan')
    ? { kind: 'scan', appId: options.value('app-id'), ...form }
    : { kind: 'connect', appId: options.needed('app-id'), ...form };
};

const buzzOptions = { flags: ['yes', 'ask', 'no-ask'], many: ['to'] };

/** The encoding by which the file of an import is read, also by another of its names (gbk, latin1). */
const encodingOf = (options: GivenOptions): Encoding | null => {
  const label = options.value('encoding');
  const encoding = label === null ? null : encodingNamed(label);
  if (label === null || encoding !== null) return encoding;
  throw new UsageError({ key: 'choice', option: '--encoding', choices: encodings.join(' ') });
};

const importGroups = (options: GivenOptions): UnpreparedCommand => ({
  kind: 'groups-import',
  file: options.argument(0),
  encoding: encodingOf(options),
  yes: options.flag('yes'),
});

const specs: Readonly<Partial<Record<CommandName | `${CommandName} ${string}`, CommandSpec>>> = {
  send: spec(send, {
    ...buzzOptions,
    many: ['to', 'image'],
    values: ['text', 'via', 'mode', 'chat', 'ladder', 'climbs', 'wait', 'until', 'enough', 'incident'],
  }),
  message: spec(message, {
    ...buzzOptions,
    values: ['via', 'wait', 'until', 'enough', 'incident'],
    arguments: ['<om_…>'],
  }),
  show: onBuzz('show'),
  list: spec((options) => ({ kind: 'list', limit: options.number('limit', 1, 200) ?? 20 }), { values: ['limit'] }),
  stop: onBuzz('stop'),
  recall: onBuzz('recall'),
  'groups list': spec(() => ({ kind: 'groups-list' })),
  'groups export': spec((options) => ({ kind: 'groups-export', file: options.argument(0) }), { arguments: ['<file>'] }),
  'groups import': spec(importGroups, { flags: ['yes'], values: ['encoding'], arguments: ['<file>'] }),
  connect: spec(connect, { flags: ['scan', 'store-unprotected'], values: ['app-id', 'brand', 'base-url', 'name'] }),
  doctor: spec(() => ({ kind: 'doctor' })),
  'listen on': spec((options) => ({ kind: 'listen', what: 'on', share: options.flag('share') }), { flags: ['share'] }),
  'listen off': spec(() => ({ kind: 'listen', what: 'off', share: false })),
  'listen status': spec(() => ({ kind: 'listen', what: 'status', share: false })),
  inbox: spec((options) => ({ kind: 'inbox', limit: options.number('limit', 1, 200) ?? 20 }), { values: ['limit'] }),
  'inbox reply': spec(inboxReply, {
    ...buzzOptions,
    values: ['text', 'via', 'wait', 'until', 'enough'],
    arguments: ['<om_…>'],
  }),
  'inbox dismiss': spec(inboxDismiss, { arguments: ['<om_…>'] }),
  open: spec(() => ({ kind: 'open' })),
  quit: spec((options) => ({ kind: 'quit', force: options.flag('force') }), { flags: ['force'] }),
  '--toggle': spec(() => ({ kind: 'toggle' })),
  '--quick': spec(() => ({ kind: 'quick' })),
};

/** Commands of two words, and what the second may be. */
const inTwoWords: Readonly<Record<string, string>> = {
  groups: 'list | export | import',
  listen: 'on | off | status',
};

/** Options of every command. */
const common = { flags: ['json'], values: ['workspace', 'relay'] };

/** Turns the arguments after the program's name into a command, or says what is wrong with them. Pure. */
export const parseCommand = (argv: readonly string[]): ParseResult => {
  try {
    return parse(argv);
  } catch (error) {
    // Even a problem has to come in the form that the caller can read.
    if (error instanceof UsageError) return { kind: 'problem', problem: error.problem, json: argv.includes('--json') };
    throw error;
  }
};

const parse = (argv: readonly string[]): ParseResult => {
  const [first, second] = argv;
  if (first === undefined) throw new UsageError({ key: 'no-command' });
  const text = argv.indexOf('--text');
  const beforeText = text < 0 ? argv : argv.slice(0, text);
  if (first === 'help' || beforeText.includes('--help') || beforeText.includes('-h')) return { kind: 'help' };

  // In a checkout the script takes this word itself; the app carries no relay.
  if (first === 'serve') throw new UsageError({ key: 'serve-elsewhere' });
  // A command of one word may also have a second.
  const isLonger = second !== undefined && !second.startsWith('-') && Object.hasOwn(specs, `${first} ${second}`);
  const choices = Object.hasOwn(inTwoWords, first) ? inTwoWords[first] : isLonger ? second : undefined;
  if (choices !== undefined && second === undefined) throw new UsageError({ key: 'argument-needed', name: choices });
  const name = choices === undefined ? first : `${first} ${second}`;
  const found = Object.hasOwn(specs, name) ? specs[name as keyof typeof specs] : undefined;
  if (!found) throw new UsageError({ key: 'unknown-command', name });

  const options = readOptions(argv.slice(choices === undefined ? 1 : 2), {
    ...found,
    flags: [...found.flags, ...common.flags],
    values: [...found.values, ...common.values],
  });
  const command = found.read(options);
  const line = {
    json: options.flag('json'),
    workspace: options.value('workspace'),
    relay: options.value('relay'),
    incident: options.value('incident'),
  };
  return { kind: 'command', line: { command, ...line } };
};
