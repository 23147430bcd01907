import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sharedTempFolder } from '../../../../test/support/disk/temp-folder';
import { nodeDeps } from './node-deps';

const folder = sharedTempFolder();

const start = () => Promise.reject(new Error('no app here'));
const readFile = (path: string, most: number) =>
  nodeDeps({ argv: [], home: folder, env: {}, secret: null, start, folder }).readFile(path, most);

it('reads the bytes of a file as they are, relative to its folder', async () => {
  const bytes = Buffer.from('d7e92cd0d5c3fb0d0a', 'hex');
  await writeFile(join(folder, 'list.csv'), bytes);
  expect(await readFile('list.csv', 9)).toEqual(bytes);
});

it('ends reading where a file is too large, also where no size tells it', async () => {
  expect(await readFile('list.csv', 8)).toBeNull();
  expect(await readFile('/dev/zero', 1_000_000)).toBeNull();
});
