import { expect, it } from 'vitest';
import { commandArguments } from './command-arguments';

it('tells a command from the switches of the runtime before it', () => {
  expect(commandArguments(['send', '--to', 'a'])).toEqual({ switches: [], command: ['send', '--to', 'a'] });
  expect(commandArguments(['--no-sandbox', '--lang=zh-CN', 'list', '--json'])).toEqual({
    switches: ['--no-sandbox', '--lang=zh-CN'],
    command: ['list', '--json'],
  });
  expect(commandArguments(['--no-sandbox', '--quick'])).toEqual({ switches: ['--no-sandbox'], command: ['--quick'] });
});

it('leaves a plain start and a link to the app', () => {
  for (const argv of [[], ['--hidden'], ['--no-sandbox'], ['feishu-buzz://compose?text=a'], ['--hidden', '/folder']]) {
    expect(commandArguments(argv)).toBeNull();
  }
});
