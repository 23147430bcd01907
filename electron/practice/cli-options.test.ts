import { expect, test } from 'vitest';
import { readCommandLine } from './cli-options';

test('every option of the command line is read', () => {
  const args = [
    '--port',
    '7480',
    '--app-secret',
    'x',
    '--seed',
    's',
    '--latency',
    '50',
    '--speed',
    '10',
    '--scale',
    '9',
    '--brand',
    'lark',
  ];
  expect(readCommandLine(args)).toEqual({
    options: { port: 7480, appSecret: 'x', seed: 's', latencyMs: 50, readingSpeed: 10, scale: 9, brand: 'lark' },
  });
  expect(readCommandLine([])).toEqual({ options: {} });
  expect(readCommandLine(['--help'])).toEqual({ help: true });
});

test.each([
  [['--port', '70000']],
  [['--port', 'x']],
  [['--speed', '-1']],
  [['--app-secret', '']],
  [['--brand', 'slack']],
  [['--nonsense']],
  [['word']],
])('%j is refused with a reason', (args) => {
  expect(readCommandLine(args)).toEqual({ wrong: expect.any(String) });
});
