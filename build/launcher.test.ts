import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandNames } from '../electron/desktop/command-line/parse-command';

test('the launcher knows every command by its first word, and takes nothing else for one', () => {
  const launcher = readFileSync(join(import.meta.dirname, 'launcher/feishu-buzz.sh'), 'utf8');
  const listed = /^ {4}(send [^)]+)\)$/m.exec(launcher)?.[1]?.split(' | ') ?? [];
  expect(new Set(listed)).toEqual(commandNames);
});
