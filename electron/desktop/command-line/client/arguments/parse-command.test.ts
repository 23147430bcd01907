import { describe, expect, it } from 'vitest';
import { printedUsage } from './client-words';
import { commandArguments, commandNames, isCommand } from './command-names';
import { parseCommand } from './parse-command';
import type { CommandLine } from './parse-result';

const line = (...argv: string[]): CommandLine => {
  const parsed = parseCommand(argv);
  if (parsed.kind !== 'command') throw new Error(`no command: ${JSON.stringify(parsed)}`);
  return parsed.line;
};
const wrong = (...argv: string[]) => {
  const parsed = parseCommand(argv);
  return parsed.kind === 'problem' ? parsed.problem : parsed.kind;
};

describe('a command line', () => {
  it('reads every option of send', () => {
    const said = line(
      ...['send', '--to', '值班组', '--to=li@company.test', '--text', '订单库延迟', '--via', 'phone', '--mode', 'chat'],
      ...['--chat', '告警群', '--ladder', '夜间', '--yes', '--wait', '30', '--json', '--workspace', '某某科技'],
    );
    expect(said).toEqual({
      command: {
        kind: 'send',
        to: ['值班组', 'li@company.test'],
        text: '订单库延迟',
        via: 'phone',
        mode: 'chat',
        chat: '告警群',
        ladder: '夜间',
        yes: true,
        wait: 30,
      },
      json: true,
      workspace: '某某科技',
      relay: null,
      incident: null,
    });
    expect(line('list', '--relay', 'https://relay.example').relay).toBe('https://relay.example');
  });

  it('means in-app, automatic delivery and no waiting by default', () => {
    expect(line('send', '--to', 'a', '--text', 'b').command).toMatchObject({
      via: 'app',
      mode: 'auto',
      chat: null,
      ladder: null,
      yes: false,
      wait: null,
    });
  });

  it('says where a ladder climbs only where that was said, and only with a ladder', () => {
    const sent = (...options: string[]) =>
      line('send', '--to', 'a', '--text', 'b', '--ladder', 'c', ...options).command;
    expect(Object.keys(sent())).not.toContain('climbs');
    expect(sent('--climbs', 'relay')).toMatchObject({ ladder: 'c', climbs: 'relay' });
    for (const wrong of [
      ['--climbs', 'relay'],
      ['--ladder', 'c', '--climbs', 'cloud'],
    ])
      expect(parseCommand(['send', '--to', 'a', '--text', 'b', ...wrong]).kind).toBe('problem');
  });

  it('says what is asked of people only where that was said, and refuses what cannot be', () => {
    const sent = (...options: string[]) => line('send', '--to', 'a', '--text', 'b', ...options).command;
    expect(Object.keys(sent())).not.toContain('ask');
    expect(sent('--ask', '--enough', 'one')).toMatchObject({ ask: true, enough: 'one' });
    expect(sent('--no-ask', '--until', 'read')).toMatchObject({ ask: false, until: 'read' });
    for (const other of [['--ask'], ['--until', 'acknowledged'], ['--enough', 'one']]) {
      expect(parseCommand(['send', '--to', 'a', '--text', 'b', '--no-ask', ...other]).kind).toBe('problem');
    }
    expect(line('message', 'om_1', '--to', 'a', '--ask').command).toMatchObject({ ask: true });
  });

  it('takes five pictures, and no more', () => {
    const images = (count: number) => Array.from({ length: count }, (_, index) => ['--image', `${index}.png`]).flat();
    expect(line('send', '--to', 'a', '--text', 'b', ...images(2)).command).toMatchObject({
      images: ['0.png', '1.png'],
    });
    expect(parseCommand(['send', '--to', 'a', '--text', 'b', ...images(6)])).toMatchObject({
      kind: 'problem',
      problem: { key: 'too-many', option: '--image', most: '5' },
    });
  });

  it('takes a text that begins with dashes, and notices a forgotten value', () => {
    expect(line('send', '--to', 'a', '--text', '- 先看日志').command).toMatchObject({ text: '- 先看日志' });
    expect(line('send', '--to', 'a', '--text', '--force it').command).toMatchObject({ text: '--force it' });
    expect(line('send', '--to', 'a', '--text=--json').command).toMatchObject({ text: '--json' });
    expect(wrong('send', '--to', 'a', '--text', '--json')).toEqual({ key: 'value-missing', option: '--text' });
    expect(wrong('send', '--text', 'x', '--to')).toEqual({ key: 'value-missing', option: '--to' });
  });

  it.each([
    [[], { key: 'no-command' }],
    [['ring'], { key: 'unknown-command', name: 'ring' }],
    [['constructor'], { key: 'unknown-command', name: 'constructor' }],
    [['groups', 'burn'], { key: 'unknown-command', name: 'groups burn' }],
    [['groups'], { key: 'argument-needed', name: 'list | export | import' }],
    [['send', '--text', 'x'], { key: 'option-needed', option: '--to' }],
    [['send', '--to', ' ', '--text', 'x'], { key: 'option-needed', option: '--to' }],
    [['send', '--to', 'a'], { key: 'option-needed', option: '--text' }],
    [['send', '--to', 'a', '--text', 'x', 'y'], { key: 'argument-unexpected', value: 'y' }],
    [['send', '--to', 'a', '--text', 'x', '--text', 'y'], { key: 'given-twice', option: '--text' }],
    [['send', '--to', 'a', '--text', 'x', '--loud'], { key: 'unknown-option', option: '--loud' }],
    [
      ['send', '--to', 'a', '--text', 'x', '--via', 'fax'],
      { key: 'choice', option: '--via', choices: 'app sms phone' },
    ],
    [
      ['send', '--to', 'a', '--text', 'x', '--wait', '1.5'],
      { key: 'number', option: '--wait', from: '0', to: '604800' },
    ],
    [
      ['send', '--to', 'a', '--text', 'x', '--chat', 'c', '--mode', 'direct'],
      { key: 'not-both', option: '--chat', other: '--mode direct' },
    ],
    [['message', 'bm_abc', '--to', 'a'], { key: 'batch-message' }],
    [['message', 'bm-abc', '--to', 'a'], { key: 'batch-message' }],
    [['message', 'oc_abc', '--to', 'a'], { key: 'message-id', value: 'oc_abc' }],
    [['message', '--to', 'a'], { key: 'argument-needed', name: '<om_…>' }],
    [['show', 'abc'], { key: 'buzz-id', value: 'abc' }],
    [['show'], { key: 'argument-needed', name: '<buzz-id>' }],
    [['inbox', 'forget'], { key: 'argument-unexpected', value: 'forget' }],
    [['inbox', 'dismiss'], { key: 'argument-needed', name: '<om_…>' }],
    [['inbox', 'reply', 'bm-1'], { key: 'batch-message' }],
    [['inbox', 'reply', 'om_1', '--to', '林涛'], { key: 'option-needed', option: '--text' }],
    [['list', '--limit', '0'], { key: 'number', option: '--limit', from: '1', to: '200' }],
    [['serve', '--port', '1'], { key: 'serve-elsewhere' }],
    [['connect'], { key: 'option-needed', option: '--app-id' }],
    [
      ['connect', '--app-id', 'cli_a', '--brand', 'slack'],
      { key: 'choice', option: '--brand', choices: 'feishu lark' },
    ],
    [['connect', '--app-id', 'cli_a', '--secret', 's'], { key: 'unknown-option', option: '--secret' }],
  ])('%j is refused with its reason, in both languages', (argv, problem) => {
    expect(wrong(...argv)).toEqual(problem);
    const parsed = parseCommand(argv);
    if (parsed.kind !== 'problem') throw new Error('not refused');
    for (const locale of ['zh-CN', 'en-US'] as const) {
      const { message } = printedUsage(locale, parsed.problem);
      const { key: _, ...values } = parsed.problem;
      for (const value of Object.values(values)) expect(message).toContain(value);
    }
  });

  it('knows every other command', () => {
    expect(line('message', 'om_dc13264520392913993dd051dba21dcf', '--to', 'a').command).toMatchObject({
      kind: 'message',
    });
    expect(line('show', 'bz_1').command).toEqual({ kind: 'show', id: 'bz_1' });
    expect(line('list', '--limit', '5').command).toEqual({ kind: 'list', limit: 5 });
    expect(line('inbox').command).toEqual({ kind: 'inbox', limit: 20 });
    expect(line('inbox', '--limit', '5', '--json')).toMatchObject({ command: { kind: 'inbox', limit: 5 }, json: true });
    expect(line('inbox', 'dismiss', 'om_1').command).toEqual({ kind: 'inbox-dismiss', messageId: 'om_1' });
    expect(line('inbox', 'reply', 'om_1', '--text', '-5 °C', '--to', '林涛', '--via', 'sms', '--yes').command).toEqual({
      ...{ kind: 'inbox-reply', messageId: 'om_1', text: '-5 °C', to: ['林涛'] },
      ...{ via: 'sms', yes: true, wait: null },
    });
    expect(line('groups', 'list').command).toEqual({ kind: 'groups-list' });
    expect(line('groups', 'export', '人员.csv').command).toEqual({ kind: 'groups-export', file: '人员.csv' });
    expect(line('groups', 'import', 'a.json').command).toEqual({
      kind: 'groups-import',
      file: 'a.json',
      encoding: null,
      yes: false,
    });
    expect(line('groups', 'import', 'a.csv', '--encoding', 'latin1', '--yes').command).toMatchObject({
      encoding: 'windows-1252',
      yes: true,
    });
    expect(parseCommand(['groups', 'import', 'a.csv', '--encoding', 'klingon'])).toMatchObject({
      problem: { key: 'choice', option: '--encoding' },
    });
    expect(line('connect', '--app-id', 'cli_a').command).toMatchObject({
      brand: null,
      baseUrl: null,
      storeUnprotected: false,
    });
    const scan = { appId: null, brand: null, baseUrl: null, name: null, storeUnprotected: false };
    expect(line('connect', '--scan').command).toEqual({ kind: 'scan', ...scan });
    expect(line('connect', '--scan', '--app-id', 'cli_a', '--brand', 'lark', '--name', 'N').command).toEqual({
      kind: 'scan',
      ...scan,
      appId: 'cli_a',
      brand: 'lark',
      name: 'N',
    });
    expect(line('quit', '--force').command).toEqual({ kind: 'quit', force: true });
    expect(line('--toggle').command).toEqual({ kind: 'toggle' });
    expect(line('--quick', '--json')).toMatchObject({ command: { kind: 'quick' }, json: true });
  });

  it('understands --help anywhere but in a text', () => {
    expect(parseCommand(['help']).kind).toBe('help');
    expect(parseCommand(['send', '--help']).kind).toBe('help');
    expect(parseCommand(['send', '--to', 'a', '--text', '--help']).kind).toBe('command');
  });

  it('is refused in the form it asked for', () => {
    expect(parseCommand(['ring', '--json'])).toMatchObject({ kind: 'problem', json: true });
  });

  it('has all the names by which a start is known to be a command', () => {
    const problemOf = (name: string) => {
      const result = parseCommand([name]);
      return result.kind === 'problem' ? result.problem.key : null;
    };
    expect(problemOf('ring')).toBe('unknown-command');
    for (const name of commandNames) expect(problemOf(name), name).not.toBe('unknown-command');
  });

  it('is told from a plain start of the app', () => {
    expect(isCommand(['send'])).toBe(true);
    expect(isCommand(['--quick'])).toBe(true);
    expect(isCommand([])).toBe(false);
    expect(isCommand(['--hidden'])).toBe(false);
    expect(isCommand(['feishu-buzz://compose?text=a'])).toBe(false);
  });
});

describe('the arguments of the packaged app', () => {
  it('may have switches of the runtime before the command', () => {
    expect(commandArguments(['send', '--to', 'a'])).toEqual({ switches: [], command: ['send', '--to', 'a'] });
    expect(commandArguments(['--no-sandbox', '--lang=zh-CN', 'list', '--json'])).toEqual({
      switches: ['--no-sandbox', '--lang=zh-CN'],
      command: ['list', '--json'],
    });
    expect(commandArguments(['--no-sandbox', '--quick'])).toEqual({ switches: ['--no-sandbox'], command: ['--quick'] });
  });

  it('are no command for a plain start or a link', () => {
    for (const argv of [
      [],
      ['--hidden'],
      ['--no-sandbox'],
      ['feishu-buzz://compose?text=a'],
      ['--hidden', '/folder'],
    ]) {
      expect(commandArguments(argv)).toBeNull();
    }
  });
});
