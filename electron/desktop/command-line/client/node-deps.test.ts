import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sharedTempFolder } from '../../../../test/support/disk/temp-folder';
import { nodeDeps } from './node-deps';

const folder = sharedTempFolder();

const text = '组,姓名\r\n值班组,李雷\r\n';

it.each([
  ['GBK', Buffer.from('d7e92cd0d5c3fb0d0ad6b5b0e0d7e92cc0eec0d70d0a', 'hex')],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
])('reads a file in the encoding that a spreadsheet wrote: %s', async (_, bytes) => {
  await writeFile(join(folder, 'list.csv'), bytes);
  const start = () => Promise.reject(new Error('no app here'));
  const { readFile } = nodeDeps({ argv: [], home: folder, env: {}, secret: null, start, folder });
  expect(await readFile('list.csv')).toBe(text);
});
